using Chronos.Core.Model;

namespace Chronos.Host.Quotes;

/// <summary>
/// Several series as one, in order of time. Each is shifted so that all begin together at the latest start; the shifts are
/// kept to be told.
/// </summary>
internal sealed class QuoteTape
{
    private QuoteTape(IReadOnlyList<QuoteSeries> series, IReadOnlyList<long> shifts, IReadOnlyList<Quote> quotes)
    {
        Series = series;
        ShiftNanos = shifts;
        Quotes = quotes;
    }

    /// <summary>What it is made of.</summary>
    public IReadOnlyList<QuoteSeries> Series { get; }

    /// <summary>How far each series was moved.</summary>
    public IReadOnlyList<long> ShiftNanos { get; }

    /// <summary>All quotes at their shifted times.</summary>
    public IReadOnlyList<Quote> Quotes { get; }

    /// <summary>Merges series; none begins before <paramref name="notBeforeNanos"/>. Series of equal times stand in the order given.</summary>
    public static QuoteTape Merge(IReadOnlyList<QuoteSeries> series, long notBeforeNanos)
    {
        var start = Math.Max(series.Max(s => s.StartNanos), notBeforeNanos);
        var shifts = series.Select(s => start - s.StartNanos).ToArray();
        var quotes = series
            .SelectMany((s, i) => s.Quotes.Select(q => At(in q, q.VenueTimeNanos + shifts[i])))
            .OrderBy(q => q.VenueTimeNanos)
            .ToArray();
        return new QuoteTape(series, shifts, quotes);
    }

    private static Quote At(in Quote q, long nanos) => new(q.Instrument, q.Bid, q.BidSize, q.Ask, q.AskSize, nanos);
}
