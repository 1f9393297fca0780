namespace Chronos.Core.Books;

/// <summary>
/// The largest figure of a sliding window in constant time and room: a falling queue, in which figures that arrive within a 64th of
/// the window of one another share a place and leave together with the last of them.
/// </summary>
/// <remarks>
/// So it holds everything of the window, and of the 64th before it what was larger than all that came since: the answer is never
/// below the exact one. The smallest figure is the largest of the negated ones.
/// </remarks>
internal sealed class ExtremeWindow
{
    private readonly SliceRing<ExtremeSlice> _slices = new();

    /// <summary>Adds a figure and answers the largest of the window that ends with it.</summary>
    public long Add(long value, long nowNanos, long windowNanos)
    {
        while (_slices.Count != 0 && _slices.Newest.Value <= value)
        {
            _slices.RemoveNewest();
        }

        while (_slices.Count != 0 && _slices.Oldest.UntilNanos <= nowNanos - windowNanos)
        {
            _slices.RemoveOldest();
        }

        if (_slices.Count != 0 && nowNanos - _slices.Newest.FromNanos < windowNanos / SliceRing<ExtremeSlice>.SlicesPerWindow)
        {
            _slices.Newest.UntilNanos = nowNanos;
            return _slices.Oldest.Value;
        }

        if (_slices.IsFull)
        {
            MergeOldest();
        }

        _slices.Add(new ExtremeSlice { FromNanos = nowNanos, UntilNanos = nowNanos, Value = value });
        return _slices.Oldest.Value;
    }

    /// <summary>The largest of the window that ends at a later time; <paramref name="otherwise"/> when nothing of it is left.</summary>
    public long At(long nowNanos, long windowNanos, long otherwise)
    {
        for (var i = 0; i < _slices.Count; i++)
        {
            if (_slices[i].UntilNanos > nowNanos - windowNanos)
            {
                return _slices[i].Value;
            }
        }

        return otherwise;
    }

    /// <summary>Slices held.</summary>
    public int Count => _slices.Count;

    /// <summary>The slice at a place, the oldest at 0.</summary>
    public ref readonly ExtremeSlice this[int place] => ref _slices[place];

    public void AddTo(StateHash hash)
    {
        hash.Add((long)_slices.Count);
        for (var i = 0; i < _slices.Count; i++)
        {
            hash.Add(_slices[i].FromNanos);
            hash.Add(_slices[i].UntilNanos);
            hash.Add(_slices[i].Value);
        }
    }

    /// <summary>The larger figure stays for as long as the later one: only a window that was just lengthened gets here.</summary>
    private void MergeOldest()
    {
        var oldest = _slices.Oldest;
        _slices.RemoveOldest();
        _slices.Oldest.FromNanos = oldest.FromNanos;
        _slices.Oldest.Value = oldest.Value;
    }
}
