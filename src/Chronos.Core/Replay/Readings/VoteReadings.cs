using Chronos.Core.Books;
using Chronos.Core.Gates;
using Chronos.Core.Model;

namespace Chronos.Core.Replay.Readings;

/// <summary>
/// The figures behind the votes: an approver tells the one it objects by, and here stand all it holds against a limit. Changes
/// nothing.
/// </summary>
internal static class VoteReadings
{
    private const int Percent = 100;

    /// <summary>The three votes of a decision; the context stands at the quantity the approvers were asked about.</summary>
    public static VoteReading[] Of(in GateContext context, EngineState state, in VoteSet votes) =>
    [
        new(ApproverId.Risk, votes[ApproverId.Risk], Risk(in context, state)),
        new(ApproverId.Portfolio, votes[ApproverId.Portfolio], Portfolio(in context, state)),
        new(ApproverId.Execution, votes[ApproverId.Execution], Execution(in context, state)),
    ];

    private static List<Gauge> Risk(in GateContext context, EngineState state)
    {
        ref readonly var terms = ref context.Terms;
        List<Gauge> gauges = [];
        if (!state.Risk.Knows(terms.Account, terms.Instrument))
        {
            return gauges;
        }

        var before = (Int128)state.Risk.Net(terms.Account, terms.Instrument);
        var after = Int128.Abs(context.IsBuy ? before + context.Units : before - context.Units);
        gauges.Add(Gauge.AtMost(ReasonCode.RiskPosition, (long)Int128.Min(after, long.MaxValue), terms.PositionMax.Units));
        if (state.Risk.TryDayLoss(terms.Account, out var loss))
        {
            gauges.Add(Gauge.Amount(ReasonCode.RiskLoss, loss, context.Account.DailyLossMax.Units));
        }

        return gauges;
    }

    private static List<Gauge> Portfolio(in GateContext context, EngineState state)
    {
        ref readonly var terms = ref context.Terms;
        ref readonly var line = ref state.Portfolio[terms.Account, terms.Instrument];
        ref readonly var total = ref state.Portfolio.Account(terms.Account);
        List<Gauge> gauges = [];
        var told = Math.Min(line.ToldAtNanos, total.ToldAtNanos);
        if (told == 0)
        {
            return gauges;
        }

        gauges.Add(Gauge.AtMost(ReasonCode.PortfolioSnapshotStale, context.NowNanos - told, state.SnapshotAgeNanosMax));
        if (total.Unpriced != 0 || context.Units > Bounds.QuantityUnitsMax)
        {
            return gauges;
        }

        var worst = context.IsBuy ? line.WorstUnits(context.Units, 0) : line.WorstUnits(0, context.Units);
        var gross = total.Gross - line.Exposure + Wide.Product(worst, context.ValuationPrice.Units);
        gauges.Add(Gauge.Amount(ReasonCode.PortfolioExposure, gross, total.GrossMax));
        gauges.Add(Gauge.Amount(ReasonCode.PortfolioBalance, gross, total.Covered));
        return gauges;
    }

    private static List<Gauge> Execution(in GateContext context, EngineState state)
    {
        ref readonly var quote = ref context.Quote;
        List<Gauge> gauges = [];
        if (!quote.Known)
        {
            return gauges;
        }

        gauges.Add(Gauge.AtMost(
            ReasonCode.ExecutionQuoteStale, context.NowNanos - quote.TimeNanos, context.Terms.QuoteAgeNanosMax));
        if (context.IsProtective)
        {
            return gauges;
        }

        gauges.Add(Gauge.AtMost(
            ReasonCode.ExecutionSlippage, BookWalk.SlippageBps(in context, state), context.Terms.SlippageBpsMax));
        if (BookWalk.Takes(in context))
        {
            // The vote compares with the touch times a percentage; here the limit is that product.
            var shown = (context.IsBuy ? quote.AskSize : quote.BidSize).Units;
            gauges.Add(Gauge.AtMost(
                ReasonCode.ExecutionDepth, context.Units, Room.Units(Wide.Product(shown, context.Terms.TouchPercentMax) / Percent)));
        }

        return gauges;
    }
}
