namespace Chronos.Weex.Wire;

/// <summary>A sliding window of time that holds at most a budget of weight. Exact: nothing is averaged over slices.</summary>
internal sealed class WeightWindow
{
    private readonly Queue<(long Millis, int Weight)> _taken;
    private readonly long _windowMillis;
    private int _weight;

    /// <param name="windowMillis">Length of the window.</param>
    /// <param name="budget">Most weight within any window.</param>
    public WeightWindow(long windowMillis, int budget)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(windowMillis);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(budget);
        _windowMillis = windowMillis;
        Budget = budget;
        _taken = new Queue<(long, int)>(budget);
    }

    /// <summary>Most weight within any window.</summary>
    public int Budget { get; }

    /// <summary>Weight in the window that ends now.</summary>
    public int Used(long nowMillis)
    {
        while (_taken.TryPeek(out var oldest) && oldest.Millis <= nowMillis - _windowMillis)
        {
            _weight -= _taken.Dequeue().Weight;
        }

        return _weight;
    }

    /// <summary>Books weight that <see cref="Used"/> has shown to fit.</summary>
    public void Take(long nowMillis, int weight)
    {
        _taken.Enqueue((nowMillis, weight));
        _weight += weight;
    }
}
