using Chronos.Core.Gates;
using Chronos.Core.Model;
using Chronos.Core.Tests.Pipeline;
using FsCheck;
using FsCheck.Fluent;

namespace Chronos.Core.Tests.Gates;

public class FatFingerGateTests
{
    private const long One = PipelineFixture.One;

    // Powers of two in base units are the lower edge of their bucket, so the figures below are exact.
    private const long Usual = 1L << 30;

    [Theory]
    [InlineData(3 * Usual - 1, true)]
    [InlineData(3 * Usual, true)]
    [InlineData(3 * Usual + 1, false)]
    [InlineData(long.MaxValue, false)]
    public void CutsToThePercentageOfThePercentile(long units, bool passes)
    {
        using var f = new PipelineFixture(Policy(300, 2));
        f.State.OrderSizes[0, 0].Record(Usual);
        f.State.OrderSizes[0, 0].Record(Usual);
        var cap = f.Check(new FatFingerGate(), f.Buy() with { Quantity = Quantity.FromUnits(units) });

        if (passes)
        {
            CapAssert.Passes(cap);
        }
        else
        {
            CapAssert.Cuts(cap, 3 * Usual, ReasonCode.FatFinger, units, 3 * Usual);
        }
    }

    [Fact]
    public void IsJudgedFromTheNumberOfOrdersOn()
    {
        using var f = new PipelineFixture(Policy(100, 3));
        f.Work(f.Buy(1, 95));
        f.Work(f.Buy(1, 95));
        CapAssert.Passes(f.Check(new FatFingerGate(), f.Buy(100)));

        f.Work(f.Buy(1, 95));

        Assert.Equal(ReasonCode.FatFinger, f.Check(new FatFingerGate(), f.Buy(100)).Code);
        CapAssert.Passes(f.Check(new FatFingerGate(), f.Order(OrderSide.Buy, 100, 95, instrument: 1)));
        CapAssert.Passes(f.Check(new FatFingerGate(), f.Order(OrderSide.Buy, 100, 95, strategy: 1)));
    }

    [Fact]
    public void OnlyApprovedEntriesTeach()
    {
        using var f = new PipelineFixture(Policy(100, 1) with { OrderQuantityMax = "50" });
        f.Work(f.Buy(2, 95));
        var maximum = f.State.OrderSizes.UnitsMax(0, 0);

        f.Propose(f.Buy(60));
        f.Hold(100);
        f.Work(f.Sell(100, 105));
        f.Propose(f.Buy(2), EventFlags.Probe);

        Assert.Equal((1L, maximum), (f.State.OrderSizes[0, 0].Samples, f.State.OrderSizes.UnitsMax(0, 0)));
    }

    [Fact]
    public void NeverStopsAReduction()
    {
        using var f = new PipelineFixture(Policy(100, 1));
        f.Work(f.Buy(1, 95));
        f.Hold(100);

        Assert.Equal(Verdict.Approve, f.Propose(f.Sell(100)).Decision.Verdict);
        Assert.Equal(GateId.FatFinger, f.Propose(f.Buy(100)).Decision.BindingGate);
    }

    [Fact]
    public void IsSoft() => Assert.True(((IGate)new FatFingerGate()).IsSoft);

    [Fact]
    public void NoneSwitchesItOffAndHistorySurvivesThePolicy()
    {
        using var f = new PipelineFixture(new TestPolicy().With("strategies", "fatFingerSamplesMin", "1"));
        f.Work(f.Buy(1, 95));
        CapAssert.Passes(f.Check(new FatFingerGate(), f.Buy(100)));

        f.Load((Policy(100, 1) with { Version = 2 }).Build());

        Assert.Equal(ReasonCode.FatFinger, f.Check(new FatFingerGate(), f.Buy(100)).Code);
        f.AssertReplays();
    }

    [Fact]
    public void TighteningNeverLetsMoreThrough() => Prop
        .ForAll(ArbMap.Default.ArbFor<int>().Generator.Resize(int.MaxValue / 2).ToArbitrary(), seed =>
        {
            var r = new Random(seed);
            var (percent, samples, quantity) = (r.Next(2, 500), r.Next(1, 6), r.Next(1, 100));
            var orders = Enumerable.Range(0, 5).Select(_ => (long)r.Next(1, 40)).ToArray();
            var wide = Permitted(percent, samples, orders, quantity);
            Assert.InRange(wide, 0, quantity * One);
            Assert.InRange(Permitted(percent / 2, samples, orders, quantity), 0, wide);
            Assert.InRange(Permitted(percent, Math.Max(1, samples - 1), orders, quantity), 0, wide);
        })
        .Check(Config.QuickThrowOnFailure.WithMaxTest(100));

    private static long Permitted(int percent, int samples, long[] orders, long quantity)
    {
        using var f = new PipelineFixture(Policy(percent, samples));
        foreach (var order in orders)
        {
            f.State.OrderSizes[0, 0].Record(order * One);
        }

        return Math.Min(quantity * One, f.Check(new FatFingerGate(), f.Buy(quantity)).PermittedUnits);
    }

    private static TestPolicy Policy(int percent, int samples) => new TestPolicy()
        .With("limits", "fatFingerPercentMax", $"{percent}").With("strategies", "fatFingerSamplesMin", $"{samples}");
}
