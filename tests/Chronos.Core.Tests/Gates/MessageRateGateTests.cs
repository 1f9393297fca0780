using Chronos.Core.Gates;
using Chronos.Core.Model;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.Gates;

public class MessageRateGateTests
{
    private static readonly TestPolicy Terms = new() { MessagesMax = 3 };

    [Fact]
    public void BlocksOnePastTheLimitInsideTheWindow()
    {
        using var f = new PipelineFixture(Terms);
        f.Propose(f.Buy(1));
        f.Propose(f.Buy(1));
        CapAssert.Passes(f.Check(new MessageRateGate(), f.Buy()));
        f.Propose(f.Buy(1));

        CapAssert.Blocks(f.Check(new MessageRateGate(), f.Buy()), ReasonCode.MessageRate, 4, 3);
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    public void PassesAgainWhenTheOldestLeavesTheWindow(long nanosPast, bool passes)
    {
        using var f = new PipelineFixture(Terms);
        f.Propose(f.Buy(1));
        f.Propose(f.Buy(1));
        f.Propose(f.Buy(1));
        f.AdvanceNanos(1_000 * PipelineFixture.Milli + nanosPast);

        Assert.Equal(passes ? ReasonCode.None : ReasonCode.MessageRate, f.Check(new MessageRateGate(), f.Buy()).Code);
    }

    [Fact]
    public void CountsBlockedAttemptsAndNotThoseOfOthers()
    {
        using var f = new PipelineFixture(Terms);
        for (var i = 0; i < 3; i++)
        {
            f.Propose(f.Buy(100_000));
        }

        Assert.Equal(ReasonCode.MessageRate, f.Check(new MessageRateGate(), f.Buy()).Code);
        CapAssert.Passes(f.Check(new MessageRateGate(), f.Buy() with { Strategy = new StrategyId(1) }));
    }

    [Fact]
    public void ExemptsReductions()
    {
        using var f = new PipelineFixture(Terms);
        f.Hold(10);
        for (var i = 0; i < 4; i++)
        {
            Assert.Equal(Verdict.Approve, f.Propose(f.Sell(1)).Decision.Verdict);
        }
    }
}
