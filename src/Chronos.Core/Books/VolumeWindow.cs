namespace Chronos.Core.Books;

/// <summary>
/// The volume certainly traded within a sliding window. What a venue tells was traded since it told before; it counts only while
/// all of that stretch is inside the window, so the answer is never above the exact one.
/// </summary>
/// <remarks>
/// Tellings that begin within a 64th of the window of one another share a slice and leave together with the first of them. The first
/// word of all covers an unknown stretch and counts for nothing.
/// </remarks>
internal sealed class VolumeWindow
{
    private readonly SliceRing<VolumeSlice> _slices = new();
    private Int128 _total;

    /// <summary>When the venue told last; 0 when it never has.</summary>
    public long ToldAtNanos { get; private set; }

    /// <summary>Adds what was traded since the venue told before.</summary>
    public void Tell(long units, long nowNanos, long windowNanos)
    {
        var since = ToldAtNanos;
        ToldAtNanos = nowNanos;
        while (_slices.Count != 0 && _slices.Oldest.FromNanos <= nowNanos - windowNanos)
        {
            _total -= _slices.Oldest.Units;
            _slices.RemoveOldest();
        }

        if (since == 0 || since <= nowNanos - windowNanos)
        {
            return;
        }

        _total += units;
        if (_slices.Count != 0 && since - _slices.Newest.FromNanos < windowNanos / SliceRing<VolumeSlice>.SlicesPerWindow)
        {
            _slices.Newest.Units += units;
            return;
        }

        if (_slices.IsFull)
        {
            MergeOldest();
        }

        _slices.Add(new VolumeSlice { FromNanos = since, Units = units });
    }

    /// <summary>The volume of the window that ends now, 1e-8 base; -1 when the venue told nothing within it.</summary>
    public Int128 At(long nowNanos, long windowNanos)
    {
        if (ToldAtNanos == 0 || ToldAtNanos <= nowNanos - windowNanos)
        {
            return -1;
        }

        var total = _total;
        for (var i = 0; i < _slices.Count && _slices[i].FromNanos <= nowNanos - windowNanos; i++)
        {
            total -= _slices[i].Units;
        }

        return total;
    }

    public void AddTo(StateHash hash)
    {
        hash.Add(ToldAtNanos);
        hash.Add((long)_slices.Count);
        for (var i = 0; i < _slices.Count; i++)
        {
            hash.Add(_slices[i].FromNanos);
            hash.Add(_slices[i].Units);
        }
    }

    /// <summary>Both leave when the older one must.</summary>
    private void MergeOldest()
    {
        var oldest = _slices.Oldest;
        _slices.RemoveOldest();
        _slices.Oldest.FromNanos = oldest.FromNanos;
        _slices.Oldest.Units += oldest.Units;
    }
}
