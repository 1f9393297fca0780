namespace Chronos.Core.Model;

/// <summary>What a trading state or command applies to.</summary>
public enum ScopeKind : byte
{
    /// <summary>Everything.</summary>
    Global = 0,

    /// <summary>One venue.</summary>
    Venue = 1,

    /// <summary>One strategy.</summary>
    Strategy = 2,

    /// <summary>One instrument.</summary>
    Instrument = 3,
}
