using Chronos.Core.Books;
using Chronos.Core.Model;

namespace Chronos.Core.Tests.Books;

public class NotionalWindowTests
{
    private const long Length = 100_000;

    [Fact]
    public void SaysExactlyWhatANaiveListSays()
    {
        var random = new Random(1);
        var window = new NotionalWindow { WindowNanos = Length };
        var orders = new List<(long Place, long Time, long Value)>();
        long now = 0;
        for (var i = 0; i < 20_000; i++)
        {
            now += random.Next(50) == 0 ? Length : random.Next(1_000);
            if (random.Next(3) == 0 && orders.Count > 0)
            {
                var at = random.Next(Math.Max(0, orders.Count - 50), orders.Count);
                var (place, time, left) = orders[at];
                var back = random.NextInt64(left + 1);
                window.GiveBack(place, Worth(back));
                orders[at] = (place, time, left - back);
            }
            else
            {
                var value = random.NextInt64(1_000_000);
                orders.Add((window.Record(now, Worth(value)), now, value));
            }

            Assert.Equal(Sum(orders, now), window.TotalAt(now));
            Assert.True(window.Total >= window.TotalAt(now));
            AssertFits(window, orders, now, Worth(random.NextInt64(10_000_000)));
        }
    }

    /// <summary>Never less than what is in the window, and no more than what was in it a five-hundredth of it before.</summary>
    [Fact]
    public void IsOnTheStrictSideByAFiveHundredthWhereThereAreMany()
    {
        var random = new Random(2);
        var window = new NotionalWindow { WindowNanos = Length };
        var orders = new List<(long Place, long Time, long Value)>();
        long now = 0;
        for (var i = 0; i < 20_000; i++)
        {
            now += random.Next(20);
            var value = random.NextInt64(1_000_000);
            orders.Add((window.Record(now, Worth(value)), now, value));
            if (i % 10 == 0)
            {
                var total = window.TotalAt(now);
                Assert.True(Sum(orders, now) <= total && total <= Sum(orders, now - Length / 500), $"{total} at {now}");
            }
        }

        Assert.True(orders.Count(o => o.Time > now - Length) > 5 * NotionalWindow.ExactMax);
        Assert.Equal(ExactNotional.Zero, window.TotalAt(now + Length));
    }

    [Fact]
    public void StaysBoundedWhenTheWindowGrows()
    {
        var window = new NotionalWindow { WindowNanos = Length };
        var sum = 0L;
        for (var i = 0; i < 10_000; i++)
        {
            window.Record(i * (Length / 900), Worth(1));
            window.WindowNanos = long.MaxValue / 2;
            sum++;
        }

        Assert.Equal(Worth(sum), window.TotalAt(10_000 * Length));
    }

    [Fact]
    public void CountsNoOrderForMoreThanJustAboveAnyLimit()
    {
        var most = NotionalWindow.ValueOf(Price.FromUnits(long.MaxValue), long.MaxValue);

        Assert.Equal(ExactNotional.From(Notional.MaxValue).Units + 1, most.Units);
        Assert.Equal(Worth(6), NotionalWindow.ValueOf(Price.FromUnits(2), 3));
    }

    private static void AssertFits(NotionalWindow window, List<(long Place, long Time, long Value)> orders, long now, ExactNotional room)
    {
        var at = window.FitsAtNanos(room, now);
        Assert.True(Sum(orders, at) <= room);
        Assert.True(at == now || Sum(orders, at - 1) > room);
    }

    private static ExactNotional Sum(List<(long Place, long Time, long Value)> orders, long now) =>
        Worth(orders.Where(o => o.Time > now - Length).Sum(o => o.Value));

    private static ExactNotional Worth(long value) => ExactNotional.FromUnits(value);
}
