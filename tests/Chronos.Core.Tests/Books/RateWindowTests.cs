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
        var window = new RateWindow(max, Window);
        var sent = new List<long>();
        long now = 0;
        for (var i = 0; i < 5_000; i++)
        {
            now += random.Next(5) == 0 ? Window : random.Next(400);
            Assert.Equal(sent.Count(t => t > now - Window) >= max, now < window.FreeAtNanos);
            window.Record(now);
            sent.Add(now);
        }
    }

    [Fact]
    public void AllowsNoDoubleBurstAtAnEdge()
    {
        var window = new RateWindow(10, 1_000);
        for (var i = 0; i < 10; i++)
        {
            window.Record(999);
        }

        Assert.True(1_001 < window.FreeAtNanos);
        Assert.True(1_998 < window.FreeAtNanos);
        Assert.False(1_999 < window.FreeAtNanos);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(2)]
    [InlineData(3)]
    public void KeepsItsHistoryWhenTheLimitChanges(int max)
    {
        var before = new RateWindow(3, 100);
        foreach (var time in (long[])[10, 20, 30, 40])
        {
            before.Record(time);
        }

        var after = new RateWindow(max, 100, before);

        Assert.Equal(max == 5 ? long.MinValue : max == 2 ? 130 : 120, after.FreeAtNanos);
    }
}
