using System.Numerics;
using Chronos.Core.Model;
using Chronos.Core.Policies;

namespace Chronos.Core.Books;

/// <summary>
/// One strategy's proposals of the last window by content: instrument, side, price and quantity. Content is compared whole,
/// so no two are mistaken for each other; the hash only says where to look.
/// </summary>
/// <remarks>
/// Bounded: a strategy that proposes more within the window than fits is not remembered wholly, and
/// <see cref="ForgottenUntilNanos"/> says until when. The capacity covers what its message rate allows, up to
/// <see cref="CapacityMax"/>.
/// </remarks>
internal sealed class ContentWindow
{
    /// <summary>Proposals remembered at most; a little over 3 MB.</summary>
    public const int CapacityMax = 1 << 16;

    private const int CapacityMin = 1 << 8;

    private readonly Entry[] _entries;
    private readonly Bucket[] _buckets;

    // Places rise for ever; a place's entry stands at its remainder.
    private long _first;
    private long _next;

    public ContentWindow(StrategyTerms terms, ContentWindow? history = null)
    {
        _entries = Touched.New<Entry>(CapacityFor(terms));
        _buckets = Touched.New<Bucket>(2 * _entries.Length);
        Max = terms.SameContentMax;
        WindowNanos = terms.SameContentWindowNanos;
        if (history is null)
        {
            return;
        }

        ForgottenUntilNanos = history.ForgottenUntilNanos;
        for (var place = history._first; place < history._next; place++)
        {
            ref readonly var entry = ref history.At(place);
            Record(entry.What, entry.PriceUnits, entry.QuantityUnits, entry.TimeNanos);
        }
    }

    /// <summary>Proposals of one content that fit into a window.</summary>
    public int Max { get; }

    public long WindowNanos { get; }

    /// <summary>Proposals remembered at most.</summary>
    public int Capacity => _entries.Length;

    /// <summary>Before this engine time, proposals of the window have been forgotten and nothing can be said of any content.</summary>
    public long ForgottenUntilNanos { get; private set; } = long.MinValue;

    /// <summary>The window for other terms: the same one, or one with the history of this.</summary>
    public static ContentWindow Fit(ContentWindow current, StrategyTerms terms) =>
        current.Max == terms.SameContentMax && current.WindowNanos == terms.SameContentWindowNanos && current.Capacity == CapacityFor(terms)
            ? current
            : new ContentWindow(terms, current);

    /// <summary>True when so few proposals share the content's bucket that its limit cannot be reached. Says no now and then where it could say yes.</summary>
    public bool IsSeldom(in Proposal proposal) =>
        _buckets[BucketOf(What(in proposal), proposal.LimitPrice.Units, proposal.Quantity.Units)].Count < Max;

    /// <summary>The engine time from which one more proposal of the content fits, as in <see cref="RateWindow.FreeAtNanos"/>.</summary>
    public long FreeAtNanos(in Proposal proposal)
    {
        var what = What(in proposal);
        var (price, quantity) = (proposal.LimitPrice.Units, proposal.Quantity.Units);
        var found = 0;
        for (var place = _buckets[BucketOf(what, price, quantity)].Last - 1; place >= _first; place = At(place).Previous)
        {
            ref readonly var entry = ref At(place);
            if (entry.What == what && entry.PriceUnits == price && entry.QuantityUnits == quantity && ++found == Max)
            {
                return Deadline.After(entry.TimeNanos, WindowNanos);
            }
        }

        return long.MinValue;
    }

    public void Record(in Proposal proposal, long nowNanos) =>
        Record(What(in proposal), proposal.LimitPrice.Units, proposal.Quantity.Units, nowNanos);

    public void AddTo(StateHash hash)
    {
        hash.Add(ForgottenUntilNanos);
        hash.Add(_next - _first);
        for (var place = _first; place < _next; place++)
        {
            ref readonly var entry = ref At(place);
            hash.Add(entry.What);
            hash.Add(entry.PriceUnits);
            hash.Add(entry.QuantityUnits);
            hash.Add(entry.TimeNanos);
        }
    }

    /// <summary>As many as the strategy may send within the window, and as many again for refused ones; a power of two.</summary>
    private static int CapacityFor(StrategyTerms terms)
    {
        var windows = terms.SameContentWindowNanos / terms.Rates.WindowNanos + 1;
        var wanted = Math.Min(CapacityMax, 2 * windows * terms.Rates.SubmitsMax);
        return (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(CapacityMin, wanted));
    }

    private static long What(in Proposal proposal) => ((long)proposal.Instrument.Value << 2) | (long)proposal.Side;

    private void Record(long what, long price, long quantity, long nowNanos)
    {
        while (_first < _next && Deadline.After(At(_first).TimeNanos, WindowNanos) <= nowNanos)
        {
            Forget();
        }

        if (_next - _first == _entries.Length)
        {
            ForgottenUntilNanos = Math.Max(ForgottenUntilNanos, Deadline.After(At(_first).TimeNanos, WindowNanos));
            Forget();
        }

        var index = BucketOf(what, price, quantity);
        ref var bucket = ref _buckets[index];
        _entries[_next & (_entries.Length - 1)] = new Entry(what, price, quantity, nowNanos, bucket.Last - 1, index);
        bucket.Last = ++_next;
        bucket.Count++;
    }

    private void Forget()
    {
        _buckets[At(_first).Bucket].Count--;
        _first++;
    }

    private ref readonly Entry At(long place) => ref _entries[place & (_entries.Length - 1)];

    private int BucketOf(long what, long price, long quantity)
    {
        var hash = BitOperations.Crc32C((uint)what, unchecked((ulong)price));
        return (int)(BitOperations.Crc32C(hash, unchecked((ulong)quantity)) & (uint)(_buckets.Length - 1));
    }

    private readonly record struct Entry(long What, long PriceUnits, long QuantityUnits, long TimeNanos, long Previous, int Bucket);

    private struct Bucket
    {
        /// <summary>One more than the place of the newest entry; 0 when there never was one.</summary>
        public long Last;

        /// <summary>Entries remembered.</summary>
        public int Count;
    }
}
