namespace Chronos.Core.Replay;

/// <summary>What a what-if found.</summary>
public sealed record WhatIfReport
{
    /// <summary>The replay of what was recorded, which ran beside it: only against an identical one do the flips mean anything.</summary>
    public required ReplayReport Recorded { get; init; }

    /// <summary>Proposals compared.</summary>
    public required long Proposals { get; init; }

    /// <summary>Those decided differently, in order.</summary>
    public required IReadOnlyList<WhatIfFlip> Flips { get; init; }

    /// <summary>What it could not know, counted.</summary>
    public required WhatIfUnknown Unknown { get; init; }
}
