using Chronos.Core.Model;

namespace Chronos.Core.Engine;

/// <summary>
/// The last latencies one thread measured, at most 1 024. That thread writes without waiting; any thread may ask for the percentile and may
/// then see one sample in the middle of being replaced, which a measurement can bear.
/// </summary>
internal sealed class LatencyWindow
{
    public const int Capacity = 1_024;

    private readonly long[] _at = Touched.New<long>(Capacity);
    private readonly long[] _nanos = Touched.New<long>(Capacity);
    private long _recorded;

    /// <summary>Records one; a negative latency counts as 0.</summary>
    public void Record(long nanos, long nowNanos)
    {
        var place = (int)(_recorded % Capacity);
        Volatile.Write(ref _nanos[place], Math.Max(0, nanos));
        Volatile.Write(ref _at[place], nowNanos);
        Volatile.Write(ref _recorded, _recorded + 1);
    }

    /// <summary>The 99th percentile of what was recorded after a moment, and of how many.</summary>
    public (long P99Nanos, int Samples) P99After(long sinceNanos)
    {
        Span<long> samples = stackalloc long[Capacity];
        var count = 0;
        var held = (int)Math.Min(Volatile.Read(ref _recorded), Capacity);
        for (var i = 0; i < held; i++)
        {
            if (Volatile.Read(ref _at[i]) > sinceNanos)
            {
                samples[count++] = Volatile.Read(ref _nanos[i]);
            }
        }

        return (Percentile.P99(samples[..count]), count);
    }
}
