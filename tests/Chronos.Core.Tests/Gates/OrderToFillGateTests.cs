using Chronos.Core.Gates;
using Chronos.Core.Model;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.Gates;

public class OrderToFillGateTests
{
    private static readonly OrderToFillGate Gate = new();
    private static readonly TestPolicy Terms = new TestPolicy()
        .With("strategies", "ordersPerFillMax", "3").With("strategies", "ordersPerFillSamplesMin", "2");

    [Fact]
    public void BlocksOneOrderTooManyForTheFills()
    {
        using var f = new PipelineFixture(Terms);
        f.Trade(OrderSide.Buy, 1, 101);
        var resting = f.Buy(1);
        f.Work(resting);
        CapAssert.Passes(f.Check(Gate, f.Buy()));
        f.Cancel(resting.Id);

        CapAssert.Blocks(f.Check(Gate, f.Buy()), ReasonCode.OrderToFill, 4, 3);
        Assert.Equal(ReasonCode.OrderToFill, f.Propose(f.Buy(1)).Decision.Reason);
    }

    [Fact]
    public void JudgesFromTheLeastNumberOfMessagesOn()
    {
        using var f = new PipelineFixture(Terms);
        f.Work(f.Buy(1));
        CapAssert.Passes(f.Check(Gate, f.Buy()));
        f.Work(f.Buy(1));

        CapAssert.Blocks(f.Check(Gate, f.Buy()), ReasonCode.OrderToFill, 3, 0);
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    public void ForgetsWhatLeftTheWindow(long nanosPast, bool passes)
    {
        using var f = new PipelineFixture(Terms);
        f.Work(f.Buy(1));
        f.AdvanceNanos(9);
        f.Work(f.Buy(1));
        f.AdvanceNanos(1_000 * PipelineFixture.Milli - 9 + nanosPast);

        Assert.Equal(passes ? ReasonCode.None : ReasonCode.OrderToFill, f.Check(Gate, f.Buy()).Code);
    }

    [Fact]
    public void NeverStopsACancelOrAReduction()
    {
        using var f = new PipelineFixture(Terms);
        f.Hold(10);
        var resting = f.Buy(1);
        f.Work(resting);
        f.Work(f.Buy(1));

        Assert.Equal(Verdict.Approve, f.Cancel(resting.Id).Decision.Verdict);
        Assert.Equal(Verdict.Approve, f.Propose(f.Sell(1)).Decision.Verdict);
    }

    [Fact]
    public void DoesNotCountWhatWasBlocked()
    {
        using var f = new PipelineFixture(Terms);
        f.Work(f.Buy(1));
        f.Propose(f.Buy(100_000));
        f.Propose(f.Buy(100_000));

        CapAssert.Passes(f.Check(Gate, f.Buy()));
    }
}
