using Chronos.Core.Commands;
using Chronos.Core.Gates;
using Chronos.Core.Model;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.Gates;

public class StrategyLossGateTests
{
    private const long One = PipelineFixture.One;

    private static TestPolicy Terms(string max) => new TestPolicy().With("allocations:alpha", "lossMax", $"\"{max}\"");

    // Alpha bought 10 at 101: closed at the bid of 99 the loss is 20.
    [Theory]
    [InlineData("20.00000001", true)]
    [InlineData("20", true)]
    [InlineData("19.99999999", false)]
    [InlineData("0", false)]
    public void BlocksALossPastTheAllocation(string limit, bool passes)
    {
        using var f = new PipelineFixture(Terms(limit));
        f.Fill(f.Work(f.Buy(10, 101)), OrderSide.Buy, 10, 101);
        var cap = f.Check(new StrategyLossGate(), f.Buy());

        if (passes)
        {
            CapAssert.Passes(cap);
        }
        else
        {
            CapAssert.Blocks(cap, ReasonCode.StrategyLoss, 20 * One, Notional.Parse(limit).Units);
        }
    }

    [Fact]
    public void NeverBindsAnotherStrategy()
    {
        using var f = new PipelineFixture(Terms("19"));
        f.Fill(f.Work(f.Buy(10, 101)), OrderSide.Buy, 10, 101);

        CapAssert.Passes(f.Check(new StrategyLossGate(), f.Order(OrderSide.Buy, 1, 101, strategy: 1)));
        Assert.Equal(TradingState.Reducing, f.State.Trading[ScopeKind.Strategy, 0]);
        Assert.Equal(TradingState.Active, f.State.Trading[ScopeKind.Strategy, 1]);
        Assert.Equal(TradingState.Active, f.State.Trading[ScopeKind.Venue, 0]);
        Assert.Equal((LossStage.Tripped, LossStage.None), (f.State.Stages.Strategy(0), f.State.Stages.Strategy(1)));
    }

    /// <summary>Fills that no order of its own made are the account's, not the strategy's.</summary>
    [Fact]
    public void CountsTheStrategysOwnFillsOnly()
    {
        using var f = new PipelineFixture(Terms("0"));
        f.Hold(10, price: 110);

        CapAssert.Passes(f.Check(new StrategyLossGate(), f.Buy()));
    }

    [Fact]
    public void BlocksAfterRecoveryUntilClearedAndCountsFromThere()
    {
        using var f = new PipelineFixture(Terms("19"));
        f.Fill(f.Work(f.Buy(10, 101)), OrderSide.Buy, 10, 101);
        f.Quote(110, 111);
        CapAssert.Blocks(f.Check(new StrategyLossGate(), f.Buy()), ReasonCode.StrategyLoss, -90 * One, 19 * One);

        Assert.Equal(ReasonCode.None, f.CommandByTwo(CommandAction.EnableStrategy, ScopeKind.Strategy, "alpha"));
        CapAssert.Passes(f.Check(new StrategyLossGate(), f.Buy()));
        f.Quote(109, 110);
        Assert.False(f.State.Breakers.IsAny);
        f.Quote(108, 109);
        Assert.True(f.State.Breakers.IsLatched(BreakerKind.StrategyLoss, ScopeKind.Strategy, 0));
        f.AssertReplays();
    }

    /// <summary>Enabling a strategy that another breaker stopped forgives no loss.</summary>
    [Fact]
    public void EnablingForAnotherReasonLeavesTheMark()
    {
        using var f = new PipelineFixture(Terms("100"));
        f.Fill(f.Work(f.Buy(10, 101)), OrderSide.Buy, 10, 101);
        f.State.Breakers.Trip(BreakerKind.RepeatedExecution, ScopeKind.Strategy, 0);
        f.CommandByTwo(CommandAction.EnableStrategy, ScopeKind.Strategy, "alpha");

        Assert.Equal(ExactNotional.From(Notional.FromUnits(20 * One)), f.State.Strategies.Budget(0, 0).Loss);
    }

    [Fact]
    public void ExemptsReductions() => Assert.False(new StrategyLossGate().BindsReductions);
}
