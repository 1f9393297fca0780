using Chronos.Core.Commands;
using Chronos.Core.Gates;
using Chronos.Core.Model;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.Gates;

public class TradingStateGateTests
{
    [Fact]
    public void PassesWhenEveryScopeIsActive()
    {
        using var f = new PipelineFixture();

        CapAssert.Passes(f.Check(new TradingStateGate(), f.Buy()));
    }

    [Theory]
    [InlineData(ScopeKind.Global, "", CommandAction.Halt, TradingState.Halted)]
    [InlineData(ScopeKind.Venue, "paper", CommandAction.Reduce, TradingState.Reducing)]
    [InlineData(ScopeKind.Strategy, "alpha", CommandAction.Kill, TradingState.Killed)]
    [InlineData(ScopeKind.Instrument, "AAA", CommandAction.Halt, TradingState.Halted)]
    public void BlocksEntriesInTheStrictestStateOfAnyScope(ScopeKind scope, string name, CommandAction action, TradingState state)
    {
        using var f = new PipelineFixture();
        f.Command(action, scope, name);

        CapAssert.Blocks(f.Check(new TradingStateGate(), f.Buy()), ReasonCode.TradingState, (long)state, (long)TradingState.Active);
    }

    [Fact]
    public void LeavesOtherScopesAlone()
    {
        using var f = new PipelineFixture();
        f.Command(CommandAction.Halt, ScopeKind.Strategy, "beta");
        f.Command(CommandAction.Halt, ScopeKind.Instrument, "BBB");

        CapAssert.Passes(f.Check(new TradingStateGate(), f.Buy()));
    }

    [Fact]
    public void PassesReductionsWhileReducingAndNotWhileHalted()
    {
        using var f = new PipelineFixture();
        f.Hold(5);
        f.Command(CommandAction.Reduce);
        CapAssert.Passes(f.Check(new TradingStateGate(), f.Sell(5)));
        CapAssert.Blocks(f.Check(new TradingStateGate(), f.Sell(6)), ReasonCode.TradingState, 1, 0);

        f.Command(CommandAction.Halt);
        CapAssert.Blocks(f.Check(new TradingStateGate(), f.Sell(5)), ReasonCode.TradingState, 2, 1);
    }
}
