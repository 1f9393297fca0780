using Chronos.Core.Commands;
using Chronos.Core.Model;

namespace Chronos.Core.Tests.Scenarios;

/// <summary>What an engine holds after a clean stop and a new start on the same journal.</summary>
public class RestartTests
{
    [Fact]
    public void HoldsPositionsAndWorkingOrdersHaltedAndTheOrdersStillFill()
    {
        string root;
        using (var first = new EngineFixture(keepDirectory: true))
        {
            root = first.Root;
            first.Arm();
            first.Quote("BTCUSDT", "87000", "87001");
            first.Propose(first.Limit(1, OrderSide.Buy, "0.1", "87001"));
            first.Propose(first.Limit(2, OrderSide.Buy, "0.05", "86990"));
            Assert.True(first.Engine.Stop());
        }

        using var second = new EngineFixture(directory: root);
        var state = second.Engine.State;
        Assert.Equal((TradingState.Halted, 1), (second.Engine.TradingState, state.Orders.Count));
        Assert.Equal((Units("0.1"), Units("0.05")), (state.Positions[0, 0].Position, state.Positions[0, 0].WorkingBuys));
        Assert.Equal(ReasonCode.DuplicateProposal, Reasons(second.Propose(second.Limit(1, OrderSide.Buy, "0.1", "87001"))));

        second.Quote("BTCUSDT", "86980", "86990");
        Assert.Equal((Units("0.15"), 0L, 0), (state.Positions[0, 0].Position, state.Positions[0, 0].WorkingBuys, state.Orders.Count));
        Assert.Equal(ReasonCode.None, second.Command(CommandAction.Arm, key: 1_000));
        Assert.Equal(Verdict.Approve, second.Propose(second.Limit(3, OrderSide.Sell, "0.15", "86980")).Verdict);
        Assert.Equal(0, state.Positions[0, 0].Position);
        Assert.True(second.Engine.Stop());
        var report = second.Replay(second.Keys);
        Assert.Equal((null, 2), (report.FirstDifference, report.StateHashesConfirmed));
    }

    [Fact]
    public void ATrippedBreakerIsStillTripped()
    {
        string root;
        using (var first = new EngineFixture(keepDirectory: true))
        {
            root = first.Root;
            first.Arm();
            first.Quote("BTCUSDT", "87000", "87001");
            first.Propose(first.Limit(1, OrderSide.Buy, "0.2", "87001"));
            for (var quotes = 0; quotes < 4; quotes++)
            {
                first.Quote("BTCUSDT", "76000", "76001");
            }

            Assert.True(first.Engine.Stop());
        }

        using var second = new EngineFixture(directory: root);
        second.Quote("BTCUSDT", "87000", "87001");
        second.Command(CommandAction.Arm, key: 1_000);
        Assert.Equal(TradingState.Reducing, second.Engine.State.Trading[ScopeKind.Venue, 0]);
        Assert.Equal(ReasonCode.TradingState, second.Propose(second.Limit(2, OrderSide.Buy, "0.1", "87001")).Reason);
        Assert.Equal(Verdict.Approve, second.Propose(second.Limit(3, OrderSide.Sell, "0.2", "87000")).Verdict);
    }

    [Fact]
    public void ProbesBeforeTheStopLeaveTheJournalReplayable()
    {
        using var fixture = new EngineFixture();
        fixture.Arm();
        fixture.Quote("BTCUSDT", "87000", "87001");
        fixture.Advance(86_400_000);
        fixture.Engine.Probe(fixture.Limit(1, OrderSide.Buy, "0.1", "87001"));
        Assert.True(fixture.Engine.Stop());

        Assert.Equal((true, 1), (fixture.Replay().IsIdentical, fixture.Replay().StateHashesConfirmed));
    }

    /// <summary>The duplicate gate's reason, also where the trading state binds first.</summary>
    private static ReasonCode Reasons(Decision decision)
    {
        foreach (var objection in decision.Objections)
        {
            if (objection.Gate == GateId.DuplicateProposal)
            {
                return objection.Code;
            }
        }

        return ReasonCode.None;
    }

    private static long Units(string quantity) => Quantity.Parse(quantity).Units;
}
