using System.Runtime.CompilerServices;
using Chronos.Core.Books;
using Chronos.Core.Model;

namespace Chronos.Core.Gates;

/// <summary>
/// A protective stop is reduce-only and stands on the losing side of the market: a sell's trigger below the bid, a buy's
/// above the ask. One that replaces another may only tighten: its trigger is not farther from the market, and it covers what
/// the other covered of the position. Nothing but a stop replaces a stop.
/// </summary>
internal sealed class ProtectiveStopGate : IPriceGate
{
    /// <inheritdoc />
    public GateId Id => GateId.ProtectiveStop;

    /// <inheritdoc />
    public bool BindsReductions => true;

    /// <inheritdoc />
    public Cap Check(in GateContext context, EngineState state, ref Finding finding)
    {
        var replacesStop = ReplacesStop(in context);
        if (!context.IsProtective)
        {
            return replacesStop ? finding.Block(ReasonCode.ProtectiveStop) : Cap.Pass;
        }

        if ((context.Proposal.Flags & ProposalFlags.ReduceOnly) == 0)
        {
            return finding.Block(ReasonCode.ProtectiveStop);
        }

        if (!context.Quote.Known)
        {
            return finding.Block(ReasonCode.QuoteUnknown);
        }

        var trigger = context.Proposal.LimitPrice;
        var touch = context.IsBuy ? context.Quote.Ask : context.Quote.Bid;
        if (context.IsBuy ? trigger <= touch : trigger >= touch)
        {
            return finding.Block(ReasonCode.ProtectiveStop, trigger.Units, touch.Units);
        }

        return replacesStop ? CheckTighter(in context, ref finding) : Cap.Pass;
    }

    /// <inheritdoc />
    public PriceRange PricesPassing(in GateContext context, EngineState state)
    {
        var finding = default(Finding);
        var replacesStop = ReplacesStop(in context);
        if (!context.IsProtective)
        {
            return replacesStop ? PriceRange.None : PriceRange.All;
        }

        if ((context.Proposal.Flags & ProposalFlags.ReduceOnly) == 0
            || !context.Quote.Known
            || (replacesStop && CheckCovers(in context, ref finding).PermittedUnits == 0))
        {
            return PriceRange.None;
        }

        var old = replacesStop ? context.Replaced.WorstPrice : default;
        return context.IsBuy
            ? new PriceRange(Price.FromUnits(context.Quote.Ask.Units + 1), replacesStop ? old : PriceRange.All.Highest)
            : new PriceRange(replacesStop ? old : PriceRange.All.Lowest, Price.FromUnits(context.Quote.Bid.Units - 1));
    }

    private static bool ReplacesStop(in GateContext context) =>
        !Unsafe.IsNullRef(in context.Replaced) && context.Replaced.IsProtective;

    private static Cap CheckTighter(in GateContext context, ref Finding finding)
    {
        var trigger = context.Proposal.LimitPrice;
        var old = context.Replaced.WorstPrice;
        return (context.IsBuy ? trigger > old : trigger < old)
            ? finding.Block(ReasonCode.ProtectiveStop, trigger.Units, old.Units)
            : CheckCovers(in context, ref finding);
    }

    private static Cap CheckCovers(in GateContext context, ref Finding finding)
    {
        var covered = Math.Min(context.Replaced.RemainingUnits, Math.Abs(context.Position.Position));
        return context.Units < covered ? finding.Block(ReasonCode.ProtectiveStop) : Cap.Pass;
    }
}
