using Chronos.Core.Books;
using Chronos.Core.Model;

namespace Chronos.Core.Gates;

/// <summary>
/// The value of the strategy's orders of the side approved in any window, this one included, is not above its limit.
/// Valued as by <see cref="MaxOrderNotionalGate"/>; what ended unfilled is given back.
/// </summary>
internal sealed class AccumulatedNotionalGate : IPriceGate, ITimeGate
{
    /// <inheritdoc />
    public GateId Id => GateId.AccumulatedNotional;

    /// <inheritdoc />
    public bool BindsReductions => false;

    /// <inheritdoc />
    public Cap Check(in GateContext context, EngineState state, ref Finding finding)
    {
        var strategy = state.Activity.Strategy(context.Terms.Strategy);
        var window = strategy.Accumulated(context.Proposal.Side);
        var value = ValueOf(in context);
        return window.Total + value <= strategy.AccumulatedMax
            ? Cap.Pass
            : CheckExactly(in context, strategy.AccumulatedMax, window.TotalAt(context.NowNanos), ref finding);
    }

    /// <inheritdoc />
    public PriceRange PricesPassing(in GateContext context, EngineState state)
    {
        var strategy = state.Activity.Strategy(context.Terms.Strategy);
        var total = strategy.Accumulated(context.Proposal.Side).TotalAt(context.NowNanos);
        var highest = Room.Units((strategy.AccumulatedMax - total).Units / context.Units);
        return context.Quote.Ask.Units > highest
            ? PriceRange.None
            : PriceRange.All.And(new PriceRange(Price.FromUnits(1), Price.FromUnits(highest)));
    }

    /// <inheritdoc />
    public long PassesAtNanos(in GateContext context, EngineState state)
    {
        var strategy = state.Activity.Strategy(context.Terms.Strategy);
        return strategy.Accumulated(context.Proposal.Side)
            .FitsAtNanos(strategy.AccumulatedMax - ValueOf(in context), context.NowNanos);
    }

    private static ExactNotional ValueOf(in GateContext context) =>
        ExactNotional.Of(context.ValuationPrice, Quantity.FromUnits(context.Units));

    private static Cap CheckExactly(in GateContext context, ExactNotional limit, ExactNotional total, ref Finding finding)
    {
        var after = total + ValueOf(in context);
        return after <= limit
            ? Cap.Pass
            : finding.AtMost(
                Room.Units(limit - total, context.ValuationPrice),
                ReasonCode.AccumulatedNotional,
                after.CeilingSaturated().Units,
                limit.FloorSaturated().Units);
    }
}
