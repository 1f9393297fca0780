using Chronos.Core.Books;
using Chronos.Core.Gates;
using Chronos.Core.Model;
using Chronos.Core.Policies;

namespace Chronos.Core.Replay.Readings;

/// <summary>The figures of the gates about the market an order would meet.</summary>
internal static class MarketGauges
{
    private const int Percent = 100;

    public static Gauge Read(GateId gate, in GateContext context, EngineState state) => gate switch
    {
        GateId.MarketStatus => MarketStatusOf(in context),
        GateId.ReferencePrice => Gauge.Tightest(
            Reference(in context, context.Market.Last, context.Market.LastTimeNanos, context.Terms.CollarLastBps),
            Reference(in context, context.Market.Mark, context.Market.MarkTimeNanos, context.Terms.CollarMarkBps)),
        GateId.VolumeShare => VolumeShare(in context, state),
        GateId.LatencyBudget => LatencyBudget(in context, state),
        _ => context.Quote.Known ? ReadQuoted(gate, in context, state) : Gauge.None,
    };

    private static Gauge ReadQuoted(GateId gate, in GateContext context, EngineState state) => gate switch
    {
        GateId.PriceDrift => PriceDrift(in context, state),
        GateId.ExpectedSlippage => Gauge.AtMost(
            ReasonCode.ExpectedSlippage, BookWalk.SlippageBps(in context, state), context.Terms.SlippageBpsMax),
        GateId.DepthShare => DepthShare(in context, state),
        GateId.SpreadCeiling => Gauge.AtMost(ReasonCode.SpreadCeiling, SpreadBps(in context.Quote), context.Terms.SpreadBpsMax),
        GateId.LiquidityFloor => LiquidityFloor(in context),
        GateId.Volatility => Volatility(in context, state),
        GateId.ClockSkew => context.Terms.ClockSkewNanosMax == MandateTerms.None
            ? Gauge.None
            : new Gauge(ReasonCode.ClockSkew, context.Market.SkewNanos, context.Terms.ClockSkewNanosMax, Bound.Within),
        GateId.QuoteQuarantine => SecondSource(in context, state),
        _ => Gauge.None,
    };

    private static Gauge MarketStatusOf(in GateContext context) =>
        context.Market.StatusTimeNanos == 0 || context.Market.Status != MarketStatus.Trading
            ? Gauge.None
            : Gauge.AtMost(
                ReasonCode.MarketStatusUnknown, context.NowNanos - context.Market.StatusTimeNanos, context.Terms.StatusAgeNanosMax);

    private static Gauge Reference(in GateContext context, Price reference, long toldNanos, long bps)
    {
        if (bps == MandateTerms.None || toldNanos == 0 || context.NowNanos - toldNanos > context.Terms.ReferenceAgeNanosMax)
        {
            return Gauge.None;
        }

        var worst = context.WorstPrice.Units;
        return context.IsBuy
            ? Gauge.AtMost(ReasonCode.ReferencePrice, worst, Bps.AboveFloored(reference, (int)bps), reference.Units)
            : Gauge.AtLeast(ReasonCode.ReferencePrice, worst, Bps.BelowCeiled(reference, (int)bps), reference.Units);
    }

    private static Gauge PriceDrift(in GateContext context, EngineState state)
    {
        var slice = state.Market.DriftBeginning(context.Proposal.Instrument.Value, context.NowNanos);
        var bps = context.Terms.DriftBpsMax;
        return context.IsBuy
            ? Gauge.AtMost(
                ReasonCode.PriceDrift,
                context.WorstPrice.Units,
                (long)(Wide.Product(slice.Lowest, Bps.Whole + bps) / (2 * Bps.Whole)),
                slice.Lowest / 2)
            : Gauge.AtLeast(
                ReasonCode.PriceDrift,
                context.WorstPrice.Units,
                (long)((Wide.Product(slice.Highest, Bps.Whole - bps) + (2 * Bps.Whole - 1)) / (2 * Bps.Whole)),
                slice.Highest / 2);
    }

    private static Gauge DepthShare(in GateContext context, EngineState state) => BookWalk.Takes(in context)
        ? Gauge.AtMost(
            ReasonCode.DepthShare,
            context.Units,
            Room.Units(Wide.Product(BookWalk.Shown(in context, state), context.Terms.DepthPercentMax) / Percent))
        : Gauge.None;

    private static Gauge VolumeShare(in GateContext context, EngineState state)
    {
        if (context.Terms.VolumePercentMax == MandateTerms.None)
        {
            return Gauge.None;
        }

        var volume = state.Market.Volume(context.Proposal.Instrument.Value, context.NowNanos);
        return volume < 0
            ? Gauge.None
            : Gauge.AtMost(ReasonCode.VolumeShare, context.Units, Room.Units(volume * context.Terms.VolumePercentMax / Percent));
    }

    private static long SpreadBps(in QuoteEntry quote)
    {
        var middle = Middle.Doubled(quote.Bid, quote.Ask);
        return (long)((Wide.Product(quote.Ask.Units - quote.Bid.Units, 2 * Bps.Whole) + middle - 1) / middle);
    }

    private static Gauge LiquidityFloor(in GateContext context)
    {
        ref readonly var quote = ref context.Quote;
        var least = context.Terms.TouchNotionalMin;
        if (least == ExactNotional.Zero || quote.BidSize.IsZero || quote.AskSize.IsZero)
        {
            return Gauge.None;
        }

        var shown = context.IsBuy ? quote.Ask * quote.AskSize : quote.Bid * quote.BidSize;
        return Gauge.AtLeast(ReasonCode.LiquidityFloor, shown.FloorSaturated().Units, least.CeilingSaturated().Units);
    }

    private static Gauge Volatility(in GateContext context, EngineState state)
    {
        var (highest, lowest) = state.Market.Range(context.Proposal.Instrument.Value, in context.Quote, context.NowNanos);
        return Gauge.AtMost(ReasonCode.Volatility, Middle.Bps(highest, lowest), context.Terms.VolatilityBpsMax);
    }

    /// <summary>Percentiles with enough samples to be judged, decision first.</summary>
    private static Gauge LatencyBudget(in GateContext context, EngineState state)
    {
        var limits = state.Policy!.Latency;
        var engine = state.Latency.Engine;
        var venue = state.Latency[context.Terms.Venue];
        return Gauge.Tightest(
            Judged(engine.DecisionSamples, engine.DecisionP99Nanos, limits.DecisionP99NanosMax),
            Judged(engine.SendSamples, engine.SendP99Nanos, limits.SendP99NanosMax),
            venue.Count == 0 ? Gauge.None : Judged(venue.Count, venue.P99Nanos(), limits.AcknowledgementP99NanosMax));

        Gauge Judged(long samples, long observed, long limit) =>
            samples == 0 || samples < limits.SamplesMin ? Gauge.None : Gauge.AtMost(ReasonCode.LatencyBudget, observed, limit);
    }

    private static Gauge SecondSource(in GateContext context, EngineState state)
    {
        var limit = state.Policy!.MarketOf(context.Proposal.Instrument).SecondSourceBpsMax;
        if (limit == MandateTerms.None || context.Market.Quarantine.Active || context.Market.SecondMiddle == 0)
        {
            return Gauge.None;
        }

        var middle = Middle.Doubled(context.Quote.Bid, context.Quote.Ask);
        return Gauge.AtMost(ReasonCode.QuoteSource, Middle.Bps(middle, context.Market.SecondMiddle), limit);
    }
}
