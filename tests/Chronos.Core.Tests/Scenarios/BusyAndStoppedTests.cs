using Chronos.Core.Engine;
using Chronos.Core.Model;

namespace Chronos.Core.Tests.Scenarios;

public class BusyAndStoppedTests
{
    [Fact]
    public async Task OneCallerTooManyIsToldBusyAndNothingIsDecidedAboutIt()
    {
        using var fixture = new EngineFixture(setup => setup.WaitingCallersMax = 1);
        var waiting = fixture.Engine.ProposeAsync(fixture.Limit(1, OrderSide.Buy, "0.1", "87000"));

        var refused = await Assert.ThrowsAsync<EngineUnavailableException>(
            async () => await fixture.Engine.ProposeAsync(fixture.Limit(2, OrderSide.Buy, "0.1", "87000")));

        Assert.Equal(SubmitResult.Busy, refused.Result);
        Assert.Equal(1ul, (await waiting).Proposal.Id.Value);
        Assert.Equal(3ul, (await fixture.Engine.ProposeAsync(fixture.Limit(3, OrderSide.Buy, "0.1", "87000"))).Proposal.Id.Value);
        Assert.Equal(2, fixture.Engine.Counters.Proposals);
    }

    [Fact]
    public async Task OnePlaceServesManyCallersOneAfterTheOther()
    {
        using var fixture = new EngineFixture(setup => setup.WaitingCallersMax = 1);
        for (ulong id = 1; id <= 3_000; id++)
        {
            Assert.Equal(id, (await fixture.Engine.ProposeAsync(fixture.Limit(id, OrderSide.Buy, "0.1", "87000"))).Proposal.Id.Value);
        }

        Assert.Null(fixture.Engine.Failure);
    }

    [Fact]
    public async Task AStoppedEngineTakesNothing()
    {
        using var fixture = new EngineFixture();
        Assert.True(fixture.Engine.Stop());

        Assert.Equal(SubmitResult.Stopped, fixture.Engine.TryPropose(fixture.Limit(1, OrderSide.Buy, "0.1", "87000")));
        var refused = await Assert.ThrowsAsync<EngineUnavailableException>(
            async () => await fixture.Engine.ProposeAsync(fixture.Limit(1, OrderSide.Buy, "0.1", "87000")));
        Assert.Equal(SubmitResult.Stopped, refused.Result);
        Assert.True(fixture.Engine.Stop());
    }
}
