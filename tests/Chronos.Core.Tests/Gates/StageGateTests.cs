using Chronos.Core.Commands;
using Chronos.Core.Gates;
using Chronos.Core.Model;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.Gates;

public class StageGateTests
{
    private const long One = PipelineFixture.One;

    [Fact]
    public void InProductionEverythingPasses()
    {
        using var f = new PipelineFixture();
        f.Hold(10);

        CapAssert.Passes(f.Check(new StageGate(), f.Sell(15)));
    }

    [Fact]
    public void InAlphaEntriesPass()
    {
        using var f = Alpha();
        CapAssert.Passes(f.Check(new StageGate(), f.Buy()));
        CapAssert.Passes(f.Check(new StageGate(), f.Sell()));
        f.Hold(10);
        CapAssert.Passes(f.Check(new StageGate(), f.Buy()));
        f.Hold(-10);
        CapAssert.Passes(f.Check(new StageGate(), f.Sell()));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(11)]
    public void InAlphaAnExitIsBlocked(long quantity)
    {
        using var f = Alpha();
        f.Hold(10);
        CapAssert.Blocks(f.Check(new StageGate(), f.Sell(quantity)), ReasonCode.Stage, quantity * One);
        f.Hold(-10);
        CapAssert.Blocks(f.Check(new StageGate(), f.Buy(quantity)), ReasonCode.Stage, quantity * One);
    }

    [Theory]
    [InlineData(9, true)]
    [InlineData(10, true)]
    [InlineData(11, false)]
    public void InAlphaAGovernedReductionPassesUpToThePosition(long quantity, bool passes)
    {
        using var f = Alpha();
        f.Hold(10);
        var cap = f.Check(new StageGate(), Governed(f.Sell(quantity)));

        if (passes)
        {
            CapAssert.Passes(cap);
        }
        else
        {
            CapAssert.Cuts(cap, 10 * One, ReasonCode.Stage, quantity * One, 10 * One);
        }
    }

    [Fact]
    public void InAlphaAnOrderThatWouldMeetAWorkingEntryIsBlocked()
    {
        using var f = Alpha();
        f.Work(f.Buy(10));

        CapAssert.Blocks(f.Check(new StageGate(), f.Sell(4)), ReasonCode.Stage, 4 * One);
        CapAssert.Blocks(f.Check(new StageGate(), Governed(f.Sell(4))), ReasonCode.Stage, 4 * One);
    }

    [Fact]
    public void InAlphaRestingReductionsCount()
    {
        using var f = Alpha();
        f.Hold(10);
        f.Work(Governed(f.Sell(4)));

        CapAssert.Passes(f.Check(new StageGate(), Governed(f.Sell(6))));
        Assert.Equal(6 * One, f.Check(new StageGate(), Governed(f.Sell(7))).PermittedUnits);
    }

    [Fact]
    public void InAlphaTheLargestQuantityIsCutAndAnUnknownPositionBlocks()
    {
        using var f = Alpha();
        f.Hold(10);
        var largest = Governed(f.Sell()) with { Quantity = Quantity.FromUnits(long.MaxValue) };
        CapAssert.Cuts(f.Check(new StageGate(), largest), 10 * One, ReasonCode.Stage, long.MaxValue, 10 * One);

        using var unknown = new PipelineFixture(new TestPolicy { Stage = EngineStage.Alpha }, ready: false);
        CapAssert.Blocks(unknown.Check(new StageGate(), unknown.Buy()), ReasonCode.PositionUnknown);
    }

    [Fact]
    public void InAlphaTheWholePathEntersAndReducesAndExitsNotOtherwise()
    {
        using var f = Alpha();
        Assert.Equal(Verdict.Approve, f.Propose(f.Buy(10)).Decision.Verdict);
        f.Fill(f.Last.Decision.OrderId, OrderSide.Buy, 10, 101);

        Assert.Equal((Verdict.Block, ReasonCode.Stage), Of(f.Propose(f.Sell(5))));
        Assert.Equal(GateId.Stage, f.Last.Decision.BindingGate);
        Assert.Equal((Verdict.Block, ReasonCode.Stage), Of(f.Propose(f.Sell(5) with { Flags = ProposalFlags.AllowResize })));
        Assert.Equal((Verdict.Approve, ReasonCode.None), Of(f.Propose(Governed(f.Sell(5)))));
        f.Fill(f.Last.Decision.OrderId, OrderSide.Sell, 5, 99);
        f.Command(CommandAction.Reduce);
        f.Propose(f.Sell(9) with { Flags = ProposalFlags.ReduceOnly | ProposalFlags.AllowResize });
        Assert.Equal((Verdict.Modify, 5 * One), (f.Last.Decision.Verdict, f.Last.Decision.PermittedQuantity.Units));
        f.AssertReplays();
    }

    [Fact]
    public void APolicyOfAnotherStageIsRefusedWithinARun()
    {
        using var f = new PipelineFixture();

        Assert.Equal(ReasonCode.PolicyRefused, f.Load(new TestPolicy { Version = 2, Stage = EngineStage.Alpha }.Build()));
        Assert.Equal(ReasonCode.None, f.Load(new TestPolicy { Version = 2 }.Build()));
    }

    private static (Verdict, ReasonCode) Of(in EngineEvent e) => (e.Decision.Verdict, e.Decision.Reason);

    private static PipelineFixture Alpha() => new(new TestPolicy { Stage = EngineStage.Alpha });

    private static Proposal Governed(Proposal proposal) => proposal with { Flags = ProposalFlags.ReduceOnly };
}
