using Chronos.Core.Clocks;
using Chronos.Core.Journal;
using Chronos.Core.Model;

namespace Chronos.Core.Tests.Scenarios;

/// <summary>Market data through the running engine and its journal.</summary>
public class MarketDataTests
{
    [Fact]
    public void TickersAndDepthEnterAreJournaledAndReplay()
    {
        using var f = new EngineFixture();
        f.Arm();
        f.Quote("BTCUSDT", "87000", "87001", askSize: "0.01");
        Assert.Equal(ReasonCode.DepthShare, f.Propose(f.Limit(1, OrderSide.Buy, "0.2", "87010")).Reason);

        var depth = new Depth { AskCount = 1 };
        depth.Asks[0] = new DepthLevel(Price.Parse("87005"), Quantity.Parse("0.5"));
        Assert.Equal(SubmitResult.Accepted, f.Engine.TryDepth(in depth));
        Assert.Equal(Verdict.Approve, f.Propose(f.Limit(2, OrderSide.Buy, "0.2", "87010")).Verdict);

        Assert.Equal(SubmitResult.Accepted, f.Engine.TryTicker(new Ticker { Fields = TickerFields.Status, Status = MarketStatus.Halted }));
        Assert.Equal(ReasonCode.MarketStatus, f.Propose(f.Limit(3, OrderSide.Buy, "0.1", "87001")).Reason);
        Assert.True(f.Engine.Stop());
        Assert.True(f.Replay().IsIdentical);
    }

    [Fact]
    public void TicksCarryWhatTheEngineMeasuredInRealTimeOnly()
    {
        var clock = new SystemClock();
        using var f = new EngineFixture(s => s.Clock = clock);
        f.Arm();
        f.Engine.TryQuote(new Quote(
            new InstrumentId(0), Price.Parse("87000"), Quantity.Parse("10"), Price.Parse("87001"), Quantity.Parse("10"), clock.NowNanos()));
        for (ulong id = 1; id <= 3; id++)
        {
            var proposal = f.Limit(id, OrderSide.Buy, "0.01", "87001") with { CreatedAtNanos = clock.NowNanos() };
            Assert.Equal(Verdict.Approve, f.Propose(in proposal).Verdict);
        }

        f.Engine.TryTick();
        f.Engine.WaitUntilIdle();
        var measured = f.Engine.State.Latency.Engine;
        Assert.Equal(3, measured.DecisionSamples);
        Assert.InRange(measured.DecisionP99Nanos, 1, 60_000_000_000);
        Assert.Equal((0, 0L), (measured.SendSamples, measured.SendP99Nanos));
        Assert.True(f.Engine.Stop());
        Assert.True(f.Replay().IsIdentical);

        using var simulated = new EngineFixture();
        simulated.Arm();
        simulated.Quote("BTCUSDT", "87000", "87001");
        simulated.Propose(simulated.Limit(1, OrderSide.Buy, "0.01", "87001"));
        simulated.Engine.TryTick();
        simulated.Engine.WaitUntilIdle();
        Assert.Equal(0, simulated.Engine.State.Latency.Engine.DecisionSamples);
    }
}
