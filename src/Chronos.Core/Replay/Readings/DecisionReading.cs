using Chronos.Core.Model;
using Chronos.Core.Policies;

namespace Chronos.Core.Replay.Readings;

/// <summary>One decision about a proposal with everything it rests on, as of the moment it was made.</summary>
internal sealed record DecisionReading
{
    /// <summary>What caused it: the proposal itself, a vote, or the end of its waiting.</summary>
    public required EventKind Kind { get; init; }

    /// <summary>The bytes that arrived.</summary>
    public required ReadOnlyMemory<byte> Input { get; init; }

    /// <summary>What the decoder found wrong with them.</summary>
    public required ReasonCode Outcome { get; init; }

    /// <summary>Hash of the proposal's content.</summary>
    public required ulong ContentHash { get; init; }

    /// <summary>How long it had waited, and for whom.</summary>
    public required Parking Parking { get; init; }

    /// <summary>Proposal, verdict, votes and every reason.</summary>
    public required Decision Decision { get; init; }

    /// <summary>Every gate's answer; empty where the proposal was stopped before the gates.</summary>
    public required IReadOnlyList<GateReading> Gates { get; init; }

    /// <summary>The approvers' votes; empty where the gates let nothing pass to be voted about.</summary>
    public required IReadOnlyList<VoteReading> Votes { get; init; }

    /// <summary>The quote in force.</summary>
    public required Reference Reference { get; init; }

    /// <summary>The policy that ruled; null before the first.</summary>
    public required Policy? Policy { get; init; }

    /// <summary>Mode of the run.</summary>
    public required EngineMode Mode { get; init; }

    /// <summary>Stage of the run.</summary>
    public required EngineStage Stage { get; init; }

    /// <summary>True when its seal was made anew with the key, and not taken from the record.</summary>
    public bool IsSealRecomputed { get; init; }

    /// <summary>True when the record was made again byte for byte.</summary>
    public bool IsIdentical { get; init; }
}
