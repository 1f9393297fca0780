using Chronos.Core.Commands;
using Chronos.Core.Model;
using Chronos.Core.Policies;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.Books;

/// <summary>Marks, peak, transfers and stages, with nobody proposing. The clock starts on Thursday 2026-01-01 00:00 UTC.</summary>
public class LossWatchTests
{
    private const long Day = 86_400_000;
    private const long One = PipelineFixture.One;

    private static readonly TestPolicy Wide = new() { DailyLossMax = "1000000", SnapshotAgeMillisMax = 1_000 };

    private static TestPolicy Weekly(string max) => Wide.With("accounts", "weeklyLossMax", $"\"{max}\"");

    private static TestPolicy Drawdown(string max) => Wide.With("accounts", "drawdownMax", $"\"{max}\"");

    private static TestPolicy Staged(TestPolicy terms) => terms.With("breakers", "slowPercent", "90");

    [Fact]
    public void TheWeekIsMarkedOnMondayAndNotAtMidnightsBefore()
    {
        using var f = new PipelineFixture(Weekly("100"));
        f.Hold(10, price: 100);
        f.Quote(95, 96);
        f.Advance(3 * Day);
        f.Quote(91, 92);
        Assert.Equal(Exact(90), f.State.Positions.Account(0).WeekLoss);

        // Monday 2026-01-05.
        f.Advance(Day);
        f.Tick();
        Assert.Equal(Exact(0), f.State.Positions.Account(0).WeekLoss);
        f.Quote(81, 82);
        Assert.False(f.State.Breakers.IsAny);
        f.Quote(80, 81);
        Assert.True(f.State.Breakers.IsLatched(BreakerKind.WeeklyLoss, ScopeKind.Venue, 0));
        f.AssertReplays();
    }

    [Fact]
    public void LossesOfSeveralDaysAddUpInTheWeek()
    {
        using var f = new PipelineFixture(Weekly("100"));
        f.Hold(10, price: 100);
        for (var bid = 95; bid >= 90; bid -= 5)
        {
            f.Quote(bid, bid + 1);
            f.Advance(Day);
        }

        Assert.False(f.State.Breakers.IsAny);
        f.Quote(89, 90);
        Assert.True(f.State.Breakers.IsLatched(BreakerKind.WeeklyLoss, ScopeKind.Venue, 0));
        Assert.False(f.State.Breakers.IsLatched(BreakerKind.DailyLoss, ScopeKind.Venue, 0));
    }

    /// <summary>The mark belongs to the journal: a run that begins in the middle of a day does not move it.</summary>
    [Fact]
    public void ARestartMovesNeitherMarksNorPeak()
    {
        using var f = new PipelineFixture(Drawdown("0.5"));
        f.Hold(10, price: 100);
        f.Quote(120, 121);
        f.Quote(110, 111);
        var before = f.State.Positions.Account(0);
        f.StartRun();
        f.Command(CommandAction.Arm);
        f.TellAll();
        f.Tell(position: 10, balance: 77);
        f.Quote(110, 111);
        var after = f.State.Positions.Account(0);

        Assert.Equal(
            (before.DayMark, before.WeekMark, before.PeakProfit, before.Capital),
            (after.DayMark, after.WeekMark, after.PeakProfit, after.Capital));
        Assert.Equal(Exact(200), after.PeakProfit);
        Assert.Equal(Exact(100), after.Fall);
        f.AssertReplays();
    }

    [Theory]
    [InlineData(91, false)]
    [InlineData(90, false)]
    [InlineData(89, true)]
    public void DrawdownCountsFromThePeakOfEquity(long bid, bool trips)
    {
        // A balance of 1000, 10 held from 100: at 110 equity is 1100, and 200.0009 of it may be lost.
        using var f = Funded(Drawdown("0.181819"), balance: 1_000);
        f.Hold(10, price: 100);
        f.Quote(110, 111);
        f.Quote(bid, bid + 1);

        Assert.Equal(Exact(1_100), f.State.Positions.Account(0).PeakEquity);
        Assert.Equal(trips, f.State.Breakers.IsLatched(BreakerKind.Drawdown, ScopeKind.Venue, 0));
    }

    [Fact]
    public void EquityAtTheStartIsThePeak()
    {
        using var f = Funded(Drawdown("0.01"), balance: 1_000);
        f.Hold(10, price: 100);
        f.Quote(99, 100);
        Assert.False(f.State.Breakers.IsAny);

        f.Quote(98, 99);
        Assert.True(f.State.Breakers.IsLatched(BreakerKind.Drawdown, ScopeKind.Venue, 0));
    }

    [Fact]
    public void OnlyTheCommandResetsThePeak()
    {
        using var f = Funded(Drawdown("0.01"), balance: 1_000);
        f.Hold(10, price: 100);
        f.Quote(90, 91);
        f.Advance(10 * Day);
        f.StartRun();
        f.Command(CommandAction.Arm);
        f.Quote(90, 91);
        Assert.Equal(Exact(100), f.State.Positions.Account(0).Fall);

        Assert.Equal(ReasonCode.None, f.CommandByTwo(CommandAction.ClearBreaker, ScopeKind.Venue, "paper", BreakerKind.Drawdown));
        Assert.Equal(Exact(0), f.State.Positions.Account(0).Fall);
        Assert.Equal(Exact(900), f.State.Positions.Account(0).PeakEquity);
        Assert.False(f.State.Breakers.IsAny);

        // 1 % of 900 is 9: one point on ten units is past it.
        f.Quote(89, 90);
        Assert.True(f.State.Breakers.IsLatched(BreakerKind.Drawdown, ScopeKind.Venue, 0));
        f.AssertReplays();
    }

    /// <summary>Money paid in or out is neither profit nor loss: day, week and fall stay, and the peak moves with equity.</summary>
    [Theory]
    [InlineData(5_000)]
    [InlineData(-400)]
    public void ATransferMovesEquityAndPeakAlike(long amount)
    {
        using var f = Funded(Drawdown("0.5"), balance: 1_000);
        f.Hold(10, price: 100);
        f.Quote(110, 111);
        f.Quote(105, 106);
        var before = f.State.Positions.Account(0);
        Assert.Equal(ReasonCode.None, f.Transfer(amount));
        var after = f.State.Positions.Account(0);

        Assert.Equal((before.DayLoss, before.WeekLoss, before.Fall), (after.DayLoss, after.WeekLoss, after.Fall));
        Assert.Equal(Exact(1_050 + amount), after.OwnEquity);
        Assert.Equal(Exact(1_100 + amount), after.PeakEquity);
        f.AssertReplays();
    }

    /// <summary>What is left after paying out may have fallen too far for itself; that shows with the transfer, not with the next quote.</summary>
    [Fact]
    public void AWithdrawalIsJudgedAtOnce()
    {
        using var f = Funded(Drawdown("0.1"), balance: 1_000);
        f.Hold(10, price: 100);
        f.Quote(91, 92);
        Assert.False(f.State.Breakers.IsAny);

        f.Transfer(-500);
        Assert.True(f.State.Breakers.IsLatched(BreakerKind.Drawdown, ScopeKind.Venue, 0));
    }

    /// <summary>Whatever was transferred before the first balance is in that balance.</summary>
    [Fact]
    public void EquityStartsFromTheFirstBalanceAndLaterOnesAreOnlyCompared()
    {
        using var f = new PipelineFixture(Wide, ready: false);
        f.Command(CommandAction.Arm);
        f.Transfer(300);
        f.Hold(10, price: 100);
        f.Hold(0, price: 105);
        f.Tell(balance: 1_000);
        f.Quote();
        f.Tell(balance: 2_000);

        Assert.Equal(Exact(1_000), f.State.Positions.Account(0).OwnEquity);
        Assert.Equal(Notional.FromUnits(2_000 * One), f.State.Positions.Account(0).Balance);
        Assert.Equal(Exact(50), f.State.Positions.Account(0).Realised);
    }

    [Fact]
    public void ASnapshotWithATransferOutOfRangeIsRefused()
    {
        using var f = new PipelineFixture();
        Assert.Equal(ReasonCode.SnapshotInvalid, f.Input(EventKind.AccountSnapshot, new AccountSnapshot
        {
            Fields = SnapshotFields.Transfer,
            Transfer = Notional.FromUnits(long.MinValue),
        }));
    }

    // Limit 1000 on 10 units from 100: a point of price is 10; stages begin at 700, 800, 900 and past 1000.
    [Theory]
    [InlineData(31, LossStage.None)]
    [InlineData(30, LossStage.Alert)]
    [InlineData(21, LossStage.Alert)]
    [InlineData(20, LossStage.Alarm)]
    [InlineData(10, LossStage.Slowed)]
    [InlineData(1, LossStage.Slowed)]
    public void StagesBeginAtTheirShareOfTheLimit(long bid, LossStage expected)
    {
        using var f = new PipelineFixture(Staged(Weekly("1000")));
        f.Hold(10, price: 100);

        f.Quote(bid, bid + 1);

        Assert.Equal(expected, f.State.Stages.Account(0));
        Assert.Equal(expected >= LossStage.Slowed, f.State.Stages.IsSlowed(0, 0, 0));
    }

    [Fact]
    public void AStageEndsWithTheFigureAndEveryChangeIsCounted()
    {
        using var f = new PipelineFixture(Staged(Weekly("1000")));
        f.Hold(10, price: 100);
        f.Quote(20, 21);
        f.Quote(21, 22);
        f.Quote(31, 32);
        Assert.Equal(LossStage.None, f.State.Stages.Account(0));
        Assert.Equal(3, f.State.Stages.Changes);
        f.Quote(32, 33);
        Assert.Equal(3, f.State.Stages.Read().Changes);
    }

    [Fact]
    public void TheWorstOfTheLimitsIsTheStage()
    {
        using var f = new PipelineFixture(Staged(Weekly("10000")).With("accounts", "dailyLossMax", "\"1000\""));
        f.Hold(10, price: 100);
        f.Quote(20, 21);

        Assert.Equal(LossStage.Alarm, f.State.Stages.Account(0));
        f.Advance(Day);
        f.Tick();
        Assert.Equal(LossStage.None, f.State.Stages.Account(0));
    }

    [Fact]
    public void ALatchedBreakerStaysAtTheLastStageUntilCleared()
    {
        using var f = new PipelineFixture(Weekly("100"));
        f.Hold(10, price: 100);
        f.Quote(89, 90);
        f.Quote(120, 121);
        Assert.Equal(LossStage.Tripped, f.State.Stages.Account(0));

        f.CommandByTwo(CommandAction.ClearBreaker, ScopeKind.Venue, "paper", BreakerKind.WeeklyLoss);
        Assert.Equal(LossStage.None, f.State.Stages.Account(0));
    }

    [Theory]
    [InlineData("Reducing", TradingState.Reducing)]
    [InlineData("Halted", TradingState.Halted)]
    public void TripsIntoTheStateOfThePolicy(string state, TradingState expected)
    {
        using var f = new PipelineFixture(Weekly("100").With("breakers", "weeklyLoss", $"\"{state}\""));
        f.Hold(10, price: 100);
        f.Quote(89, 90);

        Assert.Equal(expected, f.State.Trading[ScopeKind.Venue, 0]);
    }

    /// <summary>Operators may let exits out again of what a breaker halted; the loss that stands does not halt it once more.</summary>
    [Fact]
    public void TightensOnceAndNotAgainWhileLatched()
    {
        using var f = new PipelineFixture(Weekly("100").With("breakers", "weeklyLoss", "\"Halted\""));
        f.Hold(10, price: 100);
        f.Quote(89, 90);
        f.Command(CommandAction.Reduce, ScopeKind.Venue, "paper");
        f.Quote(80, 81);
        f.Tick();

        Assert.Equal(TradingState.Reducing, f.State.Trading[ScopeKind.Venue, 0]);
    }

    [Fact]
    public void ATighterPolicyIsJudgedAtOnce()
    {
        using var f = new PipelineFixture(Weekly("100"));
        f.Hold(10, price: 100);
        f.Quote(95, 96);
        f.Load((Weekly("49") with { Version = 2 }).Build());

        Assert.True(f.State.Breakers.IsLatched(BreakerKind.WeeklyLoss, ScopeKind.Venue, 0));
        Assert.Equal(TradingState.Reducing, f.State.Trading[ScopeKind.Venue, 0]);
    }

    /// <summary>While something held has no price nothing is judged; when it has one, everything is.</summary>
    [Fact]
    public void WhatIsNotKnownIsNeitherALossNorAPeak()
    {
        using var f = new PipelineFixture(Weekly("100"), ready: false);
        f.Command(CommandAction.Arm);
        f.TellAll();
        f.Quote();
        f.Hold(10, price: 100);
        f.Hold(10, price: 100, instrument: 1);
        f.Quote(88, 89);
        Assert.False(f.State.Breakers.IsAny);
        Assert.Equal(Exact(0), f.State.Positions.Account(0).PeakProfit);

        f.Quote(100, 101, instrument: 1);
        Assert.True(f.State.Breakers.IsLatched(BreakerKind.WeeklyLoss, ScopeKind.Venue, 0));
    }

    private static PipelineFixture Funded(TestPolicy terms, long balance)
    {
        var f = new PipelineFixture(terms, ready: false);
        f.Command(CommandAction.Arm);
        f.Tell(balance: balance);
        f.Tell(balance: balance, instrument: 1);
        f.Quote();
        f.Quote(instrument: 1);
        return f;
    }

    private static ExactNotional Exact(long amount) => ExactNotional.From(Notional.FromUnits(amount * One));
}
