using Chronos.Core.Books;
using Chronos.Core.Model;

namespace Chronos.Core.Commands;

/// <summary>
/// The trading state of every scope. The strictest of global, venue, strategy and instrument holds. Breakers only
/// tighten; only a command loosens, and <see cref="CommandRules"/> says which one, when, and by whom.
/// </summary>
internal sealed class TradingStateMachine(ScopeEpochs epochs)
{
    private readonly TradingState[][] _states = [[TradingState.Halted], [], [], []];

    public TradingState this[ScopeKind kind, int index] => _states[(int)kind][index];

    public TradingState Effective(int venue, int strategy, int instrument)
    {
        var state = _states[0][0];
        state = Stricter(state, _states[(int)ScopeKind.Venue][venue]);
        state = Stricter(state, _states[(int)ScopeKind.Strategy][strategy]);
        return Stricter(state, _states[(int)ScopeKind.Instrument][instrument]);
    }

    public void Resize(int venues, int strategies, int instruments)
    {
        Array.Resize(ref _states[(int)ScopeKind.Venue], venues);
        Array.Resize(ref _states[(int)ScopeKind.Strategy], strategies);
        Array.Resize(ref _states[(int)ScopeKind.Instrument], instruments);
        epochs.Resize(venues, strategies, instruments);
    }

    /// <summary>Moves a scope by command. Entering Halted, and every kill, kills the scope's seals.</summary>
    public void Set(ScopeKind kind, int index, TradingState target)
    {
        ref var state = ref _states[(int)kind][index];
        if (target == TradingState.Killed || (target == TradingState.Halted && target != state))
        {
            epochs.Raise(kind, index);
        }

        state = target;
    }

    /// <summary>Moves a scope to a stricter state and leaves it there; never loosens.</summary>
    public void Tighten(ScopeKind kind, int index, TradingState target)
    {
        if (target > this[kind, index])
        {
            Set(kind, index, target);
        }
    }

    public void AddTo(StateHash hash)
    {
        foreach (var scope in _states)
        {
            foreach (var state in scope)
            {
                hash.Add((long)state);
            }
        }

        epochs.AddTo(hash);
    }

    private static TradingState Stricter(TradingState left, TradingState right) => left > right ? left : right;
}
