using System.Runtime.CompilerServices;
using Chronos.Core.Books;
using Chronos.Core.Model;

namespace Chronos.Core.Gates;

/// <summary>
/// Equity not bound by initial margins and fees after the order, over equity, is not less than the minimum: what is bound x 1 000 000
/// is compared with equity x the rest. What is bound is summed as by the gate about free balance. While the breaker is latched nothing passes.
/// </summary>
internal sealed class FreeMarginGate : IPriceGate
{
    /// <inheritdoc />
    public GateId Id => GateId.FreeMargin;

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

        var hold = context.HoldAfter;
        if (state.Breakers.IsLatched(BreakerKind.FreeMargin, ScopeKind.Venue, context.Terms.Venue))
        {
            return finding.AtMostAmount(0, ReasonCode.FreeMargin, hold, account.EquityForHold / Ratio.Ppm);
        }

        return hold > Ratio.UnitsMax || Wide.UncheckedTimes(hold, Ratio.Ppm) > account.EquityForHold
            ? OnMore(hold, in context, ref finding)
            : Cap.Pass;
    }

    /// <inheritdoc />
    public PriceRange PricesPassing(in GateContext context, EngineState state) => PriceSearch.Passing(this, in context, state);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Cap OnMore(Int128 hold, in GateContext context, ref Finding finding)
    {
        var maximum = context.Account.EquityForHold / Ratio.Ppm;
        return finding.AtMostAmount(
            Room.Units(ExactNotional.FromUnits(maximum - context.Account.Hold), Price.FromUnits(context.HoldPerUnit)),
            ReasonCode.FreeMargin,
            hold,
            maximum);
    }
}
