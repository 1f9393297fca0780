using Chronos.Core.Books;
using Chronos.Core.Model;

namespace Chronos.Core.Commands;

/// <summary>
/// The trading state of every scope. The strictest of global, venue, strategy and instrument holds. Breakers only
/// tighten; only a command loosens.
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

    /// <summary>
    /// Whether a command may move a scope to a state. Nothing moves a killed scope, and only arming loosens: asking to
    /// reduce what is halted would let reductions out again without anybody having armed.
    /// </summary>
    public ReasonCode Judge(ScopeKind kind, int index, TradingState target)
    {
        var current = this[kind, index];
        var loosens = target < current && target != TradingState.Active;
        return loosens || (current == TradingState.Killed && target != TradingState.Killed)
            ? ReasonCode.CommandRefused
            : ReasonCode.None;
    }

    /// <summary>Moves a scope by command. Entering Halted or Killed kills the scope's seals.</summary>
    public void Set(ScopeKind kind, int index, TradingState target)
    {
        ref var state = ref _states[(int)kind][index];
        if (target >= TradingState.Halted && target != state)
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
