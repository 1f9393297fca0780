namespace Chronos.Core.Model;

/// <summary>One proposal that waits for votes from outside, as <see cref="ChronosEngine.Parked"/> tells it.</summary>
public sealed record ParkedProposal
{
    /// <summary>As proposed.</summary>
    public required Proposal Proposal { get; init; }

    /// <summary>Its content; a vote names it.</summary>
    public required ulong ContentHash { get; init; }

    /// <summary>The record that parked it, or that decided last that it still waits.</summary>
    public required long Sequence { get; init; }

    /// <summary>Since when: nanoseconds since the Unix epoch.</summary>
    public required long SinceNanos { get; init; }

    /// <summary>When it is blocked if it still waits: nanoseconds since the Unix epoch.</summary>
    public required long UntilNanos { get; init; }

    /// <summary>What holds it back.</summary>
    public required ReasonCode Reason { get; init; }

    /// <summary>The soft gate that holds it back; <see cref="GateId.None"/> when the quorum does.</summary>
    public required GateId Gate { get; init; }

    /// <summary>Voters who approve.</summary>
    public required IReadOnlyList<string> ApprovedBy { get; init; }

    /// <summary>Voters who object.</summary>
    public required IReadOnlyList<string> ObjectedBy { get; init; }
}
