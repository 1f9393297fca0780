namespace Chronos.Weex.Sandbox;

/// <summary>What contract orders do with a client id used before.</summary>
public enum DuplicateIds
{
    /// <summary>Make another order.</summary>
    Accept,

    /// <summary>Refuse with -1140.</summary>
    Refuse,

    /// <summary>Answer the active order, as spot does.</summary>
    Idempotent,
}
