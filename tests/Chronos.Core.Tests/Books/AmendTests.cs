using Chronos.Core.Commands;
using Chronos.Core.Model;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.Books;

/// <summary>A proposal that replaces an order: both count until the venue has said what became of the old one.</summary>
public class AmendTests
{
    private const long One = PipelineFixture.One;

    [Fact]
    public void BothCountUntilTheOldOneIsCanceled()
    {
        using var f = new PipelineFixture();
        var (old, oldId) = Work(f, f.Buy(10, 95));

        var id = f.Work(f.Buy(12, 96) with { Replaces = old.Id });
        Assert.Equal((22 * One, 22 * One), (f.Position.WorkingBuys, f.State.Portfolio[0, 0].Bids));
        Assert.Equal([oldId], f.Outbound.Cancels.Select(c => c.Id));
        Assert.Equal([oldId, id], f.Outbound.Orders.Select(o => o.Id));

        f.AnswerCancel(oldId);
        Assert.Equal((12 * One, 1), (f.Position.WorkingBuys, f.State.Orders.Count));
        f.AssertReplays();
    }

    [Theory]
    [InlineData("20", Verdict.Approve)]
    [InlineData("19", Verdict.Block)]
    public void TheWorstOfBothIsHeldAgainstTheLimits(string positionMax, Verdict verdict)
    {
        using var f = new PipelineFixture(new TestPolicy { PositionMax = positionMax });
        var (old, _) = Work(f, f.Buy(10, 95));

        var d = f.Propose(f.Buy(10, 96) with { Replaces = old.Id }).Decision;

        Assert.Equal(verdict, d.Verdict);
        Assert.Equal(verdict == Verdict.Approve ? 1 : 0, f.Outbound.Cancels.Count);
    }

    [Fact]
    public void ABlockedOneLeavesTheOldOneAlone()
    {
        using var f = new PipelineFixture();
        var (old, oldId) = Work(f, f.Buy(10, 95));

        f.Propose(f.Buy(10, 500) with { Replaces = old.Id });
        Assert.Empty(f.Outbound.Cancels);

        f.Propose(f.Buy(10, 96) with { Replaces = old.Id });
        Assert.Equal([oldId], f.Outbound.Cancels.Select(c => c.Id));
    }

    [Theory]
    [InlineData(ReportKind.Rejected)]
    [InlineData(ReportKind.NotSent)]
    [InlineData(ReportKind.Canceled)]
    public void ThePositionStaysRightWhateverIsAnsweredFirst(ReportKind end)
    {
        using var f = new PipelineFixture();
        var (old, oldId) = Work(f, f.Buy(10, 95));
        var id = f.Propose(f.Buy(10, 96) with { Replaces = old.Id }).Decision.OrderId;

        f.Fill(oldId, OrderSide.Buy, 4, 95);
        f.Answer(id, end);
        Assert.Equal((4 * One, 6 * One), (f.Position.Position, f.Position.WorkingBuys));

        f.Fill(oldId, OrderSide.Buy, 6, 95);
        f.AnswerCancel(oldId, ReportKind.CancelRejected);

        Assert.Equal((10 * One, 0L, 0), (f.Position.Position, f.Position.WorkingBuys, f.State.Orders.Count));
        Assert.Equal((0, 0), (f.State.Orders.WantedCount, f.State.Orders.PendingCancelsAt(0)));
        f.AssertReplays();
    }

    [Fact]
    public void ARefusedCancelIsAskedForAgainAtTheNextTick()
    {
        using var f = new PipelineFixture();
        var (old, oldId) = Work(f, f.Buy(10, 95));
        f.Work(f.Buy(10, 96) with { Replaces = old.Id });
        f.AnswerCancel(oldId, ReportKind.CancelRejected);
        f.Quote();
        Assert.Single(f.Outbound.Cancels);

        f.Tick();

        Assert.Equal([oldId, oldId], f.Outbound.Cancels.Select(c => c.Id));
    }

    [Fact]
    public void AReductionTakesThePlaceOfAnotherWithoutBecomingAnEntry()
    {
        using var f = new PipelineFixture();
        f.Hold(10);
        var (old, oldId) = Work(f, f.Sell(10, 105));
        f.Load(new TestPolicy { Version = 2, OrderQuantityMax = "0", PositionMax = "0", GrossExposureMax = "0" }.Build());
        f.Command(CommandAction.Reduce);

        var e = f.Propose(f.Sell(10, 104) with { Replaces = old.Id, Flags = ProposalFlags.ReduceOnly });

        Assert.Equal(Verdict.Approve, e.Decision.Verdict);
        Assert.True(OrderTerms.Unpack(e.Decision.Terms).Reduces);
        Assert.Equal([oldId], f.Outbound.Cancels.Select(c => c.Id));
        Assert.True(f.Propose(f.Sell(1, 104) with { Flags = ProposalFlags.ReduceOnly }).Decision.Objections.Has(GateId.ReduceOnly));
    }

    [Fact]
    public void AnEntryGivesAReductionNoRoom()
    {
        using var f = new PipelineFixture();
        var (old, _) = Work(f, f.Sell(10, 105));
        f.Hold(10);

        Assert.Equal(
            ReasonCode.ReduceOnly,
            f.Propose(f.Sell(10, 104) with { Replaces = old.Id, Flags = ProposalFlags.ReduceOnly }).Decision.Reason);
    }

    [Fact]
    public void AStopGoesOnlyWhenTheVenueWorksTheOneInItsPlace()
    {
        using var f = new PipelineFixture();
        f.Hold(10);
        var (old, oldId) = Work(f, f.Stop(OrderSide.Sell, 10, 90));

        var id = f.Propose(f.Stop(OrderSide.Sell, 10, 95) with { Replaces = old.Id }).Decision.OrderId;
        Assert.Empty(f.Outbound.Cancels);
        f.Answer(id, ReportKind.Acknowledged);
        Assert.Equal([oldId], f.Outbound.Cancels.Select(c => c.Id));
        f.AnswerCancel(oldId);

        Assert.Equal(1, f.State.Orders.Count);
        f.AssertReplays();
    }

    [Theory]
    [InlineData(ReportKind.Rejected)]
    [InlineData(ReportKind.NotSent)]
    [InlineData(ReportKind.Canceled)]
    public void AStopStaysWhenTheOneInItsPlaceNeverWorked(ReportKind end)
    {
        using var f = new PipelineFixture();
        f.Hold(10);
        var (old, oldId) = Work(f, f.Stop(OrderSide.Sell, 10, 90));
        var id = f.Propose(f.Stop(OrderSide.Sell, 10, 95) with { Replaces = old.Id }).Decision.OrderId;

        f.Answer(id, end);
        f.Tick();
        Assert.Empty(f.Outbound.Cancels);
        Assert.Equal(ReasonCode.ReduceOnly, f.Propose(f.Stop(OrderSide.Sell, 1, 95)).Decision.Reason);

        Work(f, f.Stop(OrderSide.Sell, 10, 96) with { Replaces = old.Id });
        Assert.Equal([oldId], f.Outbound.Cancels.Select(c => c.Id));
        f.AssertReplays();
    }

    [Fact]
    public void AStopIsReplacedByOneAtATime()
    {
        using var f = new PipelineFixture();
        f.Hold(10);
        var (old, _) = Work(f, f.Stop(OrderSide.Sell, 10, 90));
        f.Propose(f.Stop(OrderSide.Sell, 10, 95) with { Replaces = old.Id });

        Assert.Equal(ReasonCode.ReplacedOrder, f.Propose(f.Stop(OrderSide.Sell, 10, 96) with { Replaces = old.Id }).Decision.Reason);
    }

    [Fact]
    public void AShrinkingPositionNeverTakesBothStops()
    {
        using var f = new PipelineFixture();
        f.Hold(10);
        var (old, oldId) = Work(f, f.Stop(OrderSide.Sell, 10, 90));
        var id = f.Propose(f.Stop(OrderSide.Sell, 10, 95) with { Replaces = old.Id }).Decision.OrderId;

        f.Hold(5);
        Assert.Empty(f.Outbound.Cancels);
        f.Answer(id, ReportKind.Acknowledged);
        f.Hold(2);

        Assert.Equal([oldId], f.Outbound.Cancels.Select(c => c.Id));
    }

    [Fact]
    public void AFlatPositionTakesTheNewStopAndThenTheOldOne()
    {
        using var f = new PipelineFixture();
        f.Hold(10);
        var (old, oldId) = Work(f, f.Stop(OrderSide.Sell, 10, 90));
        var id = f.Propose(f.Stop(OrderSide.Sell, 10, 95) with { Replaces = old.Id }).Decision.OrderId;

        f.Hold(0);
        f.AnswerCancel(id);

        Assert.Equal([id, oldId], f.Outbound.Cancels.Select(c => c.Id));
        f.AssertReplays();
    }

    [Fact]
    public void TheOldStopThatTradesFirstLeavesNothingBehind()
    {
        using var f = new PipelineFixture();
        f.Hold(10);
        var (old, oldId) = Work(f, f.Stop(OrderSide.Sell, 10, 90));
        var id = f.Propose(f.Stop(OrderSide.Sell, 10, 95) with { Replaces = old.Id }).Decision.OrderId;

        Assert.Equal(ReasonCode.None, f.Fill(oldId, OrderSide.Sell, 10, 80));
        Assert.Equal([id], f.Outbound.Cancels.Select(c => c.Id));
        f.Answer(id, ReportKind.Acknowledged);
        f.AnswerCancel(id);

        Assert.Equal((0L, 0, 0), (f.Position.Position, f.State.Orders.Count, f.State.Orders.WantedCount));
    }

    [Fact]
    public void AFillWorseThanAStopsTriggerIsWhatItIsFor()
    {
        using var f = new PipelineFixture();
        f.Hold(20);
        var (_, stop) = Work(f, f.Stop(OrderSide.Sell, 10, 90));
        var (_, limit) = Work(f, f.Sell(10, 105));

        Assert.Equal(ReasonCode.None, f.Fill(stop, OrderSide.Sell, 5, 70));
        Assert.Equal(ReasonCode.None, f.Fill(stop, OrderSide.Sell, 5, 99));
        Assert.Equal(ReasonCode.ReportMismatch, f.Fill(limit, OrderSide.Sell, 1, 104));
    }

    [Fact]
    public void AReplacementSurvivesARestart()
    {
        using var f = new PipelineFixture();
        f.Hold(10);
        var (old, oldId) = Work(f, f.Stop(OrderSide.Sell, 10, 90));
        var id = f.Propose(f.Stop(OrderSide.Sell, 10, 95) with { Replaces = old.Id }).Decision.OrderId;

        f.StartRun();
        f.Answer(id, ReportKind.Acknowledged);

        Assert.Equal([oldId], f.Outbound.Cancels.Select(c => c.Id));
        f.AssertReplays();
    }

    private static (Proposal Proposal, OrderId Id) Work(PipelineFixture f, Proposal proposal) => (proposal, f.Work(in proposal));
}
