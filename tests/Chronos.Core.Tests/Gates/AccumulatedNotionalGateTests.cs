using Chronos.Core.Gates;
using Chronos.Core.Model;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.Gates;

public class AccumulatedNotionalGateTests
{
    private const long One = PipelineFixture.One;

    private static readonly AccumulatedNotionalGate Gate = new();

    [Theory]
    [InlineData("2020", 10, true)]
    [InlineData("2019.99999999", 9, false)]
    [InlineData("2020.00000001", 10, true)]
    public void CutsToWhatFits(string limit, long permitted, bool passes)
    {
        using var f = new PipelineFixture(Terms(limit));
        f.Trade(OrderSide.Buy, 10, 101);

        var cap = f.Check(Gate, f.Buy(10, 101));
        if (passes)
        {
            CapAssert.Passes(cap);
        }
        else
        {
            Assert.Equal((ReasonCode.AccumulatedNotional, 2_020 * One), (cap.Code, cap.Observed));
            Assert.Equal(permitted, cap.PermittedUnits / One);
        }
    }

    [Fact]
    public void CountsSidesAndStrategiesApart()
    {
        using var f = new PipelineFixture(Terms("1010"));
        f.Work(f.Buy(10, 101));

        CapAssert.Blocks(f.Check(Gate, f.Buy(1, 101)), ReasonCode.AccumulatedNotional, 1_111 * One, 1_010 * One);
        CapAssert.Passes(f.Check(Gate, f.Sell(10, 101)));
        CapAssert.Passes(f.Check(Gate, f.Order(OrderSide.Buy, 10, 101, strategy: 1)));
    }

    [Theory]
    [InlineData(ReportKind.Canceled)]
    [InlineData(ReportKind.Rejected)]
    [InlineData(ReportKind.NotSent)]
    public void GivesBackWhatEndedUnfilled(ReportKind kind)
    {
        using var f = new PipelineFixture(Terms("1010"));
        var id = f.Work(f.Buy(10, 101));
        f.Fill(id, OrderSide.Buy, 4, 100);
        Assert.Equal(0, f.Check(Gate, f.Buy(6, 101)).PermittedUnits);

        f.Answer(id, kind);
        CapAssert.Passes(f.Check(Gate, f.Buy(6, 101)));
        Assert.Equal(6 * One, f.Check(Gate, f.Buy(7, 101)).PermittedUnits);
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    public void PassesAgainWhenTheOldestLeavesTheWindow(long nanosPast, bool passes)
    {
        using var f = new PipelineFixture(Terms("1010"));
        f.Work(f.Buy(10, 101));
        f.AdvanceNanos(1_000 * PipelineFixture.Milli + nanosPast);

        Assert.Equal(passes ? ReasonCode.None : ReasonCode.AccumulatedNotional, f.Check(Gate, f.Buy(10, 101)).Code);
    }

    [Fact]
    public void ValuesASellAtTheAsk()
    {
        using var f = new PipelineFixture(Terms("1009"));

        Assert.Equal(9, f.Check(Gate, f.Sell(10, 99)).PermittedUnits / One);
    }

    [Fact]
    public void ExemptsReductionsAndCountsThem()
    {
        using var f = new PipelineFixture(Terms("1010"));
        f.Hold(30);
        Assert.Equal(Verdict.Approve, f.Propose(f.Sell(10)).Decision.Verdict);
        Assert.Equal(Verdict.Approve, f.Propose(f.Sell(10)).Decision.Verdict);

        Assert.Equal(0, f.Check(Gate, f.Sell(1)).PermittedUnits);
    }

    [Fact]
    public void StaysWithinBoundsWithTheLargestOrders()
    {
        using var f = new PipelineFixture(Terms("92233720368"));
        var huge = f.Buy() with { Quantity = Quantity.FromUnits(long.MaxValue), LimitPrice = Price.FromUnits(long.MaxValue) };

        Assert.Equal(ReasonCode.AccumulatedNotional, f.Check(Gate, in huge).Code);
    }

    [Fact]
    public void SaysWhichPricesPass()
    {
        using var f = new PipelineFixture(Terms("1030"));
        var e = default(EngineEvent);
        e.Proposal = f.Buy(10, 104);
        e.TimeNanos = f.Now;
        var context = new GateContext(ref e, f.State);

        Assert.Equal(new PriceRange(Price.FromUnits(1), Price.FromUnits(103 * One)), Gate.PricesPassing(in context, f.State));
        CapAssert.Passes(f.Check(Gate, f.Buy(10, 103)));
        Assert.Equal(9, f.Check(Gate, f.Buy(10, 104)).PermittedUnits / One);

        // No price makes an order cheaper than the ask it is valued at.
        e.Proposal = f.Buy(11, 90);
        context = new GateContext(ref e, f.State);
        Assert.True(Gate.PricesPassing(in context, f.State).IsEmpty);
    }

    private static TestPolicy Terms(string limit) =>
        new TestPolicy().With("strategies", "accumulatedNotionalMax", $"\"{limit}\"");
}
