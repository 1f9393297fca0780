namespace Chronos.Weex.Wire.Tests;

public class RateMeterTests
{
    [Theory]
    [InlineData(true, 35, 50)]
    [InlineData(false, 70, 100)]
    public void KeepsAShareOfTheOrdersForReductions(bool isContract, int fresh, int all)
    {
        var meter = new RateMeter(isContract ? WeexProduct.Contract : WeexProduct.Spot);
        Assert.Equal(fresh, Count(() => meter.TryTake(WeexCall.PlaceOrder, false, 0)));
        Assert.Equal(all - fresh, Count(() => meter.TryTake(WeexCall.PlaceOrder, true, 0)));
        Assert.False(meter.TryTake(WeexCall.PlaceOrder, true, 59_999));
        Assert.True(meter.TryTake(WeexCall.PlaceOrder, true, 60_000));
    }

    [Fact]
    public void SpotCancelsHaveTwoWindows()
    {
        var meter = new RateMeter(WeexProduct.Spot);
        Assert.Equal(80, Count(() => meter.TryTake(WeexCall.CancelOrder, true, 0)));
        Assert.Equal(80, Count(() => meter.TryTake(WeexCall.CancelOrder, true, 10_000)));
        Assert.Equal(40, Count(() => meter.TryTake(WeexCall.CancelOrder, true, 20_000)));
    }

    [Fact]
    public void EachCallHasItsOwnWeight()
    {
        var meter = new RateMeter(WeexProduct.Contract);
        Assert.Equal(50, Count(() => meter.TryTake(WeexCall.ReadOrderHistory, true, 0)));
        Assert.Equal(500 / 15, Count(() => meter.TryTake(WeexCall.ReadPositions, true, 0)));
        Assert.False(meter.TryTake(WeexCall.ReadOrderHistory, true, 9_999));
        Assert.True(meter.TryTake(WeexCall.ReadOrderHistory, true, 10_000));
    }

    [Fact]
    public void EveryCallHasAWeight()
    {
        foreach (var call in Enum.GetValues<WeexCall>())
        {
            Assert.InRange(RateMeter.Weight(WeexProduct.Contract, call), 1, 20);
            Assert.InRange(RateMeter.Weight(WeexProduct.Spot, call), 1, 20);
        }
    }

    [Fact]
    public void ALimitPausesNewRiskAloneAndLonger()
    {
        var meter = new RateMeter(WeexProduct.Contract);
        meter.OnLimited(0);
        Assert.False(meter.TryTake(WeexCall.PlaceOrder, false, 999));
        Assert.True(meter.TryTake(WeexCall.CancelOrder, true, 999));
        Assert.True(meter.TryTake(WeexCall.PlaceOrder, false, 1000));

        long[] pauses = [2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000];
        foreach (var pause in pauses)
        {
            var now = meter.PausedUntilMillis;
            meter.OnLimited(now);
            meter.OnLimited(now);
            Assert.Equal(now + pause, meter.PausedUntilMillis);
        }

        var later = meter.PausedUntilMillis + 60_000;
        meter.OnLimited(later);
        Assert.Equal(later + 1_000, meter.PausedUntilMillis);
    }

    [Fact]
    public void HonoursWhatTheVenueAsksFor()
    {
        var meter = new RateMeter(WeexProduct.Contract);
        meter.OnLimited(0, 7_000);
        Assert.Equal(7_000, meter.PausedUntilMillis);
    }

    [Fact]
    public void TimeThatRunsBackwardsOpensNothing()
    {
        var meter = new RateMeter(WeexProduct.Contract);
        Assert.Equal(50, Count(() => meter.TryTake(WeexCall.PlaceOrder, true, 100_000)));
        Assert.False(meter.TryTake(WeexCall.PlaceOrder, true, 0));
        Assert.True(meter.TryTake(WeexCall.PlaceOrder, true, 160_000));
    }

    [Fact]
    public void NoWindowEverHoldsMoreThanItsBudget()
    {
        const int Seed = 11;
        var random = new Random(Seed);
        var meter = new RateMeter(WeexProduct.Contract);
        var taken = new List<long>();
        var now = 0L;
        for (var i = 0; i < 5_000; i++)
        {
            now += random.Next(0, 1500);
            if (meter.TryTake(WeexCall.PlaceOrder, random.Next(2) == 0, now))
            {
                taken.Add(now);
            }
        }

        Assert.NotEmpty(taken);
        Assert.All(taken, t => Assert.InRange(taken.Count(o => o <= t && o > t - 60_000), 1, 50));
    }

    private static int Count(Func<bool> take)
    {
        var count = 0;
        while (count < 10_000 && take())
        {
            count++;
        }

        return count;
    }
}
