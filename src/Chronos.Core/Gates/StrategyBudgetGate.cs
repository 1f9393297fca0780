using System.Runtime.CompilerServices;
using Chronos.Core.Books;
using Chronos.Core.Model;

namespace Chronos.Core.Gates;

/// <summary>
/// The strategy's own exposure over all its instruments stays within its allocation: approval reserves, a fill turns the reservation
/// into position, and cancel, reject and close release it. Each of its working orders counts where that is worse.
/// </summary>
internal sealed class StrategyBudgetGate : IPriceGate
{
    /// <inheritdoc />
    public GateId Id => GateId.StrategyBudget;

    /// <inheritdoc />
    public bool BindsReductions => false;

    /// <inheritdoc />
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Cap Check(in GateContext context, EngineState state, ref Finding finding)
    {
        if (!context.IsValued || context.Strategy.Unpriced != 0)
        {
            return OnUnvalued(in context, ref finding);
        }

        var moved = Moved(in context);
        if (context.Units > long.MaxValue - Math.Max(0, moved))
        {
            return finding.Block(ReasonCode.ArithmeticOverflow);
        }

        return Others(in context) + Own(in context, moved) <= context.Strategy.ExposureMax.Units ? Cap.Pass : OnMore(in context, ref finding);
    }

    /// <inheritdoc />
    public PriceRange PricesPassing(in GateContext context, EngineState state) => PriceSearch.Passing(this, in context, state);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Cap OnMore(in GateContext context, ref Finding finding)
    {
        var (moved, other, others) = (Moved(in context), Other(in context), Others(in context));
        var maximum = context.Strategy.ExposureMax.Units;
        var end = Room.Units(ExactNotional.FromUnits(maximum - others), context.ValuationPrice);
        return finding.AtMostAmount(
            other > end ? 0 : Room.Units((Int128)end - moved), ReasonCode.StrategyBudget, others + Own(in context, moved), maximum);
    }

    /// <summary>The end of the strategy's own holding that the order moves, counted in its direction.</summary>
    private static long Moved(in GateContext context) => context.IsBuy ? context.Line.WorstLong : -context.Line.WorstShort;

    /// <summary>The end it does not move, without its sign.</summary>
    private static long Other(in GateContext context) => Math.Abs(context.IsBuy ? context.Line.WorstShort : context.Line.WorstLong);

    /// <summary>The strategy's exposure in all other instruments.</summary>
    private static Int128 Others(in GateContext context) => context.Strategy.Exposure.Units - context.Line.Exposure.Units;

    /// <summary>Its exposure in this one after the order.</summary>
    private static Int128 Own(in GateContext context, long moved) =>
        Wide.Product(Math.Max(moved + context.Units, Other(in context)), context.ValuationPrice.Units);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Cap OnUnvalued(in GateContext context, ref Finding finding) =>
        context.IsValued
            ? finding.Block(ReasonCode.ExposureUnknown, context.Strategy.Unpriced)
            : finding.BlockUnvalued(in context);
}
