using Chronos.Core.Model;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.Decode;

public class DecodeHandlerTests
{
    [Theory]
    [InlineData(0, ReasonCode.None)]
    [InlineData(1, ReasonCode.QuantityInvalid)]
    public void BlocksQuantitiesTheBooksDoNotTake(long above, ReasonCode expected)
    {
        using var f = new PipelineFixture();
        var proposal = f.Buy() with { Quantity = Quantity.FromUnits(Bounds.QuantityUnitsMax + above) };

        Assert.Equal(expected, f.Propose(in proposal).Outcome);
    }

    [Theory]
    [InlineData(0, ReasonCode.None)]
    [InlineData(1, ReasonCode.PriceInvalid)]
    public void BlocksPricesTheBooksDoNotTake(long above, ReasonCode expected)
    {
        using var f = new PipelineFixture();
        var proposal = f.Buy() with { LimitPrice = Price.FromUnits(Bounds.PriceUnitsMax + above) };

        Assert.Equal(expected, f.Propose(in proposal).Outcome);
    }

    [Theory]
    [InlineData(0, ReasonCode.None)]
    [InlineData(1, ReasonCode.StopPriceInvalid)]
    public void BlocksStopsBeyondEveryPrice(long above, ReasonCode expected)
    {
        using var f = new PipelineFixture();
        var proposal = f.Sell() with { StopPrice = Price.FromUnits(Bounds.PriceUnitsMax + above) };

        Assert.Equal(expected, f.Propose(in proposal).Outcome);
    }

    [Fact]
    public void StopAndOrderToReplaceArePartOfTheContent()
    {
        using var f = new PipelineFixture();
        var proposal = f.Buy();
        f.Propose(in proposal);

        Assert.Equal(ReasonCode.DuplicateProposal, f.Propose(in proposal).Decision.Reason);
        Assert.Equal(ReasonCode.ProposalIdReused, f.Propose(proposal with { StopPrice = Price.Parse("90") }).Decision.Reason);
        Assert.Equal(ReasonCode.ProposalIdReused, f.Propose(proposal with { Replaces = new ProposalId(9) }).Objections[0].Code);
    }

    [Theory]
    [InlineData(10, ReasonCode.CancelProtective)]
    [InlineData(1, ReasonCode.CancelProtective)]
    public void AStopIsNotCanceledWhileItsPositionIsOpen(long left, ReasonCode expected)
    {
        using var f = new PipelineFixture();
        f.Hold(10);
        var stop = f.Stop(OrderSide.Sell, 10, 90);
        f.Work(in stop);
        f.Hold(left);

        Assert.Equal(expected, f.Cancel(stop.Id).Outcome);
        Assert.Empty(f.Outbound.Cancels);
    }

    [Fact]
    public void AStopThatProtectsNothingMayBeCanceled()
    {
        using var f = new PipelineFixture();
        f.Hold(10);
        var stop = f.Stop(OrderSide.Sell, 10, 90);
        var id = f.Work(in stop);
        f.Hold(0);
        f.AnswerCancel(id, ReportKind.CancelRejected);

        Assert.Equal(ReasonCode.None, f.Cancel(stop.Id).Outcome);
    }

    [Fact]
    public void TheLargestFiguresOfAllLeaveRoomForEverySum()
    {
        using var f = new PipelineFixture(new TestPolicy { PositionMax = "10000000000", OrderQuantityMax = "10000000000" });
        for (var i = 0; i < 50; i++)
        {
            f.Fill(default, i % 2 == 0 ? OrderSide.Buy : OrderSide.Sell, 10_000_000_000, 1_000_000_000);
        }

        var proposal = f.Buy() with { Quantity = Quantity.FromUnits(Bounds.QuantityUnitsMax), LimitPrice = Price.FromUnits(Bounds.PriceUnitsMax) };

        Assert.Equal(Verdict.Block, f.Propose(in proposal).Decision.Verdict);
        f.AssertReplays();
    }
}
