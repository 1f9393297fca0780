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
    public Cap Check(in GateContext context, EngineState state, ref Finding finding)
    {
        if (!context.IsValued || context.Strategy.Unpriced != 0)
        {
            return OnUnvalued(in context, ref finding);
        }

        ref readonly var line = ref context.Line;
        ref readonly var budget = ref context.Strategy;
        var moved = context.IsBuy ? line.WorstLong : -line.WorstShort;
        if (context.Units > long.MaxValue - Math.Max(0, moved))
        {
            return finding.Block(ReasonCode.ArithmeticOverflow);
        }

        var other = Math.Abs(context.IsBuy ? line.WorstShort : line.WorstLong);
        var others = budget.Exposure.Units - line.Exposure.Units;
        var exposure = others + Wide.Product(Math.Max(moved + context.Units, other), context.ValuationPrice.Units);
        var maximum = budget.ExposureMax.Units;
        if (exposure <= maximum)
        {
            return Cap.Pass;
        }

        var end = Room.Units(ExactNotional.FromUnits(maximum - others), context.ValuationPrice);
        return finding.AtMostAmount(
            other > end ? 0 : Room.Units((Int128)end - moved), ReasonCode.StrategyBudget, exposure, maximum);
    }

    /// <inheritdoc />
    public PriceRange PricesPassing(in GateContext context, EngineState state) => PriceSearch.Passing(this, in context, state);

    private static Cap OnUnvalued(in GateContext context, ref Finding finding) =>
        context.IsValued
            ? finding.Block(ReasonCode.ExposureUnknown, context.Strategy.Unpriced)
            : finding.BlockUnvalued(in context);
}
