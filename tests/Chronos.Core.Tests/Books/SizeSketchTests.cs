using Chronos.Core.Books;

namespace Chronos.Core.Tests.Books;

public class SizeSketchTests
{
    private const int Remembered = 1 << 17;

    [Theory]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(1_000_000_007)]
    [InlineData(1_000_000_000_000_000_000)]
    [InlineData(long.MaxValue)]
    public void ABucketHoldsItsEdgeAndEndsASixteenthAboveIt(long units)
    {
        var bucket = SizeSketch.BucketOf(units);
        var edge = SizeSketch.LowerEdge(bucket);

        Assert.InRange(edge, 1, units);
        Assert.True((Int128)units * 16 < (Int128)edge * 17, $"{units} stands at {edge}");
        Assert.Equal(bucket, SizeSketch.BucketOf(edge));
    }

    [Fact]
    public void EveryEdgeBeginsItsOwnBucket()
    {
        for (var bucket = 1; SizeSketch.LowerEdge(bucket) < long.MaxValue / 2; bucket++)
        {
            Assert.Equal(bucket, SizeSketch.BucketOf(SizeSketch.LowerEdge(bucket)));
            Assert.Equal(bucket - 1, SizeSketch.BucketOf(SizeSketch.LowerEdge(bucket) - 1));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void IsNeverAboveTheTruePercentileAndLessThanASixteenthBelow(int seed)
    {
        var random = new Random(seed);
        var sketch = new SizeSketch();
        var all = new List<long>();
        for (var i = 1; i <= 5_000; i++)
        {
            var units = random.Next(50) == 0 ? random.NextInt64(1, 1L << 55) : random.NextInt64(1, 1L << random.Next(1, 40));
            all.Insert(~all.BinarySearch(units) is var at and >= 0 ? at : all.BinarySearch(units), units);
            sketch.Record(units);
            if (i % 97 == 0 || i < 50)
            {
                var exact = all[all.Count - 1 - all.Count / 1_000];
                Assert.InRange(sketch.Percentile, 1, exact);
                Assert.True((Int128)exact * 16 < (Int128)sketch.Percentile * 17, $"{exact} was told as {sketch.Percentile}");
            }
        }
    }

    [Fact]
    public void OldOrdersFade()
    {
        var sketch = new SizeSketch();
        for (var i = 0; i < Remembered; i++)
        {
            sketch.Record(1L << 40);
        }

        var needed = 0;
        while (sketch.Percentile == 1L << 40)
        {
            sketch.Record(1L << 20);
            needed++;
            Assert.InRange(needed, 1, 20 * Remembered);
        }

        Assert.Equal((1L << 20, Remembered + (long)needed), (sketch.Percentile, sketch.Samples));
    }

    [Fact]
    public void AMillionOrdersOverflowNothing()
    {
        var sketch = new SizeSketch();
        sketch.Limit(1_000_000, 1);
        for (var i = 0; i < 1_000_000; i++)
        {
            sketch.Record(1_000_000_000_000_000_000);
        }

        Assert.Equal(SizeSketch.LowerEdge(SizeSketch.BucketOf(1_000_000_000_000_000_000)), sketch.Percentile);
        Assert.Equal(long.MaxValue, sketch.UnitsMax);
    }
}
