using System.Numerics;
using Chronos.Core.Books;
using Chronos.Core.Model;
using Chronos.Core.Policies;
using Chronos.Core.Tests.Pipeline;
using FsCheck;
using FsCheck.Fluent;

namespace Chronos.Core.Tests.Books;

/// <summary>Stages of one limit, the band of several, and the shares they are computed from.</summary>
public class LossLimitTests
{
    private static readonly BreakerTerms Terms = new TestPolicy().With("breakers", "slowPercent", "90").Build().Breakers;

    [Theory]
    [InlineData(0, 0, LossStage.None)]
    [InlineData(0, -1, LossStage.None)]
    [InlineData(0, 1, LossStage.Tripped)]
    [InlineData(1, 1, LossStage.Slowed)]
    [InlineData(1, 2, LossStage.Tripped)]
    [InlineData(1_000, 699, LossStage.None)]
    [InlineData(1_000, 700, LossStage.Alert)]
    [InlineData(1_000, 799, LossStage.Alert)]
    [InlineData(1_000, 800, LossStage.Alarm)]
    [InlineData(1_000, 899, LossStage.Alarm)]
    [InlineData(1_000, 900, LossStage.Slowed)]
    [InlineData(1_000, 1_000, LossStage.Slowed)]
    [InlineData(1_000, 1_001, LossStage.Tripped)]
    [InlineData(1_001, 700, LossStage.None)]
    [InlineData(1_001, 701, LossStage.Alert)]
    public void AStageBeginsAtItsShareAndTrippingPastTheLimit(long limit, long loss, LossStage expected)
    {
        var mark = ExactNotional.FromUnits(5_000);

        var stage = new LossLimit(mark, ExactNotional.FromUnits(limit), Terms).StageAt(ExactNotional.FromUnits(5_000 - loss));

        Assert.Equal(expected, stage);
    }

    [Fact]
    public void InsideTheBandNothingChangesAndOutsideSomethingDoes() =>
        Prop.ForAll(Gen.Choose(1, int.MaxValue - 1).ToArbitrary(), seed =>
        {
            var r = new Random(seed);
            LossLimit[] limits = [.. Enumerable.Range(0, 3).Select(_ => Limit(r.Next(-300, 300), r.Next(0, 400)))];
            var profit = r.Next(-900, 300);
            var band = BandAt(limits, profit);
            for (var other = -1_400; other < 800; other++)
            {
                var (stage, broken) = StagesOf(limits, other);
                var same = stage == band.Stage && (broken & ~StagesOf(limits, profit).Broken) == 0;
                Assert.True(
                    band.Holds(ExactNotional.FromUnits(other)) == same, $"seed {seed}: {profit} and {other} are {(same ? "" : "not ")}the same");
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    [Fact]
    public void ABandThatRoseWithThePeakHoldsNothingItShouldNot() =>
        Prop.ForAll(Gen.Choose(1, int.MaxValue - 1).ToArbitrary(), seed =>
        {
            var r = new Random(seed);
            var (capital, peak, ppm) = (r.Next(0, 5_000), r.Next(-500, 500), r.Next(0, 1_000_001));
            LossLimit Fall(int at) => new(
                ExactNotional.FromUnits(at), Share.Floored(ExactNotional.FromUnits(capital + at), ppm, Share.Million), Terms);

            var before = Fall(peak);
            var rise = r.Next(1, 300);
            var band = LossBand.Of(LossStage.None).With(in before, ExactNotional.FromUnits(peak)).UpTo(ExactNotional.FromUnits(peak));
            Assert.True(band.EndsAt(ExactNotional.FromUnits(peak)));
            var raised = band.Raised(ExactNotional.FromUnits(rise));
            var after = Fall(peak + rise);
            for (var profit = peak - 6_000; profit <= peak + rise + 10; profit++)
            {
                if (raised.Holds(ExactNotional.FromUnits(profit)))
                {
                    Assert.Equal(LossStage.None, after.StageAt(ExactNotional.FromUnits(profit)));
                    Assert.True(profit <= peak + rise);
                }
            }

            Assert.True(raised.EndsAt(ExactNotional.FromUnits(peak + rise)));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    [Fact]
    public void AnUndrawnBandHoldsNothing()
    {
        Assert.False(LossBand.Unknown.Holds(ExactNotional.Zero));
        Assert.False(LossBand.Unknown.Holds(ExactNotional.FromUnits(Int128.MaxValue)));
    }

    [Fact]
    public void SharesAreThoseOfUnboundedIntegers() =>
        Prop.ForAll<long, long, int>((high, low, parts) =>
        {
            var sum = new Int128((ulong)Math.Abs(high % (long.MaxValue / 2)), unchecked((ulong)low));
            var share = Math.Abs(parts % 1_000_001);
            var exact = (BigInteger)sum * share;
            return (BigInteger)Share.Floored(ExactNotional.FromUnits(sum), share, Share.Million).Units == exact / 1_000_000
                && (BigInteger)Share.Ceiled(ExactNotional.FromUnits(sum), share, Share.Million).Units == (exact + 999_999) / 1_000_000;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void NothingIsTheShareOfADebt()
    {
        Assert.Equal(ExactNotional.Zero, Share.Floored(ExactNotional.FromUnits(-5), 1, 2));
        Assert.Equal(ExactNotional.Zero, Share.Ceiled(ExactNotional.FromUnits(-5), 1, 2));
    }

    private static LossLimit Limit(long mark, long limit) => new(ExactNotional.FromUnits(mark), ExactNotional.FromUnits(limit), Terms);

    private static LossBand BandAt(LossLimit[] limits, long profit)
    {
        var at = ExactNotional.FromUnits(profit);
        return limits.Aggregate(LossBand.Of(limits.Max(l => l.StageAt(at))), (band, limit) => band.With(in limit, at));
    }

    /// <summary>All that matters: the worst stage, and a bit for each limit that is broken.</summary>
    private static (LossStage Worst, int Broken) StagesOf(LossLimit[] limits, long profit)
    {
        var at = ExactNotional.FromUnits(profit);
        return (
            limits.Max(l => l.StageAt(at)),
            limits.Select((l, i) => l.StageAt(at) == LossStage.Tripped ? 1 << i : 0).Sum());
    }
}
