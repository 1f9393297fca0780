using Chronos.Core.Model;
using Chronos.Core.Policies;

namespace Chronos.Core.Books;

/// <summary>How large a strategy's approved entries in an instrument usually are. Grows with the mandates and survives a policy change.</summary>
internal sealed class OrderSizeBook
{
    // Of strategies and instruments without a mandate, which have no orders.
    private static readonly SizeSketch Nothing = new();

    private SizeSketch[] _sketches = [];
    private int _instruments;

    /// <summary>The largest quantity that is not out of proportion, 1e-8 base; <see cref="long.MaxValue"/> while that is not judged.</summary>
    public long UnitsMax(int strategy, int instrument) => _sketches[strategy * _instruments + instrument].UnitsMax;

    public SizeSketch this[int strategy, int instrument] => _sketches[strategy * _instruments + instrument];

    public void Resize(Policy policy)
    {
        var instruments = policy.Instruments.Count;
        var sketches = new SizeSketch[policy.Strategies.Count * instruments];
        Array.Fill(sketches, Nothing);
        for (var from = 0; from < _sketches.Length; from += _instruments)
        {
            Array.Copy(_sketches, from, sketches, from / _instruments * instruments, _instruments);
        }

        _sketches = sketches;
        _instruments = instruments;
        for (var s = 0; s < policy.Strategies.Count; s++)
        {
            for (var i = 0; i < instruments; i++)
            {
                Limit(ref sketches[s * instruments + i], in policy.TermsOf(new StrategyId(s), new InstrumentId(i)), policy.Strategies[s]);
            }
        }
    }

    public void AddTo(StateHash hash)
    {
        foreach (var sketch in _sketches)
        {
            sketch.AddTo(hash);
        }
    }

    private static void Limit(ref SizeSketch sketch, in MandateTerms terms, StrategyTerms strategy)
    {
        if (terms.Allowed && ReferenceEquals(sketch, Nothing))
        {
            sketch = new SizeSketch();
        }

        if (!ReferenceEquals(sketch, Nothing))
        {
            sketch.Limit(terms.FatFingerPercentMax, strategy.FatFingerSamplesMin);
        }
    }
}
