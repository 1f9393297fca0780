using Chronos.Core.Books;
using Chronos.Core.Policies;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.Books;

public class RatioWindowTests
{
    private const long Milli = PipelineFixture.Milli;
    private const long Length = 100 * Milli;

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 5)]
    [InlineData(3, 20)]
    public void SaysExactlyWhatANaiveListSays(int perFill, int samples)
    {
        var random = new Random(perFill);
        var window = new RatioWindow(Terms(perFill, samples));
        var seen = new List<(long Time, bool IsFill)>();
        long now = 0;
        for (var i = 0; i < 3_000; i++)
        {
            now += random.Next(20) == 0 ? Length : random.Next(8) * Milli;
            Assert.Equal(Exceeds(seen, now, perFill, samples), window.Exceeds(now, out var messages, out var allowed));
            Assert.Equal(Count(seen, now, isFill: false) + 1, messages);
            Assert.Equal(perFill * Count(seen, now, isFill: true), allowed);
            Assert.True(!window.IsShort || !Exceeds(seen, now, perFill, samples));
            AssertPassesAt(window, seen, now, perFill, samples);
            var isFill = random.Next(perFill + 1) == 0;
            window.Record(now, isFill);
            seen.Add((now, isFill));
        }
    }

    [Fact]
    public void KeepsItsHistoryUnderOtherTerms()
    {
        var before = new RatioWindow(Terms(2, 5));
        foreach (var time in (long[])[1, 2, 3])
        {
            before.Record(time * Milli, isFill: time == 2);
        }

        var after = RatioWindow.Fit(before, Terms(1, 600));

        Assert.NotEqual(before.Capacity, after.Capacity);
        after.Exceeds(3 * Milli, out var messages, out var allowed);
        Assert.Equal((3, 1), (messages, allowed));
        Assert.Same(after, RatioWindow.Fit(after, Terms(1, 600)));
    }

    [Fact]
    public void JudgesByTheLastOnesWhereTheWindowHoldsMore()
    {
        var window = new RatioWindow(Terms(1, 1));
        window.Record(0, isFill: true);
        for (var i = 1; i < window.Capacity; i++)
        {
            window.Record(0, isFill: false);
        }

        window.Exceeds(0, out var messages, out var allowed);
        Assert.Equal((window.Capacity, 1), (messages, allowed));
        window.Record(0, isFill: false);
        window.Exceeds(0, out messages, out allowed);
        Assert.Equal((window.Capacity + 1, 0), (messages, allowed));
    }

    /// <summary>At that time the ratio passes, and at no earlier one from now on.</summary>
    private static void AssertPassesAt(RatioWindow window, List<(long Time, bool IsFill)> seen, long now, int perFill, int samples)
    {
        var at = window.PassesAtNanos(now);
        Assert.False(Exceeds(seen, at, perFill, samples));
        Assert.All(
            seen.Select(s => s.Time + Length).Append(now).Where(t => t >= now && t < at),
            t => Assert.True(Exceeds(seen, t, perFill, samples)));
    }

    private static bool Exceeds(List<(long Time, bool IsFill)> seen, long now, int perFill, int samples)
    {
        var messages = Count(seen, now, isFill: false);
        return messages >= samples && messages + 1 > perFill * Count(seen, now, isFill: true);
    }

    private static int Count(List<(long Time, bool IsFill)> seen, long now, bool isFill) =>
        seen.Count(s => s.IsFill == isFill && s.Time > now - Length);

    private static StrategyTerms Terms(int perFill, int samples) => new TestPolicy()
        .With("strategies", "ordersPerFillMax", $"{perFill}")
        .With("strategies", "ordersPerFillSamplesMin", $"{samples}")
        .With("strategies", "ordersPerFillWindowMillis", "100")
        .Build().Strategies[0];
}
