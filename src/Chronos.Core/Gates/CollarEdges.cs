using Chronos.Core.Books;
using Chronos.Core.Policies;

namespace Chronos.Core.Gates;

/// <summary>The outermost prices inside the collar around a quote, rounded inward; of the distances in basis points and in ticks the shorter holds.</summary>
internal static class CollarEdges
{
    /// <summary>The highest price a buy may reach past the ask.</summary>
    public static long HighestBuy(in QuoteEntry quote, in MandateTerms terms) =>
        Math.Min(Bps.AboveFloored(quote.Ask, terms.CollarAggressiveBps), Plus(quote.Ask.Units, terms.CollarAggressiveSpan.Units));

    /// <summary>The lowest price a sell may reach past the bid.</summary>
    public static long LowestSell(in QuoteEntry quote, in MandateTerms terms) =>
        Math.Max(Bps.BelowCeiled(quote.Bid, terms.CollarAggressiveBps), quote.Bid.Units - terms.CollarAggressiveSpan.Units);

    /// <summary>The lowest price a buy may rest at below the bid; not above zero when any may.</summary>
    public static long LowestBuy(in QuoteEntry quote, in MandateTerms terms)
    {
        var below = terms.CollarPassiveBps == MandateTerms.None ? 0 : Bps.BelowCeiled(quote.Bid, (int)terms.CollarPassiveBps);
        return Math.Max(below, quote.Bid.Units - terms.CollarPassiveSpan.Units);
    }

    /// <summary>The highest price a sell may rest at above the ask.</summary>
    public static long HighestSell(in QuoteEntry quote, in MandateTerms terms)
    {
        var above = terms.CollarPassiveBps == MandateTerms.None
            ? long.MaxValue
            : Bps.AboveFloored(quote.Ask, (int)terms.CollarPassiveBps);
        return Math.Min(above, Plus(quote.Ask.Units, terms.CollarPassiveSpan.Units));
    }

    private static long Plus(long price, long span) => span > long.MaxValue - price ? long.MaxValue : price + span;
}
