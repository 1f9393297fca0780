using Chronos.Core.Commands;
using Chronos.Core.Gates;
using Chronos.Core.Model;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.Gates;

public class RepeatedExecutionGateTests
{
    private static readonly RepeatedExecutionGate Gate = new();
    private static readonly TestPolicy Terms = new TestPolicy().With("strategies", "executionsMax", "2");

    [Fact]
    public void DisablesTheStrategyAfterTheLastOneAllowed()
    {
        using var f = new PipelineFixture(Terms);
        f.Trade(OrderSide.Buy, 1, 101);
        CapAssert.Passes(f.Check(Gate, f.Buy()));
        Assert.Equal(TradingState.Active, f.State.Trading[ScopeKind.Strategy, 0]);
        f.Trade(OrderSide.Buy, 1, 101);

        CapAssert.Blocks(f.Check(Gate, f.Buy()), ReasonCode.RepeatedExecution, 3, 2);
        Assert.True(f.State.Breakers.IsLatched(BreakerKind.RepeatedExecution, ScopeKind.Strategy, 0));
        Assert.Equal(TradingState.Reducing, f.State.Trading[ScopeKind.Strategy, 0]);
        CapAssert.Passes(f.Check(Gate, f.Order(OrderSide.Buy, 1, 101, strategy: 1)));
        Assert.Equal(Verdict.Approve, f.Propose(f.Sell(2)).Decision.Verdict);
    }

    [Fact]
    public void StaysDisabledUntilTwoOperatorsEnableItAndThenCountsAnew()
    {
        using var f = new PipelineFixture(Terms.With("breakers", "repeatedExecution", "\"Halted\""));
        f.Trade(OrderSide.Buy, 1, 101);
        f.Trade(OrderSide.Buy, 1, 101);
        Assert.Equal(TradingState.Halted, f.State.Trading[ScopeKind.Strategy, 0]);
        f.Advance(10_000);
        f.StartRun();
        f.Command(CommandAction.Arm);
        f.TellAll();
        f.Quote();
        Assert.Equal(ReasonCode.RepeatedExecution, f.Check(Gate, f.Buy()).Code);
        Assert.Equal(ReasonCode.CommandRefused, f.Command(CommandAction.Arm, ScopeKind.Strategy, "alpha"));

        Assert.Equal(ReasonCode.None, f.CommandByTwo(CommandAction.EnableStrategy, ScopeKind.Strategy, "alpha"));
        f.Trade(OrderSide.Buy, 1, 101);
        Assert.Equal(TradingState.Active, f.State.Trading[ScopeKind.Strategy, 0]);
        f.Trade(OrderSide.Buy, 1, 101);
        Assert.Equal(ReasonCode.RepeatedExecution, f.Check(Gate, f.Buy()).Code);
        f.AssertReplays();
    }

    [Fact]
    public void CountsEntriesOnceAndNoReductions()
    {
        using var f = new PipelineFixture(Terms);
        var id = f.Work(f.Buy(10));
        f.Fill(id, OrderSide.Buy, 3, 101);
        f.Fill(id, OrderSide.Buy, 3, 101);
        f.Fill(id, OrderSide.Buy, 4, 101);
        f.Trade(OrderSide.Sell, 5, 99);
        f.Trade(OrderSide.Sell, 5, 99);

        CapAssert.Passes(f.Check(Gate, f.Buy()));
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    public void CountsWhatIsInTheWindow(long nanosPast, bool trips)
    {
        using var f = new PipelineFixture(Terms);
        f.Trade(OrderSide.Buy, 1, 101);
        f.AdvanceNanos(1_000 * PipelineFixture.Milli + nanosPast);
        f.Quote();
        f.Trade(OrderSide.Buy, 1, 101);

        Assert.Equal(trips, f.State.Breakers.IsLatched(BreakerKind.RepeatedExecution, ScopeKind.Strategy, 0));
    }
}
