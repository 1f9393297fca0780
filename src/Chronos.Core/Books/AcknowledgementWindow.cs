using Chronos.Core.Model;

namespace Chronos.Core.Books;

/// <summary>
/// How long a venue took to answer the last orders, at most 1 024 and none older than a window of time. Whether their 99th percentile is
/// above a limit is a count, not a sketch: it is when more than one in a hundred of them are.
/// </summary>
internal sealed class AcknowledgementWindow
{
    public const int Capacity = 1_024;

    private const int Hundred = 100;

    private readonly (long AtNanos, long LatencyNanos)[] _samples = Touched.New<(long, long)>(Capacity);
    private int _first;
    private int _above;
    private long _limitNanos = long.MaxValue;

    public int Count { get; private set; }

    /// <summary>What the percentile is compared with.</summary>
    public long LimitNanos
    {
        get => _limitNanos;
        set
        {
            _limitNanos = value;
            _above = 0;
            for (var i = 0; i < Count; i++)
            {
                _above += IsAbove(At(i).LatencyNanos);
            }
        }
    }

    /// <summary>Whether the 99th percentile, by nearest rank, is above the limit.</summary>
    public bool IsP99Above => (long)_above * Hundred > Count;

    public void Record(long latencyNanos, long nowNanos)
    {
        if (Count == Capacity)
        {
            RemoveOldest();
        }

        At(Count) = (nowNanos, latencyNanos);
        Count++;
        _above += IsAbove(latencyNanos);
    }

    /// <summary>Lets go what was answered then or before.</summary>
    public void Forget(long untilNanos)
    {
        while (Count != 0 && At(0).AtNanos <= untilNanos)
        {
            RemoveOldest();
        }
    }

    /// <summary>The 99th percentile by nearest rank; 0 when there is nothing. Not for the hot path.</summary>
    public long P99Nanos()
    {
        Span<long> latencies = stackalloc long[Capacity];
        for (var i = 0; i < Count; i++)
        {
            latencies[i] = At(i).LatencyNanos;
        }

        return Percentile.P99(latencies[..Count]);
    }

    public void AddTo(StateHash hash)
    {
        hash.Add((long)Count);
        for (var i = 0; i < Count; i++)
        {
            hash.Add(At(i).AtNanos);
            hash.Add(At(i).LatencyNanos);
        }
    }

    private void RemoveOldest()
    {
        _above -= IsAbove(At(0).LatencyNanos);
        _first = (_first + 1) % Capacity;
        Count--;
    }

    private int IsAbove(long latencyNanos) => latencyNanos > _limitNanos ? 1 : 0;

    private ref (long AtNanos, long LatencyNanos) At(int place) => ref _samples[(_first + place) % Capacity];
}
