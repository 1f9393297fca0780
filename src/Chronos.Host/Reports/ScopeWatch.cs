using Chronos.Core.Books;
using Chronos.Core.Model;
using Chronos.Core.Policies;

namespace Chronos.Host.Reports;

/// <summary>Notices which breakers latch and clear and which trading states change from one record to the next.</summary>
internal sealed class ScopeWatch
{
    private readonly List<(BreakerKind Kind, string Scope, bool Latched)> _breakers = [];
    private readonly List<(string Scope, TradingState From, TradingState To)> _changes = [];
    private HashSet<(BreakerKind Kind, string Scope)> _latched = [];
    private List<(ScopeKind Kind, int Index, string Name)> _scopes = [];
    private TradingState[] _states = [];
    private Policy? _policy;

    /// <summary>Breakers that have latched, with true, or cleared since the look before.</summary>
    public IReadOnlyList<(BreakerKind Kind, string Scope, bool Latched)> Breakers => _breakers;

    /// <summary>Scopes whose state has changed since the look before.</summary>
    public IReadOnlyList<(string Scope, TradingState From, TradingState To)> States => _changes;

    /// <summary>Looks at the books after a record.</summary>
    public void Look(EngineState state)
    {
        _breakers.Clear();
        _changes.Clear();
        if (state.Policy is null)
        {
            return;
        }

        if (!ReferenceEquals(state.Policy, _policy))
        {
            OnPolicyChanged(state);
        }

        for (var i = 0; i < _states.Length; i++)
        {
            var now = state.Trading[_scopes[i].Kind, _scopes[i].Index];
            if (now != _states[i])
            {
                _changes.Add((_scopes[i].Name, _states[i], now));
                _states[i] = now;
            }
        }

        if (state.Breakers.IsAny || _latched.Count != 0)
        {
            LookAtBreakers(state);
        }
    }

    /// <summary>Scopes keep their places; those that are new begin as they are.</summary>
    private void OnPolicyChanged(EngineState state)
    {
        var before = _scopes.Zip(_states).ToDictionary(s => s.First.Name, s => s.Second);
        _policy = state.Policy;
        _scopes = [.. Scopes(state.Policy!)];
        _states = [.. _scopes.Select(s => before.TryGetValue(s.Name, out var known) ? known : state.Trading[s.Kind, s.Index])];
    }

    private void LookAtBreakers(EngineState state)
    {
        HashSet<(BreakerKind Kind, string Scope)> latched =
        [
            .. from scope in _scopes
               where scope.Kind != ScopeKind.Global
               from kind in Enum.GetValues<BreakerKind>()
               where kind != BreakerKind.None && state.Breakers.IsLatched(kind, scope.Kind, scope.Index)
               select (kind, scope.Name),
        ];
        _breakers.AddRange(latched.Except(_latched).Select(b => (b.Kind, b.Scope, true)));
        _breakers.AddRange(_latched.Except(latched).Select(b => (b.Kind, b.Scope, false)));
        _latched = latched;
    }

    private static IEnumerable<(ScopeKind Kind, int Index, string Name)> Scopes(Policy policy) =>
    [
        (ScopeKind.Global, 0, "global"),
        .. policy.Venues.Select((v, i) => (ScopeKind.Venue, i, "venue:" + v.Name)),
        .. policy.Strategies.Select((s, i) => (ScopeKind.Strategy, i, "strategy:" + s.Name)),
        .. policy.Instruments.Select((x, i) => (ScopeKind.Instrument, i, "instrument:" + x.Symbol)),
    ];
}
