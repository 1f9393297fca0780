namespace Chronos.Weex.Wire.Tests;

public class ClockOffsetTests
{
    private const long Milli = 1_000_000;

    [Fact]
    public void KnowsNothingWithoutASample()
    {
        var clock = new ClockOffset();
        Assert.False(clock.TryRead(0, out _));
        Assert.Equal(5, clock.VenueMillis(5 * Milli));
    }

    [Fact]
    public void TakesTheShortestRoundTripOfTheLastEight()
    {
        var clock = new ClockOffset();
        clock.Add(0, 2 * Milli, 101);
        for (var i = 1; i < 8; i++)
        {
            clock.Add(i * 100 * Milli, i * 100 * Milli + 50 * Milli, 0);
        }

        Assert.True(clock.TryRead(1000 * Milli, out var estimate));
        Assert.Equal((101 * Milli + Milli / 2 - Milli, 998 * Milli), (estimate.OffsetNanos, estimate.AgeNanos));
        Assert.Equal(Milli + Milli / 2 + 1, estimate.ErrorNanos);

        // The ninth pushes the first out.
        clock.Add(900 * Milli, 940 * Milli, 5000);
        Assert.True(clock.TryRead(1000 * Milli, out estimate));
        Assert.Equal(5000 * Milli + Milli / 2 - 920 * Milli, estimate.OffsetNanos);
        Assert.Equal(60 * Milli, estimate.AgeNanos);
    }

    [Fact]
    public void TheErrorBoundHoldsWhateverTheAsymmetry()
    {
        const int Seed = 3;
        var random = new Random(Seed);
        for (var round = 0; round < 500; round++)
        {
            var clock = new ClockOffset();
            var trueOffset = random.NextInt64(-10_000 * Milli, 10_000 * Milli);
            var now = 1_000_000 * Milli;
            for (var i = 0; i < 12; i++)
            {
                var (there, back) = (random.NextInt64(0, 300 * Milli), random.NextInt64(0, 300 * Milli));
                clock.Add(now, now + there + back, (now + there + trueOffset) / Milli);
                Assert.True(clock.TryRead(now, out var estimate));
                Assert.True(
                    Math.Abs(estimate.OffsetNanos - trueOffset) <= estimate.ErrorNanos,
                    $"seed {Seed}: {estimate} but {trueOffset}");
                now += there + back + random.NextInt64(0, 10_000 * Milli);
            }
        }
    }

    [Fact]
    public void RefusesAnAnswerBeforeItsQuestion() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new ClockOffset().Add(2, 1, 0));
}
