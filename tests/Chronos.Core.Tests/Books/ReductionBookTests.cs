using Chronos.Core.Commands;
using Chronos.Core.Model;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.Books;

/// <summary>What rests to reduce a position never exceeds it: when it shrinks, the excess is canceled, newest first.</summary>
public class ReductionBookTests
{
    private const long One = PipelineFixture.One;

    [Fact]
    public void ExcessGoesNewestFirstUntilTheRestFits()
    {
        using var f = new PipelineFixture();
        f.Hold(10);
        OrderId[] orders = [f.Work(f.Sell(3, 105)), f.Work(f.Sell(4, 104)), f.Work(f.Sell(3, 103))];

        f.Hold(6);

        Assert.Equal([orders[2], orders[1]], f.Outbound.Cancels.Select(c => c.Id).OrderByDescending(i => i.Value));
        Assert.All(f.Outbound.Cancels, c => Assert.Equal(OrderSide.Sell, c.Side));
        f.AssertReplays();
    }

    [Theory]
    [InlineData(8, 0)]
    [InlineData(7, 0)]
    [InlineData(6, 1)]
    [InlineData(0, 2)]
    public void WhatStillFitsStays(long position, int canceled)
    {
        using var f = new PipelineFixture();
        f.Hold(8);
        f.Work(f.Sell(4, 105));
        f.Work(f.Sell(3, 105));

        f.Hold(position);

        Assert.Equal(canceled, f.Outbound.Cancels.Count);
    }

    [Fact]
    public void ItsOwnFillLeavesNoExcess()
    {
        using var f = new PipelineFixture();
        f.Hold(10);
        var order = f.Work(f.Sell(10, 105));

        f.Fill(order, OrderSide.Sell, 4, 105);

        Assert.Empty(f.Outbound.Cancels);
    }

    [Fact]
    public void AnEntryIsNoReductionAndStays()
    {
        using var f = new PipelineFixture();
        f.Work(f.Sell(5, 105));
        f.Hold(10);

        f.Hold(1);

        Assert.Empty(f.Outbound.Cancels);
    }

    [Fact]
    public void APositionThatTurnsTakesAllOfTheOldSideAlong()
    {
        using var f = new PipelineFixture();
        f.Hold(10);
        OrderId[] orders = [f.Work(f.Sell(3, 105)), f.Work(f.Stop(OrderSide.Sell, 10, 90))];

        f.Hold(-2);

        Assert.Equal(orders, f.Outbound.Cancels.Select(c => c.Id));
    }

    [Fact]
    public void AStopAndATakeProfitEachHaveTheWholePosition()
    {
        using var f = new PipelineFixture();
        f.Hold(10);
        f.Work(f.Sell(10, 105));
        f.Work(f.Stop(OrderSide.Sell, 10, 90));

        Assert.Equal((10 * One, 0L), (f.Position.WorkingSells, f.Position.WorstShort));
        Assert.Empty(f.Outbound.Cancels);
    }

    [Fact]
    public void AStopLargerThanWhatIsLeftStaysUntilNothingIsLeft()
    {
        using var f = new PipelineFixture();
        f.Hold(10);
        var stop = f.Work(f.Stop(OrderSide.Sell, 10, 90));

        f.Hold(1);
        Assert.Empty(f.Outbound.Cancels);
        f.Hold(0);

        Assert.Equal([stop], f.Outbound.Cancels.Select(c => c.Id));
    }

    [Theory]
    [InlineData(11, 0)]
    [InlineData(10, 1)]
    [InlineData(7, 1)]
    public void AStopGoesWhereOlderOnesCoverThePosition(long position, int canceled)
    {
        using var f = new PipelineFixture();
        f.Hold(15);
        f.Work(f.Stop(OrderSide.Sell, 10, 90));
        var newer = f.Work(f.Stop(OrderSide.Sell, 5, 91));

        f.Hold(position);

        Assert.Equal(Enumerable.Repeat(newer, canceled), f.Outbound.Cancels.Select(c => c.Id));
    }

    [Fact]
    public void TheVenuesFirstWordForAPositionCountsToo()
    {
        using var f = new PipelineFixture();
        f.Hold(5);
        var order = f.Work(f.Sell(5, 105));
        f.State.Positions[0, 0].Baselined = false;

        f.Tell(position: 2);

        Assert.Equal([order], f.Outbound.Cancels.Select(c => c.Id));
    }

    [Fact]
    public void NoMoreCancelsLeaveThanTheVenueMayHaveAndTheRestFollow()
    {
        using var f = new PipelineFixture(new TestPolicy { UnansweredOrdersMax = 1 });
        f.Hold(10);
        OrderId[] orders = [f.Work(f.Sell(3, 105)), f.Work(f.Sell(3, 105)), f.Work(f.Sell(3, 105))];

        f.Hold(0);
        Assert.Single(f.Outbound.Cancels);
        f.AnswerCancel(f.Outbound.Cancels[0].Id);
        f.AnswerCancel(f.Outbound.Cancels[1].Id);

        Assert.Equal(orders, f.Outbound.Cancels.Select(c => c.Id).OrderBy(i => i.Value));
        f.AssertReplays();
    }

    [Fact]
    public void ACancelTheStrategyAskedForAndTheVenueRefusedIsAskedForAgain()
    {
        using var f = new PipelineFixture();
        f.Hold(5);
        var proposal = f.Sell(5, 105);
        var order = f.Work(in proposal);
        f.Cancel(proposal.Id);
        f.Hold(2);
        Assert.Single(f.Outbound.Cancels);

        f.AnswerCancel(order, ReportKind.CancelRejected);

        Assert.Equal([order, order], f.Outbound.Cancels.Select(c => c.Id));
    }

    [Fact]
    public void ASweepCountsNoStopThatGoesForAnotherReason()
    {
        using var f = new PipelineFixture();
        f.Hold(5);
        var stop = f.Work(f.Stop(OrderSide.Sell, 5, 90));
        var entry = f.Work(f.Buy(1, 95));
        f.Command(CommandAction.CancelAll);
        f.Hold(0);
        f.AnswerCancel(stop);
        Assert.Equal((1, 1), (f.State.Sweeps.Read()[^1].Orders, f.State.Sweeps.Read()[^1].Remaining));

        f.AnswerCancel(entry);

        Assert.True(f.State.Sweeps.Read()[^1].IsQuiet);
    }

    [Fact]
    public void ListsSurviveAPolicyWithMoreInstruments()
    {
        using var f = new PipelineFixture();
        f.Hold(5);
        f.Hold(5, instrument: 1);
        var first = f.Work(f.Sell(5, 105));
        var second = f.Work(f.Order(OrderSide.Sell, 5, 105, instrument: 1));
        f.Load(new TestPolicy { Version = 2 }.Build());

        f.Hold(0, instrument: 1);
        f.Hold(0);

        Assert.Equal([second, first], f.Outbound.Cancels.Select(c => c.Id));
    }

    /// <summary>Of orders that are not on their way out: plain reductions fit the position, and no stop is one too many.</summary>
    internal static void AssertRule(PipelineFixture f)
    {
        var resting = new Dictionary<(int Instrument, OrderSide Side, bool Stop), List<(ulong Id, long Units)>>();
        f.State.Orders.ForEach(o =>
        {
            if (o.IsReduceOnly && !o.IsLeaving)
            {
                var key = (o.Instrument, o.Side, o.IsProtective);
                resting.TryAdd(key, []);
                resting[key].Add((o.Id.Value, o.RemainingUnits));
            }
        });
        foreach (var ((instrument, side, stop), orders) in resting)
        {
            var position = f.State.Positions[0, instrument].Position;
            var closable = Math.Max(0, side == OrderSide.Sell ? position : -position);
            var sum = orders.Sum(o => o.Units);
            Assert.True(stop ? sum - orders.Min(o => o.Units) < closable : sum <= closable, $"{sum} rest, {closable} to close, stop: {stop}");
        }
    }
}
