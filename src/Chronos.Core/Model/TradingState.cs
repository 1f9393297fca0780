namespace Chronos.Core.Model;

/// <summary>What a scope may do. Ordered by strictness: of several scopes the largest number holds.</summary>
public enum TradingState : byte
{
    /// <summary>Entries and reductions.</summary>
    Active = 0,

    /// <summary>Verified reductions and cancels only.</summary>
    Reducing = 1,

    /// <summary>Cancels only. Every start begins here.</summary>
    Halted = 2,

    /// <summary>As Halted, and arming does not lift it.</summary>
    Killed = 3,
}
