using Chronos.Core.Model;

namespace Chronos.Core.Tests.Scenarios;

/// <summary>A proposal travels from bytes to a sealed, journaled, filled order, and the journal replays it.</summary>
public class FirstOrderTests
{
    [Fact]
    public void StartsHaltedAndBlocksUntilArmed()
    {
        using var fixture = new EngineFixture();
        fixture.Quote("BTCUSDT", "87000", "87001");

        var decision = fixture.Propose(fixture.Limit(1, OrderSide.Buy, "0.1", "87001"));

        Assert.Equal(Verdict.Block, decision.Verdict);
        Assert.Equal(ReasonCode.TradingState, decision.Reason);
        Assert.Equal(TradingState.Halted, fixture.Engine.TradingState);
    }

    [Fact]
    public void FillsAnApprovedOrderAndReplaysIdentically()
    {
        using var fixture = new EngineFixture();
        fixture.Arm();
        fixture.Quote("BTCUSDT", "87000", "87001");

        var decision = fixture.Propose(fixture.Limit(1, OrderSide.Buy, "0.1", "87001"));

        Assert.Equal((Verdict.Approve, ReasonCode.None), (decision.Verdict, decision.Reason));
        Assert.Equal(1, fixture.Engine.Counters.Fills);
        Assert.Equal(Quantity.Parse("0.1").Units, fixture.Engine.State.Positions[0, 0].Position);
        Assert.True(fixture.Engine.Stop());
        var hash = Convert.ToHexStringLower(fixture.Engine.State.Hash());

        var report = fixture.Replay();
        Assert.Null(report.FirstDifference);
        Assert.Equal(report.Records, report.Identical);
        Assert.Equal(1, report.StateHashesConfirmed);

        var withKeys = fixture.Replay(fixture.Keys);
        Assert.True(withKeys.IsIdentical);
        Assert.Equal(1, withKeys.SealsRecomputed);
    }
}
