using Chronos.Core.Books;
using Chronos.Core.Model;

namespace Chronos.Host.Reports;

/// <summary>Notices which breakers latch and clear and which trading states change from one record to the next.</summary>
internal sealed class ScopeWatch
{
    private HashSet<(BreakerKind Kind, string Scope)> _latched = [];
    private Dictionary<string, TradingState> _states = [];

    /// <summary>What has changed since the last look: breakers with true for latched.</summary>
    public (List<(BreakerKind Kind, string Scope, bool Latched)> Breakers, List<(string Scope, TradingState From, TradingState To)> States) Look(EngineState state)
    {
        List<(BreakerKind, string, bool)> breakers = [];
        List<(string, TradingState, TradingState)> states = [];
        if (state.Policy is null)
        {
            return (breakers, states);
        }

        var latched = state.Breakers.IsAny || _latched.Count != 0 ? Latched(state) : _latched;
        breakers.AddRange(latched.Except(_latched).Select(b => (b.Kind, b.Scope, true)));
        breakers.AddRange(_latched.Except(latched).Select(b => (b.Kind, b.Scope, false)));
        _latched = latched;
        var now = Scopes(state).ToDictionary(s => s.Name, s => state.Trading[s.Kind, s.Index]);
        states.AddRange(now
            .Where(s => _states.TryGetValue(s.Key, out var before) && before != s.Value)
            .Select(s => (s.Key, _states[s.Key], s.Value)));
        _states = now;
        return (breakers, states);
    }

    private static HashSet<(BreakerKind Kind, string Scope)> Latched(EngineState state) =>
    [
        .. from scope in Scopes(state)
           where scope.Kind != ScopeKind.Global
           from kind in Enum.GetValues<BreakerKind>()
           where kind != BreakerKind.None && state.Breakers.IsLatched(kind, scope.Kind, scope.Index)
           select (kind, scope.Name),
    ];

    private static IEnumerable<(ScopeKind Kind, int Index, string Name)> Scopes(EngineState state)
    {
        var policy = state.Policy!;
        yield return (ScopeKind.Global, 0, "global");
        for (var i = 0; i < policy.Venues.Count; i++)
        {
            yield return (ScopeKind.Venue, i, "venue:" + policy.Venues[i].Name);
        }

        for (var i = 0; i < policy.Strategies.Count; i++)
        {
            yield return (ScopeKind.Strategy, i, "strategy:" + policy.Strategies[i].Name);
        }

        for (var i = 0; i < policy.Instruments.Count; i++)
        {
            yield return (ScopeKind.Instrument, i, "instrument:" + policy.Instruments[i].Symbol);
        }
    }
}
