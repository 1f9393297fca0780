using System.Runtime.CompilerServices;
using Chronos.Core.Books;
using Chronos.Core.Gates;
using Chronos.Core.Model;

namespace Chronos.Core.Replay.Readings;

/// <summary>The figures of the gates about one order by itself.</summary>
internal static class OrderGauges
{
    private const long Millionths = 1_000_000;

    // As the gate has it: a million times as much still fits 128 bits.
    private static Int128 RiskMax => new(1UL << 42, 0);

    public static Gauge Read(GateId gate, in GateContext context, EngineState state)
    {
        ref readonly var terms = ref context.Terms;
        return gate switch
        {
            GateId.TickSize => new Gauge(ReasonCode.TickSize, context.WorstPrice.Units, terms.TickSize.Units, Bound.None),
            GateId.LotSize => new Gauge(ReasonCode.LotSize, context.Units, terms.LotSize.Units, Bound.None),
            GateId.MinQuantity => Gauge.AtLeast(ReasonCode.MinQuantity, context.Units, terms.QuantityMin.Units),
            GateId.MinNotional => MinNotional(in context),
            GateId.MaxOrderQuantity => Gauge.AtMost(ReasonCode.MaxOrderQuantity, context.Units, terms.OrderQuantityMax.Units),
            GateId.MaxOrderNotional => Gauge.Amount(
                ReasonCode.MaxOrderNotional, Wide.Product(context.Units, context.ValuationPrice.Units), terms.OrderNotionalMax.Units),
            GateId.PriceCollar => PriceCollar(in context),
            GateId.QuoteStaleness => context.Quote.Known
                ? Gauge.AtMost(ReasonCode.QuoteStaleness, context.NowNanos - context.Quote.TimeNanos, terms.QuoteAgeNanosMax)
                : Gauge.None,
            GateId.ProposalAge => ProposalAge(in context),
            GateId.MinConfidence => Gauge.AtLeast(ReasonCode.MinConfidence, context.Proposal.ConfidencePpm, terms.ConfidenceMinPpm),
            GateId.FatFinger => Gauge.AtMost(
                ReasonCode.FatFinger, context.Units, state.OrderSizes.UnitsMax(terms.Strategy, terms.Instrument)),
            GateId.RiskPerTrade => RiskPerTrade(in context),
            GateId.ProtectiveStop => ProtectiveStop(in context),
            GateId.ReplacedOrder => ReplacedOrder(in context, state),
            _ => Gauge.None,
        };
    }

    private static Gauge MinNotional(in GateContext context)
    {
        if (context.IsReduction && context.Terms.ReductionsExemptFromNotionalMin)
        {
            return Gauge.None;
        }

        var notional = ExactNotional.Of(context.WorstPrice, Quantity.FromUnits(context.Units));
        return Gauge.AtLeast(
            ReasonCode.MinNotional, notional.FloorSaturated().Units, context.Terms.NotionalMin.CeilingSaturated().Units);
    }

    /// <summary>Past the touch against the aggressive edge, behind it against the passive one. The engine itself prices a market order at the edge.</summary>
    private static Gauge PriceCollar(in GateContext context)
    {
        ref readonly var quote = ref context.Quote;
        ref readonly var terms = ref context.Terms;
        if (!quote.Known || context.IsProtective)
        {
            return Gauge.None;
        }

        var worst = context.WorstPrice.Units;
        var touch = (context.IsBuy ? quote.Ask : quote.Bid).Units;
        var isBehind = !context.IsReduction && (context.IsBuy ? worst < quote.Bid.Units : worst > quote.Ask.Units);
        if (isBehind)
        {
            touch = (context.IsBuy ? quote.Bid : quote.Ask).Units;
        }

        var edge = (context.IsBuy, isBehind) switch
        {
            (true, false) => CollarEdges.HighestBuy(in quote, in terms),
            (false, false) => CollarEdges.LowestSell(in quote, in terms),
            (true, true) => CollarEdges.LowestBuy(in quote, in terms),
            _ => CollarEdges.HighestSell(in quote, in terms),
        };
        var origin = context.Proposal.Type == OrderType.Market ? edge : touch;
        return context.IsBuy != isBehind
            ? Gauge.AtMost(ReasonCode.PriceCollar, worst, edge, origin)
            : edge <= 0 ? Gauge.None : Gauge.AtLeast(ReasonCode.PriceCollar, worst, edge, origin);
    }

    private static Gauge ProposalAge(in GateContext context)
    {
        ref readonly var proposal = ref context.Proposal;
        var arrived = context.Parking.IsParked ? context.Parking.SinceNanos : context.NowNanos;
        var age = new Gauge(ReasonCode.ProposalAge, arrived - proposal.CreatedAtNanos, context.Terms.ProposalAgeNanosMax, Bound.Within);
        return proposal.ExpiresAtNanos == 0
            ? age
            : Gauge.Tightest(age, Gauge.AtMost(
                ReasonCode.ProposalAge, context.NowNanos - proposal.CreatedAtNanos, proposal.ExpiresAtNanos - proposal.CreatedAtNanos));
    }

    /// <summary>What is lost at the stop, or at the least distance assumed, over equity; rounded up.</summary>
    private static Gauge RiskPerTrade(in GateContext context)
    {
        ref readonly var account = ref context.Account;
        var worst = context.WorstPrice.Units;
        if (!account.BalanceKnown || account.Unpriced != 0 || worst == 0)
        {
            return Gauge.None;
        }

        var distance = (long)((Wide.Product(worst, context.Terms.StopDistanceBpsMin) + (Bps.Whole - 1)) / Bps.Whole);
        if (context.Proposal.StopPrice.Units != 0)
        {
            var away = context.IsBuy ? worst - context.Proposal.StopPrice.Units : context.Proposal.StopPrice.Units - worst;
            if (away <= 0)
            {
                return Gauge.None;
            }

            distance = Math.Max(distance, away);
        }

        var risk = Wide.Product(context.Units, distance);
        var equity = Int128.Min(account.Equity.Units, RiskMax);
        if (risk > RiskMax)
        {
            return Gauge.None;
        }

        var share = equity <= 0 ? long.MaxValue : (long)Int128.Min((risk * Millionths + (equity - 1)) / equity, long.MaxValue);
        return Gauge.AtMost(ReasonCode.RiskPerTrade, share, context.Terms.RiskPerTradeMaxPpm);
    }

    /// <summary>Against the touch it must not have passed; one that takes the place of another against that one's trigger.</summary>
    private static Gauge ProtectiveStop(in GateContext context)
    {
        if (!context.IsProtective || !context.Quote.Known)
        {
            return Gauge.None;
        }

        var touch = context.IsBuy ? context.Quote.Ask.Units : context.Quote.Bid.Units;
        var trigger = context.Proposal.LimitPrice.Units;
        var isBeyond = context.IsBuy ? trigger > touch : trigger < touch;
        if (!isBeyond || Unsafe.IsNullRef(in context.Replaced) || !context.Replaced.IsProtective)
        {
            return new Gauge(ReasonCode.ProtectiveStop, trigger, touch, Bound.None);
        }

        var old = context.Replaced.WorstPrice.Units;
        return context.IsBuy
            ? Gauge.AtMost(ReasonCode.ProtectiveStop, trigger, old, touch)
            : Gauge.AtLeast(ReasonCode.ProtectiveStop, trigger, old, touch);
    }

    private static Gauge ReplacedOrder(in GateContext context, EngineState state) =>
        !context.IsAmend || Unsafe.IsNullRef(in context.Replaced)
            ? Gauge.None
            : Gauge.AtMost(
                ReasonCode.VenueWindow, state.Orders.PendingCancelsAt(context.Replaced.Venue) + 1L, context.Terms.UnansweredOrdersMax);
}
