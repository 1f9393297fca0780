namespace Chronos.Core.Commands;

/// <summary>What an operator asks for. Numbers are part of the journal format.</summary>
public enum CommandAction : byte
{
    /// <summary>Trade: the scope becomes Active. Needs an operator's key.</summary>
    Arm = 1,

    /// <summary>Only reductions and cancels.</summary>
    Reduce = 2,

    /// <summary>Only cancels; every seal of the scope dies.</summary>
    Halt = 3,

    /// <summary>As Halt, and arming does not lift it.</summary>
    Kill = 4,
}
