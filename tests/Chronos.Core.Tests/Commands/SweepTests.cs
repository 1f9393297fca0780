using Chronos.Core.Commands;
using Chronos.Core.Model;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.Commands;

/// <summary>Kill and cancel-all take every resting order of their scope off the venue and say how long that took.</summary>
public class SweepTests
{
    [Theory]
    [InlineData(CommandAction.Kill)]
    [InlineData(CommandAction.CancelAll)]
    public void CancelsWhatRestsAndTellsTheTimeToQuiet(CommandAction action)
    {
        using var f = new PipelineFixture();
        OrderId[] orders = [f.Work(f.Buy(1, price: 95)), f.Work(f.Buy(2, price: 95)), f.Work(f.Order(OrderSide.Buy, 3, 95, instrument: 1))];
        f.Advance(10);
        var since = f.Now;

        f.Command(action);
        Assert.Equal(orders, f.Outbound.Cancels.Select(c => c.Id));
        Assert.All(f.Outbound.Cancels, c => Assert.Equal(f.Last.Sequence, c.Sequence));
        Assert.Equal((3, 3, null), (Report(f).Orders, Report(f).Remaining, Report(f).NanosToQuiet));

        f.Advance(5);
        AnswerCancel(f, orders[1]);
        f.Advance(5);
        f.Fill(orders[0], OrderSide.Buy, 1, 95);
        Assert.Equal(1, Report(f).Remaining);
        f.Advance(20);
        AnswerCancel(f, orders[2]);

        Assert.Equal(new SweepReport(Report(f).Sequence, action, ScopeKind.Global, 0, since, 3, 0, since + 30 * PipelineFixture.Milli), Report(f));
        Assert.Equal(30 * PipelineFixture.Milli, Report(f).NanosToQuiet);
        Assert.Equal(0, f.State.Orders.WantedCount);
        f.AssertReplays();
    }

    [Fact]
    public void NothingToCancelIsQuietAtOnce()
    {
        using var f = new PipelineFixture();
        f.Command(CommandAction.Kill);

        Assert.Equal((0, 0L), (Report(f).Orders, Report(f).NanosToQuiet));
        Assert.Empty(f.Outbound.Cancels);
    }

    [Theory]
    [InlineData(ScopeKind.Venue, "paper", 3)]
    [InlineData(ScopeKind.Strategy, "beta", 1)]
    [InlineData(ScopeKind.Strategy, "alpha", 2)]
    [InlineData(ScopeKind.Instrument, "BBB", 1)]
    public void SweepsItsScopeAlone(ScopeKind scope, string name, int expected)
    {
        using var f = new PipelineFixture();
        f.Work(f.Buy(1, price: 95));
        f.Work(f.Order(OrderSide.Buy, 1, 95, instrument: 1));
        f.Work(f.Order(OrderSide.Buy, 1, 95, strategy: 1));

        f.Command(CommandAction.Kill, scope, name);

        Assert.Equal(expected, f.Outbound.Cancels.Count);
        Assert.Equal(expected, Report(f).Orders);
    }

    [Fact]
    public void ProtectiveOrdersStay()
    {
        using var f = new PipelineFixture();
        f.Hold(2);
        var entry = f.Work(f.Buy(1, price: 95));
        f.Work(f.Stop(OrderSide.Sell, 2, 90));

        f.Command(CommandAction.Kill);
        f.Command(CommandAction.CancelAll);
        AnswerCancel(f, entry);
        f.Tick();

        Assert.Equal([entry], f.Outbound.Cancels.Select(c => c.Id));
        Assert.Equal((1, true), (f.State.Orders.Count, Report(f).IsQuiet));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(10)]
    [InlineData(11)]
    public void NeverHasMoreCancelsUnansweredThanTheVenueMay(int window)
    {
        using var f = new PipelineFixture(new TestPolicy { UnansweredOrdersMax = window });
        for (var i = 0; i < 10; i++)
        {
            f.Work(f.Buy(1, price: 95));
        }

        f.Command(CommandAction.Kill);
        for (var answered = 0; answered < 10; answered++)
        {
            Assert.Equal(Math.Min(window, 10 - answered), f.State.Orders.PendingCancelsAt(0));
            Assert.Equal(Math.Min(10, window + answered), f.Outbound.Cancels.Count);
            f.Tick();
            AnswerCancel(f, f.Outbound.Cancels[answered].Id);
        }

        Assert.Equal((10, 0, true), (f.Outbound.Cancels.Select(c => c.Id).Distinct().Count(), f.State.Orders.Count, Report(f).IsQuiet));
        f.AssertReplays();
    }

    [Fact]
    public void ARefusedCancelIsAskedForAgainAtTheNextTickAndNotBefore()
    {
        using var f = new PipelineFixture();
        var order = f.Work(f.Buy(1, price: 95));
        f.Command(CommandAction.Kill);
        AnswerCancel(f, order, ReportKind.CancelRejected);
        f.Quote();
        Assert.Single(f.Outbound.Cancels);
        Assert.False(Report(f).IsQuiet);

        f.Tick();
        f.Tick();

        Assert.Equal(2, f.Outbound.Cancels.Count);
        AnswerCancel(f, order);
        Assert.True(Report(f).IsQuiet);
        f.AssertReplays();
    }

    [Fact]
    public void GoesOnAfterARestartWithWhatNobodyHasAnswered()
    {
        using var f = new PipelineFixture(new TestPolicy { UnansweredOrdersMax = 1 });
        OrderId[] orders = [f.Work(f.Buy(1, price: 95)), f.Work(f.Buy(2, price: 95))];
        f.Command(CommandAction.Kill);
        Assert.Single(f.Outbound.Cancels);

        f.StartRun();
        Assert.Equal(TradingState.Killed, f.State.Trading[ScopeKind.Global, 0]);
        f.Advance(100);
        f.Tick();
        AnswerCancel(f, orders[0]);
        AnswerCancel(f, orders[1]);

        Assert.Equal(0, f.State.Orders.Count);
        Assert.Equal(100 * PipelineFixture.Milli, Report(f).NanosToQuiet);
        Assert.Subset(f.Outbound.Cancels.Select(c => c.Id).ToHashSet(), orders.ToHashSet());
        f.AssertReplays();
    }

    [Fact]
    public void CancelAllTouchesNothingDecidedLater()
    {
        using var f = new PipelineFixture();
        var early = f.Work(f.Buy(1, price: 95));
        f.Command(CommandAction.CancelAll);
        var late = f.Work(f.Buy(1, price: 95));
        f.Tick();
        AnswerCancel(f, late);
        Assert.Equal(1, Report(f).Remaining);
        AnswerCancel(f, early);

        Assert.Equal([early], f.Outbound.Cancels.Select(c => c.Id));
        Assert.True(Report(f).IsQuiet);
    }

    [Fact]
    public void SweepsThatOverlapEachCountTheirOwn()
    {
        using var f = new PipelineFixture();
        var alpha = f.Work(f.Buy(1, price: 95));
        var beta = f.Work(f.Order(OrderSide.Buy, 1, 95, strategy: 1));
        f.Command(CommandAction.CancelAll, ScopeKind.Strategy, "alpha");
        f.Command(CommandAction.Kill);
        Assert.Equal([1, 2], f.State.Sweeps.Read().Select(r => r.Remaining));
        AnswerCancel(f, alpha);
        Assert.Equal([0, 1], f.State.Sweeps.Read().Select(r => r.Remaining));
        AnswerCancel(f, beta);

        Assert.Equal([0, 0], f.State.Sweeps.Read().Select(r => r.Remaining));
        Assert.Equal([alpha, beta], f.Outbound.Cancels.Select(c => c.Id));
    }

    [Fact]
    public void AnOlderReportMakesRoomAndItsOrdersAreCanceledAllTheSame()
    {
        using var f = new PipelineFixture(new TestPolicy { UnansweredOrdersMax = 1 });
        OrderId[] orders = [f.Work(f.Buy(1, price: 95)), f.Work(f.Buy(1, price: 95))];
        for (var i = 0; i < Chronos.Core.Books.SweepBook.Capacity + 1; i++)
        {
            f.Command(CommandAction.CancelAll);
        }

        AnswerCancel(f, orders[0]);
        AnswerCancel(f, orders[1]);

        Assert.Equal(0, f.State.Orders.Count);
        Assert.Equal(Chronos.Core.Books.SweepBook.Capacity, f.State.Sweeps.Read().Length);
        Assert.All(f.State.Sweeps.Read(), r => Assert.True(r.IsQuiet));
        f.AssertReplays();
    }

    [Fact]
    public void EveryKillRaisesTheEpochOfItsScope()
    {
        using var f = new PipelineFixture();
        var before = f.State.Epochs[ScopeKind.Strategy, 0];

        f.Command(CommandAction.Kill, ScopeKind.Strategy, "alpha");
        f.Command(CommandAction.Kill, ScopeKind.Strategy, "alpha");

        Assert.Equal(before + 2, f.State.Epochs[ScopeKind.Strategy, 0]);
        f.Command(CommandAction.CancelAll, ScopeKind.Strategy, "alpha");
        Assert.Equal(before + 2, f.State.Epochs[ScopeKind.Strategy, 0]);
    }

    private static SweepReport Report(PipelineFixture f) => f.State.Sweeps.Read()[^1];

    private static void AnswerCancel(PipelineFixture f, OrderId order, ReportKind kind = ReportKind.Canceled) =>
        Assert.Equal(ReasonCode.None, f.Answer(order, kind, ReportFlags.AnswersCancel));
}
