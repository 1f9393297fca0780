using Chronos.Core.Commands;
using Chronos.Core.Gates;
using Chronos.Core.Model;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.Gates;

public class LossStreakGateTests
{
    private static readonly LossStreakGate Gate = new();
    private static readonly TestPolicy Terms = new TestPolicy().With("strategies", "lossStreakMax", "2");

    [Fact]
    public void DisablesTheStrategyAfterOneLossTooManyInARow()
    {
        using var f = new PipelineFixture(Terms);
        Close(f, 99);
        Close(f, 99, instrument: 1);
        CapAssert.Passes(f.Check(Gate, f.Buy()));
        Assert.Equal(TradingState.Active, f.State.Trading[ScopeKind.Strategy, 0]);
        Close(f, 99);

        CapAssert.Blocks(f.Check(Gate, f.Buy()), ReasonCode.LossStreak, 3, 2);
        Assert.True(f.State.Breakers.IsLatched(BreakerKind.LossStreak, ScopeKind.Strategy, 0));
        Assert.Equal(TradingState.Reducing, f.State.Trading[ScopeKind.Strategy, 0]);
        CapAssert.Passes(f.Check(Gate, f.Order(OrderSide.Buy, 1, 101, strategy: 1)));
    }

    [Theory]
    [InlineData(101)]
    [InlineData(102)]
    public void ACloseThatIsNoLossEndsTheStreak(long soldAt)
    {
        using var f = new PipelineFixture(Terms);
        Close(f, 99);
        Close(f, 99);
        Close(f, soldAt);
        Close(f, 99);
        Close(f, 99);

        CapAssert.Passes(f.Check(Gate, f.Buy()));
    }

    [Fact]
    public void WaitsForOperatorsAndThenCountsAnew()
    {
        using var f = new PipelineFixture(Terms);
        for (var i = 0; i < 3; i++)
        {
            Close(f, 99);
        }

        f.Advance(86_400_000);
        f.Tick();
        Assert.Equal(ReasonCode.LossStreak, f.Check(Gate, f.Buy()).Code);
        Assert.Equal(ReasonCode.None, f.CommandByTwo(CommandAction.EnableStrategy, ScopeKind.Strategy, "alpha"));
        f.TellAll();
        f.Quote();
        Close(f, 99);
        Close(f, 99);
        CapAssert.Passes(f.Check(Gate, f.Buy()));
        f.AssertReplays();
    }

    [Fact]
    public void ALowerLimitHoldsForTheStreakThatIs()
    {
        using var f = new PipelineFixture(Terms);
        Close(f, 99);
        Close(f, 99);
        f.Load(new TestPolicy { Version = 2 }.With("strategies", "lossStreakMax", "1").Build());

        CapAssert.Blocks(f.Check(Gate, f.Buy()), ReasonCode.LossStreak, 2, 1);
    }

    private static void Close(PipelineFixture f, long soldAt, int instrument = 0)
    {
        f.Trade(OrderSide.Buy, 1, 101, instrument: instrument);
        f.Trade(OrderSide.Sell, 1, soldAt, instrument: instrument);
    }
}
