namespace Chronos.Core;

/// <summary>Everything that can change a decision. The number is the record type in the journal: add, never renumber.</summary>
public enum EventKind : byte
{
    /// <summary>An empty slot.</summary>
    None = 0,

    /// <summary>A frame from a strategy: proposal, cancel request, or what an edge refused.</summary>
    Proposal = 1,

    /// <summary>A best bid and ask.</summary>
    Quote = 2,

    /// <summary>What a venue says about an order.</summary>
    ExecutionReport = 3,

    /// <summary>What a venue says about an account.</summary>
    AccountSnapshot = 4,

    /// <summary>A vote from outside.</summary>
    Vote = 5,

    /// <summary>An operator command.</summary>
    Command = 6,

    /// <summary>A new policy.</summary>
    PolicyChange = 7,

    /// <summary>Time passing.</summary>
    Tick = 8,

    /// <summary>A run begins: identity, mode, bounds. Always leaves the engine Halted.</summary>
    EngineStart = 9,

    /// <summary>A run ends cleanly; carries the state hash.</summary>
    EngineStop = 10,

    /// <summary>The time limit of a parked proposal has passed; the engine thread makes it before the first event at or past the limit.</summary>
    Expiry = 11,

    /// <summary>Status, last trade, mark price and volume of an instrument.</summary>
    Ticker = 12,

    /// <summary>The best levels of an order book.</summary>
    Depth = 13,
}
