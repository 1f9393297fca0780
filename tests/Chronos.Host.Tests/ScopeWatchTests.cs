using Chronos.Core.Books;
using Chronos.Core.Model;
using Chronos.Core.Policies;
using Chronos.Host.Reports;

namespace Chronos.Host.Tests;

public class ScopeWatchTests
{
    [Fact]
    public void NoticesStatesAndBreakersOnce()
    {
        var state = new EngineState();
        var watch = new ScopeWatch();
        watch.Look(state);
        state.Load(PolicyFile.Read(RepositoryFiles.PathOf("samples/policy.json")));
        watch.Look(state);
        Assert.Empty(watch.States);

        state.Trading.Set(ScopeKind.Strategy, 0, TradingState.Reducing);
        state.Breakers.Trip(BreakerKind.LossStreak, ScopeKind.Strategy, 0);
        watch.Look(state);
        Assert.Equal([($"strategy:{state.Policy!.Strategies[0].Name}", TradingState.Active, TradingState.Reducing)], watch.States);
        Assert.Equal([(BreakerKind.LossStreak, $"strategy:{state.Policy.Strategies[0].Name}", true)], watch.Breakers);

        watch.Look(state);
        Assert.Empty(watch.States);
        Assert.Empty(watch.Breakers);

        state.Breakers.TryClear(BreakerKind.LossStreak, ScopeKind.Strategy, 0);
        watch.Look(state);
        Assert.False(Assert.Single(watch.Breakers).Latched);
    }
}
