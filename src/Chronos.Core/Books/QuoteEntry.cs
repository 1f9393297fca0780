using Chronos.Core.Model;

namespace Chronos.Core.Books;

/// <summary>The quote in force of one instrument.</summary>
internal struct QuoteEntry
{
    public Price Bid;
    public Price Ask;
    public Quantity BidSize;
    public Quantity AskSize;

    /// <summary>Engine time it arrived; 0 when there has been none.</summary>
    public long TimeNanos;

    public readonly bool Known => TimeNanos != 0;
}
