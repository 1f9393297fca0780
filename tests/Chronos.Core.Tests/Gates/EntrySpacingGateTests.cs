using Chronos.Core.Gates;
using Chronos.Core.Model;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.Gates;

public class EntrySpacingGateTests
{
    private const long Milli = PipelineFixture.Milli;

    private static readonly EntrySpacingGate Gate = new();
    private static readonly TestPolicy Terms = new TestPolicy().With("breakers", "entrySpacingMillis", "3000");

    [Fact]
    public void KeepsADistanceBetweenEntriesWhileSlowed()
    {
        using var f = new PipelineFixture(Terms);
        f.State.Stages.SetAccount(0, LossStage.Slowed);
        CapAssert.Passes(f.Check(Gate, f.Buy()));
        f.Work(f.Buy(1));

        CapAssert.Blocks(f.Check(Gate, f.Buy()), ReasonCode.EntrySpacing, 0, 3_000 * Milli);
        CapAssert.Passes(f.Check(Gate, f.Order(OrderSide.Buy, 1, 101, strategy: 1)));
        f.AdvanceNanos(3_000 * Milli - 1);
        CapAssert.Blocks(f.Check(Gate, f.Buy()), ReasonCode.EntrySpacing, 3_000 * Milli - 1, 3_000 * Milli);
        f.AdvanceNanos(1);
        CapAssert.Passes(f.Check(Gate, f.Buy()));
    }

    [Theory]
    [InlineData(LossStage.None, true)]
    [InlineData(LossStage.Alarm, true)]
    [InlineData(LossStage.Slowed, false)]
    [InlineData(LossStage.Tripped, false)]
    public void BindsFromTheStageOfSlowingOn(LossStage stage, bool passes)
    {
        using var f = new PipelineFixture(Terms);
        f.Work(f.Buy(1));
        f.State.Stages.SetStrategy(0, stage);

        Assert.Equal(passes, f.Check(Gate, f.Buy()).Code == ReasonCode.None);
    }

    [Fact]
    public void ReductionsAndBlockedEntriesDoNotCount()
    {
        using var f = new PipelineFixture(Terms);
        f.State.Stages.SetAsset(0, LossStage.Slowed);
        f.Hold(10);
        f.Work(f.Sell(1));
        f.Propose(f.Buy(100_000));
        CapAssert.Passes(f.Check(Gate, f.Buy()));

        f.Work(f.Buy(1));
        Assert.Equal(ReasonCode.EntrySpacing, f.Check(Gate, f.Buy()).Code);
        Assert.Equal(Verdict.Approve, f.Propose(f.Sell(1)).Decision.Verdict);
    }

    [Fact]
    public void LeavesAProposalWithoutMandateToItsGate()
    {
        using var f = new PipelineFixture(Terms);
        f.State.Stages.SetStrategy(1, LossStage.Slowed);
        f.Work(f.Order(OrderSide.Buy, 1, 101, strategy: 1));

        CapAssert.Passes(f.Check(Gate, f.Order(OrderSide.Buy, 1, 101, strategy: 1, instrument: 1)));
    }
}
