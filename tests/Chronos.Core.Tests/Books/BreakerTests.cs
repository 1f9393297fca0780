using Chronos.Core.Commands;
using Chronos.Core.Model;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.Books;

/// <summary>The loss breaker trips without a proposal, latches, and clears by two operators only.</summary>
public class BreakerTests
{
    private static readonly TestPolicy Terms = new() { DailyLossMax = "100" };

    [Theory]
    [InlineData(90, TradingState.Active)]
    [InlineData(89, TradingState.Reducing)]
    public void TripsOnAQuotePastTheLimit(long bid, TradingState expected)
    {
        using var f = new PipelineFixture(Terms);
        f.Hold(10, price: 100);

        f.Quote(bid, bid + 1);

        Assert.Equal(expected, f.State.Trading[ScopeKind.Venue, 0]);
    }

    [Fact]
    public void LatchesUntilTwoOperatorsClearItAndCountsFromThere()
    {
        using var f = new PipelineFixture(Terms);
        f.Hold(10, price: 100);
        f.Quote(80, 81);
        Assert.Equal(ReasonCode.CommandRefused, f.Command(CommandAction.Arm, ScopeKind.Venue, "paper"));
        f.Quote(100, 101);
        f.Tick();
        Assert.Equal(TradingState.Reducing, f.State.Trading[ScopeKind.Venue, 0]);
        Assert.Equal(ReasonCode.TradingState, f.Propose(f.Buy(1)).Decision.Reason);
        Assert.Equal(Verdict.Approve, f.Propose(f.Sell(10)).Decision.Verdict);

        Assert.Equal(ReasonCode.None, Clear(f));
        Assert.Equal(TradingState.Reducing, f.State.Trading[ScopeKind.Venue, 0]);
        Assert.Equal(ReasonCode.None, f.Command(CommandAction.Arm, ScopeKind.Venue, "paper"));
        Assert.Equal(Verdict.Approve, f.Propose(f.Buy(1)).Decision.Verdict);

        // Cleared at a profit of 0: 100 may be lost again, and no more.
        f.Quote(90, 91);
        Assert.False(f.State.Breakers.IsAny);
        f.Quote(89, 90);
        Assert.True(f.State.Breakers.IsLatched(BreakerKind.DailyLoss, ScopeKind.Venue, 0));
        f.AssertReplays();
    }

    /// <summary>A breaker cleared while the loss stands: it has been looked at, and the window goes on from the present value.</summary>
    [Fact]
    public void ClearingMarksTheWindowAtThePresentValue()
    {
        using var f = new PipelineFixture(Terms);
        f.Hold(10, price: 100);
        f.Quote(80, 81);
        Assert.Equal(ReasonCode.None, Clear(f));

        Assert.False(f.State.Breakers.IsAny);
        Assert.Equal(ExactNotional.Zero, f.State.Positions.Account(0).DayLoss);
        Assert.True(f.State.Risk.TryDayLoss(0, out var loss));
        Assert.Equal(Int128.Zero, loss);
        f.Quote(70, 71);
        Assert.False(f.State.Breakers.IsAny);
        f.Quote(69, 70);
        Assert.True(f.State.Breakers.IsLatched(BreakerKind.DailyLoss, ScopeKind.Venue, 0));
        f.AssertReplays();
    }

    private static ReasonCode Clear(PipelineFixture f) =>
        f.CommandByTwo(CommandAction.ClearBreaker, ScopeKind.Venue, "paper", BreakerKind.DailyLoss);

    [Fact]
    public void SurvivesARestartAndANewDay()
    {
        using var f = new PipelineFixture(Terms);
        f.Hold(10, price: 100);
        f.Quote(80, 81);
        f.Advance(86_400_000);
        f.StartRun();
        f.Command(CommandAction.Arm);
        f.TellAll();
        f.Quote(100, 101);

        Assert.Equal(TradingState.Reducing, f.State.Trading[ScopeKind.Venue, 0]);
        f.AssertReplays();
    }

    [Fact]
    public void TripsOnAFillAndCountsFees()
    {
        using var f = new PipelineFixture(new TestPolicy { DailyLossMax = "9" });

        f.Report(new ExecutionReport
        {
            ExecutionId = 1,
            Kind = ReportKind.Fill,
            Side = OrderSide.Buy,
            LastQuantity = Quantity.FromUnits(1),
            LastPrice = Price.FromUnits(99 * PipelineFixture.One),
            Fee = Notional.FromUnits(10 * PipelineFixture.One),
        });

        Assert.Equal(TradingState.Reducing, f.State.Trading[ScopeKind.Venue, 0]);
    }

    [Fact]
    public void ANewDayCountsFromItsFirstEvent()
    {
        using var f = new PipelineFixture(Terms);
        f.Hold(10, price: 100);
        f.Quote(91, 92);
        f.Advance(86_400_000);
        f.Quote(82, 83);
        Assert.Equal(TradingState.Active, f.State.Trading[ScopeKind.Venue, 0]);

        f.Quote(80, 81);
        Assert.Equal(TradingState.Reducing, f.State.Trading[ScopeKind.Venue, 0]);
    }
}
