using System.Numerics;
using Chronos.Core.Model;

namespace Chronos.Core.Engine;

/// <summary>
/// Counts of latencies with three significant digits: 512 steps a doubling, from 1 ns to 18 minutes; what is longer
/// counts in the last step. One writer; any thread may read.
/// </summary>
public sealed class LatencyHistogram
{
    private const int StepBits = 10;
    private const int Steps = 1 << StepBits;
    private const int DoublingsMax = 40 - StepBits;

    private readonly long[] _counts = Touched.New<long>(Steps * (DoublingsMax + 2));
    private long _count;
    private long _max;

    /// <summary>Latencies recorded.</summary>
    public long Count => Volatile.Read(ref _count);

    /// <summary>The longest, in nanoseconds.</summary>
    public long MaxNanos => Volatile.Read(ref _max);

    /// <summary>Records one; a negative latency counts as 0. Does not allocate.</summary>
    public void Record(long nanos)
    {
        var value = Math.Max(0, nanos);
        _counts[IndexOf(value)]++;
        Volatile.Write(ref _count, _count + 1);
        if (value > _max)
        {
            Volatile.Write(ref _max, value);
        }
    }

    /// <summary>
    /// The latency that so many parts in a million are at or below, rounded up to its step; 0 when nothing was recorded.
    /// </summary>
    public long PercentileNanos(int partsPerMillion)
    {
        var wanted = Math.Max(1, (long)((Int128)Count * partsPerMillion + 999_999) / 1_000_000);
        long seen = 0;
        for (var i = 0; i < _counts.Length; i++)
        {
            seen += _counts[i];
            if (seen >= wanted)
            {
                return Math.Min(UpperOf(i), MaxNanos);
            }
        }

        return 0;
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        Array.Clear(_counts);
        Volatile.Write(ref _count, 0);
        Volatile.Write(ref _max, 0);
    }

    private int IndexOf(long value)
    {
        var doubling = Math.Max(0, BitOperations.Log2((ulong)value) - StepBits + 1);
        var index = doubling == 0 ? value : (long)doubling * (Steps / 2) + (value >> doubling);
        return (int)Math.Min(index, _counts.Length - 1);
    }

    private static long UpperOf(int index)
    {
        if (index < Steps)
        {
            return index;
        }

        var doubling = (index - Steps) / (Steps / 2) + 1;
        var step = index - doubling * (Steps / 2);
        return ((step + 1L) << doubling) - 1;
    }
}
