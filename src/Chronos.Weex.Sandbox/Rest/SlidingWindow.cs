namespace Chronos.Weex.Sandbox.Rest;

/// <summary>A budget of weight in the last stretch of time.</summary>
internal sealed class SlidingWindow(int limit, long millis)
{
    private readonly Queue<(long Time, int Weight)> _taken = new();
    private int _sum;

    /// <summary>Takes weight when there is so much left. A limit of 0 is none.</summary>
    public bool TryTake(long now, int weight = 1)
    {
        if (limit == 0)
        {
            return true;
        }

        while (_taken.TryPeek(out var oldest) && oldest.Time <= now - millis)
        {
            _taken.Dequeue();
            _sum -= oldest.Weight;
        }

        if (_sum + weight > limit)
        {
            return false;
        }

        _taken.Enqueue((now, weight));
        _sum += weight;
        return true;
    }
}
