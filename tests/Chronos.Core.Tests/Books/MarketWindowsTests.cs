using Chronos.Core.Books;

namespace Chronos.Core.Tests.Books;

/// <summary>The windows of prices and volume against lists that forget nothing.</summary>
public class MarketWindowsTests
{
    private const int Steps = 1_500;
    private const long Slice = 1_000;
    private const long Window = 64 * Slice;

    /// <summary>At least the exact extreme, and at most that of a window a slice longer.</summary>
    [Theory]
    [InlineData(1, 30)]
    [InlineData(2, 900)]
    [InlineData(3, 5_000)]
    [InlineData(4, 80_000)]
    public void TheExtremeIsNeverBelowTheExactOneAndAlmostIt(int seed, int gapMax)
    {
        var random = new Random(seed);
        var window = new ExtremeWindow();
        var all = new List<(long At, long Value)>();
        var now = 1_000_000L;
        for (var i = 0; i < Steps; i++)
        {
            now += random.Next(gapMax);
            var value = Wave(random, i);
            all.Add((now, value));
            var told = window.Add(value, now, Window);
            Assert.InRange(told, Highest(now - Window), Highest(now - Window - Slice));

            var later = now + random.Next(2 * (int)Window);
            var exact = all.Exists(x => x.At > later - Window) ? Highest(later - Window) : long.MinValue;
            var loose = all.Exists(x => x.At > later - Window - Slice) ? Highest(later - Window - Slice) : long.MinValue;
            Assert.InRange(window.At(later, Window, long.MinValue), exact, loose);
            Assert.InRange(window.Count, 1, 67);
            all.RemoveAll(x => x.At < now - 3 * Window);
        }

        long Highest(long after) => all.Where(x => x.At > after).Max(x => x.Value);
    }

    [Fact]
    public void AFallThatNeverEndsKeepsTheExtremeExactToASlice()
    {
        var window = new ExtremeWindow();
        for (var now = 1L; now < 4 * Window; now += 7)
        {
            var told = window.Add(-now, now, Window);
            Assert.InRange(told, -Math.Max(1, now - Window + 7), -Math.Max(1, now - Window - Slice + 1));
        }
    }

    /// <summary>The drift window begins with the exact first quote or with a slice that holds it and is no longer than a 64th.</summary>
    [Theory]
    [InlineData(1, 30)]
    [InlineData(2, 900)]
    [InlineData(3, 5_000)]
    [InlineData(4, 80_000)]
    public void TheDriftBeginsWithTheFirstQuoteOfTheWindow(int seed, int gapMax)
    {
        var random = new Random(seed);
        var window = new DriftWindow();
        var all = new List<(long At, long Value)>();
        var now = 1_000_000L;
        for (var i = 0; i < Steps; i++)
        {
            now += random.Next(gapMax);
            var value = Wave(random, i);
            all.Add((now, value));
            window.Add(value, now, Window);

            var at = random.Next(2) == 0 ? now : now + random.Next(2 * (int)Window);
            var slice = window.FirstAt(at, Window);
            var first = all.Find(x => x.At > at - Window);
            if (first.At != 0)
            {
                Assert.InRange(first.Value, slice.Lowest, slice.Highest);
                Assert.InRange(first.At, slice.FromNanos, slice.UntilNanos);
            }

            Assert.InRange(slice.UntilNanos - slice.FromNanos, 0, Slice - 1);
            var within = all.Where(x => x.At >= slice.FromNanos && x.At <= slice.UntilNanos).Select(x => x.Value).ToArray();
            Assert.Equal((within.Min(), within.Max()), (slice.Lowest, slice.Highest));
            Assert.InRange(window.Count, 1, 67);
            all.RemoveAll(x => x.At < now - 3 * Window);
        }
    }

    /// <summary>At most what was told for stretches inside the window, and at least that of a window a slice shorter.</summary>
    [Theory]
    [InlineData(1, 30)]
    [InlineData(2, 900)]
    [InlineData(3, 5_000)]
    [InlineData(4, 80_000)]
    public void TheVolumeIsNeverAboveWhatWasCertainlyTraded(int seed, int gapMax)
    {
        var random = new Random(seed);
        var window = new VolumeWindow();
        var all = new List<(long From, long At, long Units)>();
        var now = 1_000_000L;
        var last = long.MinValue;
        for (var i = 0; i < Steps; i++)
        {
            now += 1 + random.Next(gapMax);
            var units = random.NextInt64(Math.Max(1, 1_000_000_000_000_000_000 >> random.Next(50)));
            all.Add((last, now, units));
            window.Tell(units, now, Window);
            last = now;

            var at = random.Next(2) == 0 ? now : now + random.Next(2 * (int)Window);
            var volume = window.At(at, Window);
            Assert.Equal(now <= at - Window, volume == -1);
            if (volume != -1)
            {
                Assert.InRange(volume, Sum(at - Window + Slice), Sum(at - Window));
            }

            all.RemoveAll(x => x.At < now - 3 * Window);
        }

        Int128 Sum(long after) => all.Where(x => x.From > after).Aggregate((Int128)0, (sum, x) => sum + x.Units);
    }

    /// <summary>A window that is changed on the way stays on the safe side of the longer and the shorter one.</summary>
    [Fact]
    public void WindowsMayChange()
    {
        var random = new Random(5);
        var (highest, drift, volume) = (new ExtremeWindow(), new DriftWindow(), new VolumeWindow());
        var all = new List<(long At, long Value)>();
        var now = 1_000_000L;
        for (var i = 0; i < 2 * Steps; i++)
        {
            now += 1 + random.Next(200);
            var length = (i / 300 % 3) switch { 0 => Window, 1 => Window / 8, _ => Window * 16 };
            var value = Wave(random, i);
            all.Add((now, value));
            var told = highest.Add(value, now, length);
            drift.Add(value, now, length);
            volume.Tell(value, now, length);
            var kept = Math.Min(length, Window / 8);
            Assert.True(told >= all.Where(x => x.At > now - kept).Max(x => x.Value));
            Assert.InRange(highest.Count, 1, 68);
            Assert.InRange(drift.Count, 1, 68);
            Assert.True(volume.At(now, length) <= all.Where(x => x.At > now - length).Aggregate((Int128)0, (sum, x) => sum + x.Value));
            all.RemoveAll(x => x.At < now - 16 * Window);
        }
    }

    /// <summary>Long rises, long falls and noise.</summary>
    private static long Wave(Random random, int i) => 1_000_000 + (i / 200 % 3) switch
    {
        0 => i % 200 * 35,
        1 => 7_000 - i % 200 * 35,
        _ => random.Next(7_000),
    };
}
