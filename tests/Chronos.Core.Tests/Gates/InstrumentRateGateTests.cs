using Chronos.Core.Gates;
using Chronos.Core.Model;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.Gates;

public class InstrumentRateGateTests
{
    private static readonly InstrumentRateGate Gate = new();
    private static readonly TestPolicy Terms = new TestPolicy().With("instruments", "submitsMax", "3");

    [Fact]
    public void BlocksOnePastTheLimitOfAllStrategiesTogether()
    {
        using var f = new PipelineFixture(Terms);
        f.Propose(f.Buy(1));
        f.Propose(f.Order(OrderSide.Buy, 1, 101, strategy: 1));
        CapAssert.Passes(f.Check(Gate, f.Buy()));
        f.Propose(f.Buy(100_000));

        CapAssert.Blocks(f.Check(Gate, f.Buy()), ReasonCode.InstrumentRate, 4, 3);
        CapAssert.Blocks(f.Check(Gate, f.Buy() with { Strategy = new StrategyId(1) }), ReasonCode.InstrumentRate, 4, 3);
        CapAssert.Passes(f.Check(Gate, f.Order(OrderSide.Buy, 1, 101, instrument: 1)));
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    public void PassesAgainWhenTheOldestLeavesTheWindow(long nanosPast, bool passes)
    {
        using var f = new PipelineFixture(Terms);
        for (var i = 0; i < 3; i++)
        {
            f.Propose(f.Buy(1));
        }

        f.AdvanceNanos(1_000 * PipelineFixture.Milli + nanosPast);
        Assert.Equal(passes ? ReasonCode.None : ReasonCode.InstrumentRate, f.Check(Gate, f.Buy()).Code);
    }

    [Fact]
    public void ExemptsReductions()
    {
        using var f = new PipelineFixture(Terms);
        f.Hold(10);
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(Verdict.Approve, f.Propose(f.Sell(1)).Decision.Verdict);
        }
    }
}
