using Chronos.Core.Books;
using Chronos.Core.Model;

namespace Chronos.Core.Gates;

/// <summary>
/// What an order would meet in the order book as shown: the touch of the quote in force, and behind it the levels of the depth that are worse
/// than the touch, as long as the depth is not older than a quote may be. What is not shown trades at the order's worst price.
/// </summary>
internal static class BookWalk
{
    private const int LevelsMax = 1 + DepthLevels.Capacity;

    // Slippage limits are fractions of a doubled middle: 2 x 10000 parts.
    private const long Parts = 2 * Bps.Whole;

    /// <summary>Whether the order would take from the book at once.</summary>
    public static bool Takes(in GateContext context) =>
        context.IsBuy ? context.WorstPrice >= context.Quote.Ask : context.WorstPrice <= context.Quote.Bid;

    /// <summary>Quantity shown up to the worst price, 1e-8 base; there must be a quote.</summary>
    public static long Shown(in GateContext context, EngineState state)
    {
        Span<DepthLevel> levels = stackalloc DepthLevel[LevelsMax];
        var count = Reachable(in context, state, levels);
        var shown = 0L;
        for (var i = 0; i < count; i++)
        {
            shown += levels[i].Quantity.Units;
        }

        return shown;
    }

    /// <summary>Whether even the worst price is within the limit; then so is every average fill.</summary>
    public static bool IsWorstWithin(in GateContext context, int bpsMax)
    {
        var worst = Wide.Product(context.WorstPrice.Units, Parts);
        var middle = Middle.Doubled(context.Quote.Bid, context.Quote.Ask);
        return context.IsBuy
            ? worst <= Wide.Product(middle, Bps.Whole + bpsMax)
            : worst >= Wide.Product(middle, Bps.Whole - bpsMax);
    }

    /// <summary>
    /// The largest quantity up to the one asked about whose average fill is not further past the middle than the limit. Exact: each unit that
    /// trades on the near side of the limit makes room for units that trade past it, level by level, in whole numbers.
    /// </summary>
    public static long WithinSlippage(in GateContext context, EngineState state, int bpsMax)
    {
        Span<DepthLevel> levels = stackalloc DepthLevel[LevelsMax];
        var count = Reachable(in context, state, levels);
        var room = new SlippageRoom(Threshold(in context, bpsMax), Parts);
        var left = context.Units;
        for (var i = 0; i < count && left > 0; i++)
        {
            var wanted = Math.Min(left, levels[i].Quantity.Units);
            var taken = room.Take(Signed(in context, levels[i].Price), wanted);
            left -= taken;
            if (taken < wanted)
            {
                return context.Units - left;
            }
        }

        return left <= 0 ? context.Units : context.Units - left + room.Take(Signed(in context, context.WorstPrice), left);
    }

    /// <summary>How far past the middle the average fill would be, in basis points, rounded up; never negative.</summary>
    public static long SlippageBps(in GateContext context, EngineState state)
    {
        Span<DepthLevel> levels = stackalloc DepthLevel[LevelsMax];
        var count = Reachable(in context, state, levels);
        var left = context.Units;
        Int128 cost = 0;
        for (var i = 0; i < count; i++)
        {
            var taken = Math.Min(left, levels[i].Quantity.Units);
            cost += Wide.Product(Signed(in context, levels[i].Price), taken);
            left -= taken;
        }

        cost += Wide.Product(Signed(in context, context.WorstPrice), left);
        var middle = Middle.Doubled(context.Quote.Bid, context.Quote.Ask);
        var (average, rest) = Int128.DivRem(cost, context.Units);
        var past = 2 * (average + (rest > 0 ? 1 : 0)) - (context.IsBuy ? middle : -middle);
        return past <= 0 ? 0 : (long)Int128.Min((past * Bps.Whole + middle - 1) / middle, long.MaxValue);
    }

    /// <summary>Levels the order can reach, best first.</summary>
    private static int Reachable(in GateContext context, EngineState state, Span<DepthLevel> levels)
    {
        if (!Takes(in context))
        {
            return 0;
        }

        ref readonly var quote = ref context.Quote;
        var count = 0;
        levels[count++] = context.IsBuy ? new DepthLevel(quote.Ask, quote.AskSize) : new DepthLevel(quote.Bid, quote.BidSize);
        ref readonly var depth = ref state.Market.Depth(context.Proposal.Instrument.Value);
        if (depth.TimeNanos == 0 || context.NowNanos - depth.TimeNanos > context.Terms.QuoteAgeNanosMax)
        {
            return count;
        }

        ReadOnlySpan<DepthLevel> side = context.IsBuy
            ? ((ReadOnlySpan<DepthLevel>)depth.Levels.Asks)[..depth.Levels.AskCount]
            : ((ReadOnlySpan<DepthLevel>)depth.Levels.Bids)[..depth.Levels.BidCount];
        foreach (ref readonly var level in side)
        {
            var isBehindTouch = context.IsBuy ? level.Price > quote.Ask : level.Price < quote.Bid;
            var isReached = context.IsBuy ? level.Price <= context.WorstPrice : level.Price >= context.WorstPrice;
            if (isBehindTouch && isReached)
            {
                levels[count++] = level;
            }
        }

        return count;
    }

    /// <summary>The highest price times <see cref="Parts"/> an average may have, prices of sells negated.</summary>
    private static Int128 Threshold(in GateContext context, int bpsMax)
    {
        var middle = Middle.Doubled(context.Quote.Bid, context.Quote.Ask);
        return context.IsBuy ? Wide.Product(middle, Bps.Whole + bpsMax) : -Wide.Product(middle, Bps.Whole - bpsMax);
    }

    private static long Signed(in GateContext context, Price price) => context.IsBuy ? price.Units : -price.Units;
}
