using Chronos.Core.Model;

namespace Chronos.Core.Books;

/// <summary>Quotes in force, by instrument.</summary>
internal sealed class QuoteBook
{
    private QuoteEntry[] _entries = [];

    public ref readonly QuoteEntry this[InstrumentId instrument] => ref _entries[instrument.Value];

    public int Count => _entries.Length;

    public void Resize(int instruments) => Array.Resize(ref _entries, instruments);

    /// <summary>What is wrong with a quote, if anything. A refused quote is journaled and not used.</summary>
    public static ReasonCode Judge(in Quote quote)
    {
        if (quote.Source > QuoteSource.Second
            || quote.Bid.Units <= 0
            || quote.Ask.Units is <= 0 or > Bounds.PriceUnitsMax
            || quote.BidSize.Units is < 0 or > Bounds.QuantityUnitsMax
            || quote.AskSize.Units is < 0 or > Bounds.QuantityUnitsMax)
        {
            return ReasonCode.QuoteInvalid;
        }

        return quote.Bid > quote.Ask ? ReasonCode.QuoteCrossed : ReasonCode.None;
    }

    public void Set(in Quote quote, long timeNanos) => _entries[quote.Instrument.Value] = new QuoteEntry
    {
        Bid = quote.Bid,
        Ask = quote.Ask,
        BidSize = quote.BidSize,
        AskSize = quote.AskSize,
        TimeNanos = timeNanos,
    };

    public void AddTo(StateHash hash)
    {
        foreach (ref readonly var entry in _entries.AsSpan())
        {
            hash.Add(entry.Bid.Units);
            hash.Add(entry.Ask.Units);
            hash.Add(entry.BidSize.Units);
            hash.Add(entry.AskSize.Units);
            hash.Add(entry.TimeNanos);
        }
    }
}
