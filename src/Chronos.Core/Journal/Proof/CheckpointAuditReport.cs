namespace Chronos.Core.Journal.Proof;

/// <summary>What a comparison of a journal with its checkpoints found.</summary>
internal sealed class CheckpointAuditReport
{
    /// <summary>Checkpoints read.</summary>
    public required long Checkpoints { get; init; }

    /// <summary>Last sequence under a checkpoint; 0 for none.</summary>
    public required long SealedSequence { get; init; }

    /// <summary>Head of the last checkpoint, which speaks for all: 64 hex digits to keep elsewhere. Null for none.</summary>
    public required string? Head { get; init; }

    /// <summary>Fingerprints of the keys that stand in the checkpoints.</summary>
    public required IReadOnlyList<string> Fingerprints { get; init; }

    /// <summary>Whether the keys were compared with given ones. Without, anybody may have signed.</summary>
    public required bool IsAuthenticated { get; init; }

    /// <summary>What is wrong and where, in order, the first 20.</summary>
    public required IReadOnlyList<string> Problems { get; init; }
}
