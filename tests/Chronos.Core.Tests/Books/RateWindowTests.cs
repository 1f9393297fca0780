using Chronos.Core.Books;

namespace Chronos.Core.Tests.Books;

public class RateWindowTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    public void SaysExactlyWhatANaiveListSays(int max)
    {
        const long Window = 1_000;
        var random = new Random(max);
        var window = new RateWindow(max, null);
        var sent = new List<long>();
        long now = 0;
        for (var i = 0; i < 5_000; i++)
        {
            now += random.Next(5) == 0 ? Window : random.Next(400);
            Assert.Equal(sent.Count(t => t > now - Window) >= max, window.OldestNanos > now - Window);
            window.Record(now);
            sent.Add(now);
        }
    }

    [Fact]
    public void AllowsNoDoubleBurstAtAnEdge()
    {
        var window = new RateWindow(10, null);
        for (var i = 0; i < 10; i++)
        {
            window.Record(999);
        }

        Assert.True(window.OldestNanos > 1_001 - 1_000);
        Assert.True(window.OldestNanos > 1_998 - 1_000);
        Assert.False(window.OldestNanos > 1_999 - 1_000);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(2)]
    [InlineData(3)]
    public void KeepsItsHistoryWhenTheLimitChanges(int max)
    {
        var before = new RateWindow(3, null);
        foreach (var time in (long[])[10, 20, 30, 40])
        {
            before.Record(time);
        }

        var after = new RateWindow(max, before);

        Assert.Equal(max == 5 ? long.MinValue : max == 2 ? 30 : 20, after.OldestNanos);
    }
}
