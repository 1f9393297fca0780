using Chronos.Core.Model;
using Chronos.Core.Routing;
using Chronos.Weex.Orders;
using Chronos.Weex.Wire;
using static Chronos.Weex.Tests.Orders.TrackerFixture;

namespace Chronos.Weex.Tests.Orders;

/// <summary>What becomes of an order, whatever is heard of it and in whatever order.</summary>
public class OrderTrackerTests
{
    private readonly TrackerFixture _f = new();

    [Fact]
    public void AnOrderIsAcknowledgedFilledAndDone()
    {
        _f.Send(1);
        _f.Placed(1);
        _f.Fill(1, 1, 4);
        _f.Fill(1, 2, 6);
        _f.Order(1, WeexOrderStatus.Filled, 10);

        Assert.Equal([ReportKind.Acknowledged, ReportKind.Fill, ReportKind.Fill], _f.Kinds);
        Assert.Equal((Q(4), Q(10)), (_f.Told.Reports[1].CumulativeQuantity, _f.Told.Reports[2].CumulativeQuantity));
        Assert.Equal(Notional.FromUnits(6), _f.Told.Reports[2].Fee);
        Assert.Empty(_f.Tracker.Live);
        Assert.False(_f.Tracker.NeedsPass);
    }

    [Theory]
    [InlineData(nameof(WeexOutcome.Refused))]
    [InlineData(nameof(WeexOutcome.SymbolRefused))]
    [InlineData(nameof(WeexOutcome.RateLimited))]
    [InlineData(nameof(WeexOutcome.ClockExpired))]
    [InlineData(nameof(WeexOutcome.HaltAuth))]
    [InlineData(nameof(WeexOutcome.HaltBug))]
    [InlineData(nameof(WeexOutcome.Configuration))]
    public void ARefusalBeforeAcceptanceEndsIt(string outcome)
    {
        _f.Send(1);
        _f.Placed(1, Enum.Parse<WeexOutcome>(outcome));
        Assert.Equal([ReportKind.Rejected], _f.Kinds);
        Assert.Empty(_f.Tracker.Live);
    }

    [Fact]
    public void WhatNeverLeftWasNotSent()
    {
        _f.Send(1);
        _f.Placed(1, WeexOutcome.NotWritten);
        Assert.Equal((ReportKind.NotSent, ReasonCode.VenueUnreachable), (_f.Told.Reports[0].Kind, _f.Told.Reports[0].Reason));
    }

    [Theory]
    [InlineData(nameof(WeexOutcome.Unknown))]
    [InlineData(nameof(WeexOutcome.OrderUnknown))]
    public void WithoutAnAnswerItIsUnknownUntilTheListsShowIt(string outcome)
    {
        _f.Send(1);
        _f.Placed(1, Enum.Parse<WeexOutcome>(outcome));
        Assert.True(_f.Tracker.NeedsPass);
        _f.Now += 1_000;
        _f.Pass(open: [NewOrder(1, WeexOrderStatus.New, 0)]);

        Assert.Equal([ReportKind.Unknown, ReportKind.Acknowledged], _f.Kinds);
        Assert.False(_f.Tracker.NeedsPass);
    }

    /// <summary>Accepted, the answer lost, filled before anybody asked.</summary>
    [Fact]
    public void AFillSettlesAnUnknownOrder()
    {
        _f.Send(1);
        _f.Placed(1, WeexOutcome.Unknown);
        _f.Fill(1, 1, 10);
        Assert.Equal([ReportKind.Unknown], _f.Kinds);
        _f.Pass(history: [NewOrder(1, WeexOrderStatus.Filled, 10)]);

        Assert.Equal([ReportKind.Unknown, ReportKind.Acknowledged, ReportKind.Fill], _f.Kinds);
        Assert.Equal(Id(1), _f.Told.Reports[^1].Order);
        Assert.Empty(_f.Tracker.Live);
    }

    /// <summary>Only readings begun when the venue could no longer take the request prove anything, and only several that agree.</summary>
    [Fact]
    public void AbsenceIsConcludedBehindTheFenceOnly()
    {
        _f.Send(1);
        _f.Placed(1, WeexOutcome.Unknown);
        for (var i = 0; i < 10; i++)
        {
            _f.Now += 3_000;
            _f.Pass();
        }

        Assert.Equal([ReportKind.Unknown], _f.Kinds);
        _f.Now = Start + Options.TimestampWindowMillis + Options.DoubtMillis;
        _f.Pass();
        Assert.Equal([ReportKind.Unknown], _f.Kinds);
        _f.Pass();
        Assert.Equal((ReportKind.NotSent, ReasonCode.VenueAbsent), (_f.Told.Reports[^1].Kind, _f.Told.Reports[^1].Reason));
        Assert.Empty(_f.Tracker.Live);
    }

    [Fact]
    public void AReadingThatDoesNotReachBackProvesNothing()
    {
        _f.Send(1);
        _f.Placed(1, WeexOutcome.Unknown);
        _f.Now += 100_000;
        for (var i = 0; i < 10; i++)
        {
            _f.Pass(from: Start + 1);
        }

        Assert.Equal([ReportKind.Unknown], _f.Kinds);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(Start + 1)]
    public void AGapOfTheStreamAsksForMoreReadings(long? streamSince)
    {
        _f.Send(1);
        _f.Placed(1, WeexOutcome.Unknown);
        _f.Now += 100_000;
        for (var i = 1; i < Options.AbsentPassesMinWithGap; i++)
        {
            _f.Pass(streamSince: streamSince);
            Assert.Equal([ReportKind.Unknown], _f.Kinds);
        }

        _f.Pass(streamSince: streamSince);
        Assert.Equal([ReportKind.Unknown, ReportKind.NotSent], _f.Kinds);
    }

    /// <summary>A list that shows it in between begins the counting anew.</summary>
    [Fact]
    public void AbsenceMustBeToldInARow()
    {
        _f.Send(1);
        _f.Placed(1, WeexOutcome.Unknown);
        _f.Now += 100_000;
        _f.Pass();
        _f.Pass(open: [NewOrder(1, WeexOrderStatus.New, 0)]);
        _f.Pass();
        _f.Pass();

        Assert.Equal([ReportKind.Unknown, ReportKind.Acknowledged], _f.Kinds);
        Assert.Single(_f.Tracker.Troubles);
        Assert.Single(_f.Tracker.Live);
    }

    /// <summary>A cancel that was taken does not end an order: what it has traded in the end does.</summary>
    [Fact]
    public void ACancelEndsTheOrderOnceEverythingItTradedIsTold()
    {
        _f.Send(1);
        _f.Placed(1);
        Assert.Equal(WeexOrderName.OfVenue(VenueId(1)), _f.Cancel(1));
        _f.Canceled(1, WeexOutcome.Done);
        _f.Order(1, WeexOrderStatus.Canceled, 4);
        Assert.Equal([ReportKind.Acknowledged], _f.Kinds);
        Assert.True(_f.Tracker.NeedsPass);
        _f.Fill(1, 1, 4);

        Assert.Equal([ReportKind.Acknowledged, ReportKind.Fill, ReportKind.Canceled], _f.Kinds);
        Assert.Equal((ReportFlags.AnswersCancel, Q(4)), (_f.Told.Reports[^1].Flags, _f.Told.Reports[^1].CumulativeQuantity));
    }

    [Fact]
    public void AFillThatOvertakesACancelAnswersIt()
    {
        _f.Send(1);
        _f.Placed(1);
        _f.Cancel(1);
        _f.Fill(1, 1, 10);
        _f.Order(1, WeexOrderStatus.Filled, 10);
        _f.Canceled(1, WeexOutcome.OrderUnknown);

        Assert.Equal([ReportKind.Acknowledged, ReportKind.Fill, ReportKind.CancelRejected], _f.Kinds);
        Assert.Equal(ReportFlags.AnswersCancel, _f.Told.Reports[^1].Flags);
    }

    [Fact]
    public void ACancelBeforeTheAnswerNamesItByOurId()
    {
        _f.Send(1);
        Assert.Equal(WeexOrderName.OfClient(ClientId(1)), _f.Cancel(1));
    }

    /// <summary>"Does not exist" while the placing may be under way is no absence.</summary>
    [Fact]
    public void ACancelThatMeetsNothingEndsNothing()
    {
        _f.Send(1);
        _f.Placed(1, WeexOutcome.Unknown);
        _f.Cancel(1);
        _f.Canceled(1, WeexOutcome.OrderUnknown);
        Assert.Equal([ReportKind.Unknown], _f.Kinds);
        _f.Now += 10_000;
        _f.Pass(open: [NewOrder(1, WeexOrderStatus.New, 0)]);

        Assert.Equal([ReportKind.Unknown, ReportKind.Acknowledged, ReportKind.CancelRejected], _f.Kinds);
    }

    [Theory]
    [InlineData(nameof(WeexOutcome.NotWritten))]
    [InlineData(nameof(WeexOutcome.RateLimited))]
    [InlineData(nameof(WeexOutcome.ClockExpired))]
    public void ACancelThatDidNotArriveIsAskedAgain(string outcome)
    {
        _f.Send(1);
        _f.Placed(1);
        _f.Cancel(1);
        _f.Canceled(1, Enum.Parse<WeexOutcome>(outcome));

        Assert.Equal([ReportKind.Acknowledged, ReportKind.CancelRejected], _f.Kinds);
        Assert.NotNull(_f.Cancel(1));
    }

    [Fact]
    public void ACancelOfAnEndedOrderIsAnswered()
    {
        Assert.Null(_f.Cancel(9));
        Assert.Equal((ReportKind.CancelRejected, ReportFlags.AnswersCancel), (_f.Told.Reports[0].Kind, _f.Told.Reports[0].Flags));
    }

    [Fact]
    public void FillsAreTakenOnce()
    {
        _f.Send(1);
        _f.Placed(1);
        _f.Fill(1, 1, 4);
        _f.Fill(1, 1, 4);
        _f.Pass(open: [NewOrder(1, WeexOrderStatus.PartiallyFilled, 4)], fills: [NewFill(1, 1, 4), NewFill(1, 2, 3)]);

        Assert.Equal([Q(4), Q(3)], _f.Told.Reports.Where(r => r.Kind == ReportKind.Fill).Select(r => r.LastQuantity));
        Assert.Empty(_f.Tracker.Troubles);
    }

    /// <summary>Orders that stay open long are read from their beginning again and again.</summary>
    [Fact]
    public void FillsOfAnOpenOrderAreNotForgotten()
    {
        _f.Send(1);
        _f.Placed(1);
        _f.Fill(1, 1, 4);
        for (var i = 0; i < 5; i++)
        {
            _f.Now += Options.RememberMillis;
            _f.Pass(open: [NewOrder(1, WeexOrderStatus.PartiallyFilled, 4)], fills: [NewFill(1, 1, 4)]);
        }

        Assert.Single(_f.Kinds, ReportKind.Fill);
    }

    [Fact]
    public void AFillWithoutAPriceWaitsForIt()
    {
        _f.Send(1);
        _f.Placed(1);
        _f.Fill(1, 1, 4, withPrice: false);
        Assert.Equal([ReportKind.Acknowledged], _f.Kinds);
        Assert.True(_f.Tracker.NeedsPass);
        _f.Fill(1, 1, 4);
        _f.Fill(1, 1, 4);

        Assert.Equal([ReportKind.Acknowledged, ReportKind.Fill], _f.Kinds);
        Assert.False(_f.Tracker.NeedsPass);
    }

    [Fact]
    public void TheSameFillWithOtherFiguresIsTrouble()
    {
        _f.Send(1);
        _f.Placed(1);
        _f.Fill(1, 1, 4);
        _f.Fill(1, 1, 5);
        Assert.Single(_f.Tracker.Troubles);
        Assert.Single(_f.Kinds, ReportKind.Fill);
    }

    [Fact]
    public void AnOverfillIsBookedAndTrouble()
    {
        _f.Send(1);
        _f.Placed(1);
        _f.Fill(1, 1, 11);
        Assert.Equal([ReportKind.Acknowledged, ReportKind.Fill], _f.Kinds);
        Assert.Single(_f.Tracker.Troubles);
    }

    [Fact]
    public void ALateFillIsBookedAndTrouble()
    {
        _f.Send(1);
        _f.Placed(1);
        _f.Order(1, WeexOrderStatus.Canceled, 0);
        _f.Fill(1, 1, 3);
        Assert.Equal([ReportKind.Acknowledged, ReportKind.Canceled, ReportKind.Fill], _f.Kinds);
        Assert.Equal(Id(1), _f.Told.Reports[^1].Order);
        Assert.Single(_f.Tracker.Troubles);
    }

    [Fact]
    public void AStrangersFillIsBookedWithoutAnOrderOnceItsOrderCannotTurnUp()
    {
        _f.Fill(7, 1, 3);
        _f.Pass();
        Assert.Empty(_f.Kinds);
        _f.Now += Options.ParkMillis + 1;
        _f.Pass();

        Assert.Equal([ReportKind.Fill], _f.Kinds);
        Assert.Equal((default(OrderId), Q(3)), (_f.Told.Reports[0].Order, _f.Told.Reports[0].LastQuantity));
        Assert.Single(_f.Tracker.Troubles);
    }

    /// <summary>Its fill may have been lost with the run before; the engine knows whether it has it.</summary>
    [Fact]
    public void AFillOfAnOrderOfBeforeIsToldUnderItsNumber()
    {
        _f.Pass(history: [NewOrder(7, WeexOrderStatus.Filled, 3)], fills: [NewFill(7, 1, 3)]);
        Assert.Equal(Id(7), Assert.Single(_f.Told.Reports).Order);
        Assert.Empty(_f.Tracker.Troubles);
    }

    [Theory]
    [InlineData("somebody-else", "none of an engine's")]
    [InlineData("cx0000001-1l", "as an engine names orders")]
    [InlineData("cx0000000-zl", "as an engine names orders")]
    public void AnOpenOrderNobodyKnowsIsTrouble(string clientId, string words)
    {
        _f.Pass(open: [NewOrder(5, WeexOrderStatus.New, 0, clientId)]);
        _f.Pass(open: [NewOrder(5, WeexOrderStatus.New, 0, clientId)]);
        Assert.Contains(words, Assert.Single(_f.Tracker.Troubles), StringComparison.Ordinal);
        Assert.Empty(_f.Kinds);
    }

    [Fact]
    public void AnOlderPushChangesNothing()
    {
        _f.Send(1);
        _f.Placed(1);
        _f.Fill(1, 1, 4);
        _f.Order(1, WeexOrderStatus.New, 0);
        _f.Order(1, WeexOrderStatus.Filled, 10);
        _f.Fill(1, 2, 6);
        _f.Order(1, WeexOrderStatus.PartiallyFilled, 4);
        Assert.Equal([ReportKind.Acknowledged, ReportKind.Fill, ReportKind.Fill], _f.Kinds);
        Assert.Empty(_f.Tracker.Live);
        Assert.Empty(_f.Tracker.Troubles);
    }

    [Fact]
    public void ARefusalOfAnOrderTheVenueHasShownIsNotBelieved()
    {
        _f.Send(1);
        _f.Order(1, WeexOrderStatus.New, 0);
        _f.Placed(1, WeexOutcome.Refused);
        Assert.Equal([ReportKind.Acknowledged], _f.Kinds);
        Assert.Single(_f.Tracker.Troubles);
        Assert.Single(_f.Tracker.Live);
    }

    [Fact]
    public void AnUnrecognizedStatusConcludesNothing()
    {
        _f.Send(1);
        _f.Placed(1);
        _f.Order(1, WeexOrderStatus.Unrecognized, 0);
        Assert.Equal([ReportKind.Acknowledged], _f.Kinds);
        Assert.Single(_f.Tracker.Live);
        Assert.Single(_f.Tracker.Troubles);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void AnOrderOfTheRunBeforeIsReadFromItsBeginning(bool acknowledged)
    {
        _f.Tracker.Resume(
            new BaselineOrder(
                Id(1), Instrument, new AccountId(1), OrderSide.Buy, OrderType.Limit, false, TimeInForce.Gtc, Price.FromUnits(100), Q(6), Q(4), acknowledged),
            Symbol, Start);
        Assert.Equal(Start, _f.Tracker.OldestOpenMillis);
        _f.Pass(history: [NewOrder(1, WeexOrderStatus.Canceled, 5)], fills: [NewFill(1, 1, 4), NewFill(1, 2, 1)]);

        ReportKind[] told = [ReportKind.Fill, ReportKind.Fill, ReportKind.Canceled];
        Assert.Equal(acknowledged ? told : [ReportKind.Acknowledged, .. told], _f.Kinds);
    }
}
