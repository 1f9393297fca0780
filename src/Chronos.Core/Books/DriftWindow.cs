namespace Chronos.Core.Books;

/// <summary>
/// With which prices a window of time began. A slice begins with a quote and holds what arrives within the next 64th of the
/// window; the window begins with the oldest slice of which a quote arrived inside it.
/// </summary>
/// <remarks>
/// A drift is judged against the lowest middle of that slice for a buy and the highest for a sell. The window's very first quote
/// is one of them, so the answer is never milder than by that quote alone. Without any quote inside the window the last slice
/// counts.
/// </remarks>
internal sealed class DriftWindow
{
    private readonly SliceRing<PriceSlice> _slices = new();

    /// <summary>Slices held.</summary>
    public int Count => _slices.Count;

    /// <summary>The slice at a place, the oldest at 0.</summary>
    public ref readonly PriceSlice this[int place] => ref _slices[place];

    /// <summary>Adds the middle of a quote that is used.</summary>
    public void Add(long middle, long nowNanos, long windowNanos)
    {
        while (_slices.Count != 0 && _slices.Oldest.UntilNanos <= nowNanos - windowNanos)
        {
            _slices.RemoveOldest();
        }

        if (_slices.Count != 0 && nowNanos - _slices.Newest.FromNanos < windowNanos / SliceRing<PriceSlice>.SlicesPerWindow)
        {
            ref var newest = ref _slices.Newest;
            newest.UntilNanos = nowNanos;
            newest.Lowest = Math.Min(newest.Lowest, middle);
            newest.Highest = Math.Max(newest.Highest, middle);
            return;
        }

        if (_slices.IsFull)
        {
            MergeOldest();
        }

        _slices.Add(new PriceSlice { FromNanos = nowNanos, UntilNanos = nowNanos, Lowest = middle, Highest = middle });
    }

    /// <summary>The slice the window begins with; there must have been a quote.</summary>
    public PriceSlice FirstAt(long nowNanos, long windowNanos)
    {
        var place = 0;
        while (place < _slices.Count - 1 && _slices[place].UntilNanos <= nowNanos - windowNanos)
        {
            place++;
        }

        return _slices[place];
    }

    public void AddTo(StateHash hash)
    {
        hash.Add((long)_slices.Count);
        for (var i = 0; i < _slices.Count; i++)
        {
            ref readonly var slice = ref _slices[i];
            hash.Add(slice.FromNanos);
            hash.Add(slice.UntilNanos);
            hash.Add(slice.Lowest);
            hash.Add(slice.Highest);
        }
    }

    /// <summary>Two slices become one that both sides are judged by: stricter than either.</summary>
    private void MergeOldest()
    {
        var oldest = _slices.Oldest;
        _slices.RemoveOldest();
        ref var next = ref _slices.Oldest;
        next.FromNanos = oldest.FromNanos;
        next.Lowest = Math.Min(oldest.Lowest, next.Lowest);
        next.Highest = Math.Max(oldest.Highest, next.Highest);
    }
}
