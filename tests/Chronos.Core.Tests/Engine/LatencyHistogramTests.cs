using Chronos.Core.Engine;

namespace Chronos.Core.Tests.Engine;

public class LatencyHistogramTests
{
    [Fact]
    public void KeepsThreeDigitsOverTheWholeRange()
    {
        for (long value = 1; value < 1_000_000_000_000; value = value * 5 / 3 + 1)
        {
            var histogram = new LatencyHistogram();
            histogram.Record(value);
            histogram.Record(long.MaxValue);

            var told = histogram.PercentileNanos(500_000);

            Assert.InRange(told, value, value + value / 512);
        }
    }

    [Fact]
    public void AgreesWithSortedValues()
    {
        var random = new Random(7);
        var histogram = new LatencyHistogram();
        var values = new long[20_000];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = random.NextInt64(1, 1L << random.Next(1, 30));
            histogram.Record(values[i]);
        }

        Array.Sort(values);
        foreach (var partsPerMillion in new[] { 1, 500_000, 900_000, 990_000, 999_000, 999_900, 1_000_000 })
        {
            var exact = values[(int)(((long)values.Length * partsPerMillion + 999_999) / 1_000_000) - 1];
            Assert.InRange(histogram.PercentileNanos(partsPerMillion), exact, exact + exact / 512);
        }

        Assert.Equal(values[^1], histogram.MaxNanos);
        Assert.Equal(values.Length, histogram.Count);
    }

    [Fact]
    public void TellsNothingWhenEmptyOrCleared()
    {
        var histogram = new LatencyHistogram();
        Assert.Equal(0, histogram.PercentileNanos(990_000));
        histogram.Record(-5);
        Assert.Equal(0, histogram.PercentileNanos(990_000));
        histogram.Record(77);
        histogram.Clear();

        Assert.Equal((0, 0, 0), (histogram.Count, histogram.MaxNanos, histogram.PercentileNanos(1_000_000)));
    }
}
