using Chronos.Core;
using Chronos.Core.Commands;
using Chronos.Core.Model;
using Chronos.Core.Policies;

namespace Chronos.Host.Http;

/// <summary>What the API tells of trading states, breakers and sweeps.</summary>
internal static class StatesView
{
    /// <summary>The scopes that are not Active or have a latched breaker.</summary>
    public static List<ScopeJson> Scopes(ChronosEngine engine)
    {
        var policy = engine.Policy;
        return
        [
            .. from scope in Enum.GetValues<ScopeKind>()
               from i in Enumerable.Range(0, Count(policy, scope))
               let state = engine.TradingStateOf(scope, i)
               let breakers = Breakers(engine, scope, i)
               where state != TradingState.Active || breakers.Count != 0
               select new ScopeJson(Name(policy, scope, i), state.ToString(), breakers),
        ];
    }

    /// <summary>The accounts, strategies and assets that have used so much of their loss limits that it is told.</summary>
    public static List<LossStageJson> LossStages(ChronosEngine engine)
    {
        var (policy, stages) = (engine.Policy, engine.Stages);
        return
        [
            .. Told("account", stages.Accounts, i => policy.Accounts[i].Name),
            .. Told("strategy", stages.Strategies, i => policy.Strategies[i].Name),
            .. Told("asset", stages.Assets, i => policy.Assets[i]),
        ];
    }

    /// <summary>The last sweeps, newest first.</summary>
    public static List<SweepJson> Sweeps(ChronosEngine engine)
    {
        var policy = engine.Policy;
        return [.. engine.Sweeps.Reverse().Select(s => new SweepJson(
            s.Sequence,
            CommandWord.Of(s.Action),
            Name(policy, s.Scope, s.ScopeIndex),
            IsoTime.Format(s.StartedAtNanos),
            s.Orders,
            s.Remaining,
            s.NanosToQuiet))];
    }

    private static IEnumerable<LossStageJson> Told(string kind, IReadOnlyList<LossStage> stages, Func<int, string> name) =>
        from i in Enumerable.Range(0, stages.Count)
        where stages[i] != LossStage.None
        select new LossStageJson($"{kind}:{name(i)}", stages[i].ToString());

    private static List<string> Breakers(ChronosEngine engine, ScopeKind scope, int index) =>
        [.. Enum.GetValues<BreakerKind>().Where(b => b != BreakerKind.None && engine.IsLatched(b, scope, index)).Select(b => b.ToString())];

    private static int Count(Policy policy, ScopeKind scope) => scope switch
    {
        ScopeKind.Venue => policy.Venues.Count,
        ScopeKind.Strategy => policy.Strategies.Count,
        ScopeKind.Instrument => policy.Instruments.Count,
        _ => 1,
    };

    private static string Name(Policy policy, ScopeKind scope, int index) => ScopeName.Format(scope, scope switch
    {
        ScopeKind.Venue => policy.Venues[index].Name,
        ScopeKind.Strategy => policy.Strategies[index].Name,
        ScopeKind.Instrument => policy.Instruments[index].Symbol,
        _ => "",
    });
}
