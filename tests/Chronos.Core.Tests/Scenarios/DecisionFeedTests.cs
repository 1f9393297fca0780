using Chronos.Core.Model;
using Chronos.Core.Tests.Allocation;

namespace Chronos.Core.Tests.Scenarios;

public class DecisionFeedTests
{
    [Fact]
    public void GivesDecisionsInOrderAndCountsWhatItLost()
    {
        using var fixture = new EngineFixture(setup => setup.FeedSize = 16);
        var feed = fixture.Engine.OpenFeed(fixture.Policy.StrategyNamed("momentum"));
        var decision = default(Decision);
        for (ulong id = 1; id <= 20; id++)
        {
            fixture.Engine.TryPropose(fixture.Limit(id, OrderSide.Buy, "0.1", "87000"));
        }

        fixture.Engine.WaitUntilIdle();
        Assert.Equal((4L, 4L), (feed.Lost, fixture.Engine.Counters.FeedOverruns));
        Assert.True(feed.TryRead(ref decision));
        Assert.Equal(1ul, decision.Proposal.Id.Value);
        var read = 1;
        var inOrder = true;
        while (feed.TryRead(ref decision))
        {
            inOrder &= decision.Proposal.Id.Value == (ulong)++read;
        }

        Assert.Equal((true, 16), (inOrder, read));
    }

    [Fact]
    public void ReadingAllocatesNothing()
    {
        using var fixture = new EngineFixture();
        var feed = fixture.Engine.OpenFeed(fixture.Policy.StrategyNamed("momentum"));
        for (ulong id = 1; id <= 1_000; id++)
        {
            fixture.Engine.TryPropose(fixture.Limit(id, OrderSide.Buy, "0.1", "87000"));
        }

        fixture.Engine.WaitUntilIdle();
        var decision = default(Decision);
        Assert.Equal(0, AllocationMeter.Least(() =>
        {
            for (var i = 0; i < 100; i++)
            {
                feed.TryRead(ref decision);
            }
        }));
        Assert.NotEqual(0, decision.Sequence);
    }

    [Fact]
    public void HoldsOneStrategysDecisionsAndNoProbes()
    {
        using var fixture = new EngineFixture();
        var feed = fixture.Engine.OpenFeed(fixture.Policy.StrategyNamed("mean-reversion"));
        var decision = default(Decision);
        fixture.Propose(fixture.Limit(1, OrderSide.Buy, "0.1", "87000"));
        fixture.Engine.Probe(fixture.Limit(2, OrderSide.Buy, "0.1", "87000") with { Strategy = feed.Strategy });

        Assert.False(feed.TryRead(ref decision));
        Assert.Throws<InvalidOperationException>(() => fixture.Engine.OpenFeed(feed.Strategy));
    }
}
