using System.Runtime.CompilerServices;
using Chronos.Core.Books;
using Chronos.Core.Model;

namespace Chronos.Core.Gates;

/// <summary>
/// Exposure of the instrument after the order over equity stays within the limit, compared as exposure x 1 000 000 against equity x
/// millionths.
/// </summary>
internal sealed class ConcentrationGate : IPriceGate
{
    /// <inheritdoc />
    public GateId Id => GateId.Concentration;

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

        return context.Exposure > Ratio.UnitsMax || Wide.UncheckedTimes(context.Exposure, Ratio.Ppm) > account.EquityForOne
            ? OnMore(in context, ref finding)
            : Cap.Pass;
    }

    /// <inheritdoc />
    public PriceRange PricesPassing(in GateContext context, EngineState state) => PriceSearch.Passing(this, in context, state);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Cap OnMore(in GateContext context, ref Finding finding)
    {
        var maximum = context.Account.EquityForOne / Ratio.Ppm;
        return finding.AtMostAmount(context.UnitsWithin(maximum), ReasonCode.Concentration, context.Exposure, maximum);
    }
}
