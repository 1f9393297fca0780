using Chronos.Core.Books;
using Chronos.Core.Model;

namespace Chronos.Core.Commands;

/// <summary>
/// What a command needs and does in a trading state: the table of docs/states.md. Pure; the judge asks before the command
/// is journaled, the book keeper after.
/// </summary>
internal static class CommandRules
{
    /// <summary>Whether there is such a command for such a scope, with what it is about and nothing else.</summary>
    public static bool IsWellFormed(in OperatorCommand command)
    {
        var fits = command.Action switch
        {
            CommandAction.EnableStrategy => command.Scope == ScopeKind.Strategy,
            CommandAction.LoadPolicy => command.Scope == ScopeKind.Global,
            _ => command.Action is >= CommandAction.Arm and <= CommandAction.Flatten,
        };
        var breaker = command.Action == CommandAction.ClearBreaker
            ? command.Breaker is > BreakerKind.None and <= BreakerKind.Volatility
            : command.Breaker == BreakerKind.None;
        var policy = command.Action == CommandAction.LoadPolicy || !((ReadOnlySpan<byte>)command.Policy).ContainsAnyExcept((byte)0);
        return fits && breaker && policy && command.IsComplete;
    }

    /// <summary>
    /// Whether the scope's state lets the command be carried out at all. A latched breaker keeps its scope from being armed;
    /// halting does not loosen a kill; closing positions needs a state that lets reductions out.
    /// </summary>
    public static bool Allows(EngineState state, in OperatorCommand command, int scope)
    {
        var current = state.Trading[command.Scope, scope];
        return command.Action switch
        {
            CommandAction.Arm => !state.Breakers.IsAnyLatched(command.Scope, scope),
            CommandAction.Halt => current != TradingState.Killed,
            CommandAction.ClearBreaker => state.Breakers.IsLatched(command.Breaker, command.Scope, scope),
            CommandAction.EnableStrategy => current != TradingState.Killed && state.Breakers.IsAnyLatched(command.Scope, scope),
            CommandAction.Flatten => current <= TradingState.Reducing && state.Trading[ScopeKind.Global, 0] <= TradingState.Reducing,
            _ => true,
        };
    }

    /// <summary>
    /// How many different operators must ask. Whatever lets a kill, a breaker or a limit go needs two; a policy that only
    /// tightens, one.
    /// </summary>
    public static int OperatorsNeeded(CommandAction action, TradingState current, bool loosensPolicy) => action switch
    {
        CommandAction.Arm or CommandAction.Reduce => current == TradingState.Killed ? 2 : 1,
        CommandAction.LoadPolicy => loosensPolicy ? 2 : 1,
        CommandAction.ClearBreaker or CommandAction.EnableStrategy => 2,
        _ => 1,
    };

    /// <summary>The state the command puts its scope in; null where it moves none.</summary>
    public static TradingState? TargetOf(CommandAction action) => action switch
    {
        CommandAction.Arm or CommandAction.EnableStrategy => TradingState.Active,
        CommandAction.Reduce => TradingState.Reducing,
        CommandAction.Halt => TradingState.Halted,
        CommandAction.Kill => TradingState.Killed,
        _ => null,
    };

    /// <summary>Whether the command stops something: what waits for a second operator in its scope was asked for before, and dies.</summary>
    public static bool Stops(CommandAction action) => action is CommandAction.Halt or CommandAction.Kill;

    /// <summary>Whether the command cancels the resting orders of its scope.</summary>
    public static bool Cancels(CommandAction action) => action is CommandAction.Kill or CommandAction.CancelAll;
}
