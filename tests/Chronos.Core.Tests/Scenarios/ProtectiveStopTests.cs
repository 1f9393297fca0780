using Chronos.Core.Model;

namespace Chronos.Core.Tests.Scenarios;

/// <summary>A position is entered, protected, the stop is tightened, and the market takes it out: all of it through the one path.</summary>
public class ProtectiveStopTests
{
    [Fact]
    public void TheMarketTakesThePositionOutAtTheTightenedStop()
    {
        using var f = new EngineFixture();
        f.Arm();
        f.Quote("BTCUSDT", "87000", "87001");
        Assert.Equal(Verdict.Approve, f.Propose(f.Limit(1, OrderSide.Buy, "0.1", "87001") with { StopPrice = Price.Parse("86000") }).Verdict);
        Assert.Equal(Verdict.Approve, f.Propose(Stop(f, 2, "86000")).Verdict);
        Assert.Equal(Verdict.Approve, f.Propose(Stop(f, 3, "86500") with { Replaces = new ProposalId(2) }).Verdict);
        Assert.Equal(1, f.Engine.State.Orders.Count);

        f.Quote("BTCUSDT", "86501", "86502");
        Assert.Equal(Quantity.Parse("0.1").Units, f.Engine.State.Positions[0, 0].Position);
        f.Quote("BTCUSDT", "86300", "86301");

        Assert.Equal((0L, 0), (f.Engine.State.Positions[0, 0].Position, f.Engine.State.Orders.Count));
        Assert.Equal(TradingState.Active, f.Engine.State.Trading[ScopeKind.Instrument, 0]);
        AssertReplays(f);
    }

    [Fact]
    public void ATakeProfitThatFillsTakesTheStopAlong()
    {
        using var f = new EngineFixture();
        f.Arm();
        f.Quote("BTCUSDT", "87000", "87001");
        f.Propose(f.Limit(1, OrderSide.Buy, "0.1", "87001"));
        Assert.Equal(Verdict.Approve, f.Propose(Stop(f, 2, "86000")).Verdict);
        Assert.Equal(Verdict.Approve, f.Propose(f.Limit(3, OrderSide.Sell, "0.1", "87100") with { Flags = ProposalFlags.ReduceOnly }).Verdict);
        Assert.Equal(2, f.Engine.State.Orders.Count);

        f.Quote("BTCUSDT", "87150", "87151");

        Assert.Equal((0L, 0), (f.Engine.State.Positions[0, 0].Position, f.Engine.State.Orders.Count));
        AssertReplays(f);
    }

    private static Proposal Stop(EngineFixture f, ulong id, string trigger) => f.Limit(id, OrderSide.Sell, "0.1", trigger) with
    {
        Type = OrderType.StopMarket, Flags = ProposalFlags.ReduceOnly,
    };

    private static void AssertReplays(EngineFixture f)
    {
        Assert.True(f.Engine.Stop());
        var report = f.Replay(f.Keys);
        Assert.Null(report.FirstDifference);
        Assert.True(report.IsIdentical);
    }
}
