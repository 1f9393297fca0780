using Chronos.Core.Model;
using Chronos.Core.Tests.Scenarios;
using Chronos.Core.Venues;

namespace Chronos.Core.Tests.Venues;

public class ShadowVenueTests
{
    [Fact]
    public void SealsEverythingAndSendsNothing()
    {
        using var fixture = new EngineFixture(setup =>
        {
            setup.Mode = EngineMode.Shadow;
            setup.Venue = new ShadowVenue("paper", Notional.Parse("100000"));
        });
        fixture.Arm();
        fixture.Engine.TryTick();
        fixture.Quote("BTCUSDT", "87000", "87001");

        var decision = fixture.Propose(fixture.Limit(1, OrderSide.Buy, "0.1", "87001"));

        Assert.Equal(Verdict.Approve, decision.Verdict);
        Assert.Equal((0L, 0, 0L), (fixture.Engine.Counters.Fills, fixture.Engine.State.Orders.Count, fixture.Engine.State.Positions[0, 0].WorkingBuys));
        Assert.True(fixture.Engine.Stop());
        Assert.True(fixture.Replay().IsIdentical);
    }
}
