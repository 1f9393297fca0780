namespace Chronos.Core.Commands;

/// <summary>What an operator asks for. Numbers are part of the journal format; docs/states.md says what each does in which state.</summary>
public enum CommandAction : byte
{
    /// <summary>Trade: the scope becomes Active. Lifting a kill needs two operators.</summary>
    Arm = 1,

    /// <summary>Only reductions and cancels. Lifting a kill needs two operators.</summary>
    Reduce = 2,

    /// <summary>Only cancels; every seal of the scope dies. Anybody may.</summary>
    Halt = 3,

    /// <summary>As Halt, cancels what rests but for protective orders, and only two operators lift it.</summary>
    Kill = 4,

    /// <summary>Clears one latched breaker of the scope. Two operators.</summary>
    ClearBreaker = 5,

    /// <summary>Clears every latched breaker of a strategy's own and lets it trade. Two operators.</summary>
    EnableStrategy = 6,

    /// <summary>Puts another policy in force. Two operators.</summary>
    LoadPolicy = 7,

    /// <summary>Cancels the scope's resting orders but for protective ones; the state stays.</summary>
    CancelAll = 8,

    /// <summary>Proposes to close the scope's positions, by proposals like any others.</summary>
    Flatten = 9,
}
