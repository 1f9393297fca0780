using Chronos.Core.Model;

namespace Chronos.Core.Replay;

/// <summary>One recorded proposal about which another policy would have decided differently. Immutable.</summary>
public sealed record WhatIfFlip
{
    /// <summary>Its place in the journal.</summary>
    public required long Sequence { get; init; }

    /// <summary>When it was decided: nanoseconds since the Unix epoch.</summary>
    public required long TimeNanos { get; init; }

    /// <summary>What was decided.</summary>
    public required DecisionRecord Recorded { get; init; }

    /// <summary>What would have been decided, with every reason.</summary>
    public required Decision Decision { get; init; }

    /// <summary>The quantity decided differently at the order's worst price, in quote currency.</summary>
    public required Notional Notional { get; init; }

    /// <summary>True when more would have passed.</summary>
    public bool LetsMoreThrough =>
        (Decision.Record.Passes ? Decision.PermittedQuantity : default) > (Recorded.Passes ? Recorded.PermittedQuantity : default);
}
