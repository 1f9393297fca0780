using System.Runtime.CompilerServices;
using Chronos.Core.Books;
using Chronos.Core.Model;

namespace Chronos.Core.Gates;

/// <summary>
/// Gross exposure after the order over equity stays within the limit, compared as exposure x 100 against equity x percent. Equity
/// is the balance the venue told and the open profit.
/// </summary>
internal sealed class LeverageGate : IPriceGate
{
    /// <inheritdoc />
    public GateId Id => GateId.Leverage;

    /// <inheritdoc />
    public bool BindsReductions => false;

    /// <inheritdoc />
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Cap Check(in GateContext context, EngineState state, ref Finding finding)
    {
        if (!context.IsValued)
        {
            return finding.BlockUnvalued(in context);
        }

        ref readonly var account = ref context.Account;
        if (!account.EquityKnown)
        {
            return finding.Block(ReasonCode.EquityUnknown);
        }

        var gross = context.GrossAfter;
        return gross > Ratio.UnitsMax || Wide.UncheckedTimes(gross, Ratio.Percent) > account.EquityForGross
            ? OnMore(gross, in context, ref finding)
            : Cap.Pass;
    }

    /// <inheritdoc />
    public PriceRange PricesPassing(in GateContext context, EngineState state) => PriceSearch.Passing(this, in context, state);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Cap OnMore(Int128 gross, in GateContext context, ref Finding finding)
    {
        var maximum = context.Account.EquityForGross / Ratio.Percent;
        return finding.AtMostAmount(
            context.UnitsWithin(maximum - (gross - context.Exposure)), ReasonCode.Leverage, gross, maximum);
    }
}
