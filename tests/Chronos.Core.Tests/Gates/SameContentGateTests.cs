using Chronos.Core.Gates;
using Chronos.Core.Model;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.Gates;

public class SameContentGateTests
{
    private static readonly SameContentGate Gate = new();
    private static readonly TestPolicy Terms = new TestPolicy { MessagesMax = 20 }
        .With("strategies", "sameContentMax", "2").With("strategies", "sameContentWindowMillis", "1000");

    [Fact]
    public void BlocksTheSameOnceTooOftenAndNothingElse()
    {
        using var f = new PipelineFixture(Terms);
        f.Propose(f.Buy(10, 100));
        CapAssert.Passes(f.Check(Gate, f.Buy(10, 100)));
        f.Propose(f.Buy(10, 100));

        CapAssert.Blocks(f.Check(Gate, f.Buy(10, 100)), ReasonCode.SameContent, 3, 2);
        Assert.Equal(ReasonCode.SameContent, f.Propose(f.Buy(10, 100)).Decision.Reason);
        CapAssert.Passes(f.Check(Gate, f.Buy(11, 100)));
        CapAssert.Passes(f.Check(Gate, f.Buy(10, 101)));
        CapAssert.Passes(f.Check(Gate, f.Sell(10, 100)));
        CapAssert.Passes(f.Check(Gate, f.Order(OrderSide.Buy, 10, 100, instrument: 1)));
        CapAssert.Passes(f.Check(Gate, f.Order(OrderSide.Buy, 10, 100, strategy: 1)));
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    public void PassesAgainWhenTheOldestLeavesTheWindow(long nanosPast, bool passes)
    {
        using var f = new PipelineFixture(Terms);
        f.Propose(f.Buy(10, 100));
        f.AdvanceNanos(5);
        f.Propose(f.Buy(10, 100));
        f.AdvanceNanos(1_000 * PipelineFixture.Milli - 5 + nanosPast);

        Assert.Equal(passes ? ReasonCode.None : ReasonCode.SameContent, f.Check(Gate, f.Buy(10, 100)).Code);
    }

    [Fact]
    public void CountsBlockedAttempts()
    {
        using var f = new PipelineFixture(Terms);
        f.Propose(f.Buy(100_000, 100));
        f.Propose(f.Buy(100_000, 100));

        Assert.Equal(ReasonCode.SameContent, f.Check(Gate, f.Buy(100_000, 100)).Code);
    }

    [Fact]
    public void BlocksWhatItCannotKnow()
    {
        using var f = new PipelineFixture(Terms);
        var capacity = f.State.Activity.Strategy(0).Contents.Capacity;
        for (var i = 0; i < capacity; i++)
        {
            f.Propose(f.Buy(1_000 + i));
        }

        CapAssert.Passes(f.Check(Gate, f.Buy(1)));
        f.Propose(f.Buy(1_000_000));
        CapAssert.Blocks(f.Check(Gate, f.Buy(1)), ReasonCode.SameContent, capacity + 1, capacity);
        f.Advance(1_000);
        CapAssert.Passes(f.Check(Gate, f.Buy(1)));
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
