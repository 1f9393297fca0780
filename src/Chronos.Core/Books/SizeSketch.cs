using System.Numerics;
using System.Runtime.CompilerServices;
using Chronos.Core.Model;

namespace Chronos.Core.Books;

/// <summary>
/// The trailing 99.9th percentile of a stream of quantities, from counts in buckets of a sixteenth of a power of two. The
/// percentile given is the lower edge of its bucket, so it is never above the true one and at most a sixteenth of itself
/// below: a limit made of it errs to the strict side. With fewer than a thousand orders it is the largest there was.
/// </summary>
/// <remarks>
/// Orders count fully until 131 072 have come, then all that came before count half: a thousandth of what is remembered may
/// lie above the percentile. Fixed memory, a few instructions an order.
/// </remarks>
internal sealed class SizeSketch
{
    private const int SubBits = 4;
    private const int SubCount = 1 << SubBits;
    private const int Buckets = (63 - SubBits + 1) * SubCount;
    private const int OrdersMax = 1 << 17;
    private const int Thousandth = 1_000;
    private const long Percent = 100;

    private readonly uint[] _counts = Touched.New<uint>(Buckets);
    private int _orders;
    private int _above;
    private int _bucket;
    private long _percentMax = long.MaxValue;
    private long _samplesMin;

    /// <summary>Orders seen, remembered or not.</summary>
    public long Samples { get; private set; }

    /// <summary>The 99.9th percentile, 1e-8 base; 0 before the first order.</summary>
    public long Percentile => LowerEdge(_bucket);

    /// <summary>The largest quantity within the limit; <see cref="long.MaxValue"/> while it is not judged.</summary>
    public long UnitsMax { get; private set; } = long.MaxValue;

    /// <summary>Sets how far above the percentile an order may be, in percent of it, and from how many orders on that is judged.</summary>
    public void Limit(long percentMax, long samplesMin)
    {
        _percentMax = percentMax;
        _samplesMin = samplesMin;
        UpdateLimit();
    }

    /// <summary>Takes in an order; <paramref name="units"/> is above zero.</summary>
    public void Record(long units)
    {
        var before = _bucket;
        if (_orders == OrdersMax)
        {
            OnFull();
        }

        var bucket = BucketOf(units);
        _counts[bucket]++;
        _orders++;
        Samples++;
        _above += bucket > _bucket ? 1 : 0;
        Settle();
        if (_bucket != before || Samples == _samplesMin)
        {
            UpdateLimit();
        }
    }

    public void AddTo(StateHash hash)
    {
        hash.Add(Samples);
        hash.Add((long)_bucket);
        for (var i = 0; i < Buckets; i++)
        {
            if (_counts[i] != 0)
            {
                hash.Add(((long)i << 32) | _counts[i]);
            }
        }
    }

    internal static int BucketOf(long units)
    {
        var exponent = BitOperations.Log2((ulong)units);
        return exponent < SubBits
            ? (int)units
            : ((exponent - SubBits + 1) << SubBits) | (int)((units >> (exponent - SubBits)) & (SubCount - 1));
    }

    internal static long LowerEdge(int bucket)
    {
        var exponent = (bucket >> SubBits) - 1 + SubBits;
        return exponent < SubBits ? bucket : (long)(SubCount | (bucket & (SubCount - 1))) << (exponent - SubBits);
    }

    /// <summary>Moves to the bucket with at most a thousandth of the orders above it; in it and above there are more.</summary>
    private void Settle()
    {
        var allowed = _orders / Thousandth;
        while (_above > allowed)
        {
            _bucket++;
            _above -= (int)_counts[_bucket];
        }

        while (_bucket > 0 && _above + (int)_counts[_bucket] <= allowed)
        {
            _above += (int)_counts[_bucket];
            _bucket--;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void OnFull()
    {
        _orders = 0;
        for (var i = 0; i < Buckets; i++)
        {
            _counts[i] >>= 1;
            _orders += (int)_counts[i];
        }

        _bucket = Buckets - 1;
        _above = 0;
        Settle();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void UpdateLimit() => UnitsMax = _percentMax == long.MaxValue || Samples < _samplesMin
        ? long.MaxValue
        : (long)Int128.Min(Wide.Product(Percentile, _percentMax) / Percent, long.MaxValue);
}
