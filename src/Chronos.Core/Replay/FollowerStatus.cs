namespace Chronos.Core.Replay;

/// <summary>Where a follower stands, as of its last batch.</summary>
public sealed record FollowerStatus
{
    /// <summary>Whether it is following; false before its start, after its end and after an alarm.</summary>
    public required bool IsRunning { get; init; }

    /// <summary>The last record it has decided again.</summary>
    public required long Sequence { get; init; }

    /// <summary>Records it has decided again and found identical, in this run.</summary>
    public required long Records { get; init; }

    /// <summary>Decisions among them.</summary>
    public required long Decisions { get; init; }

    /// <summary>Records written and not yet decided again.</summary>
    public required long LagRecords { get; init; }

    /// <summary>How old the last record it holds is by its own clock while there are later ones, else 0. Nanoseconds.</summary>
    public required long LagNanos { get; init; }

    /// <summary>Whether it found nothing more to read when it last looked.</summary>
    public required bool IsIdle { get; init; }

    /// <summary>Audits of the books' totals that found nothing.</summary>
    public required long Audits { get; init; }

    /// <summary>The last snapshot it took or began with; 0 for none.</summary>
    public required long SnapshotSequence { get; init; }

    /// <summary>Why the last snapshot could not be taken, or segments not be deleted; null when it could.</summary>
    public required string? SnapshotFailure { get; init; }

    /// <summary>The last sequence whose segment retention has removed; 0 for none.</summary>
    public required long RemovedSequence { get; init; }

    /// <summary>What it found wrong; null while everything agrees. Its books stand still from then on.</summary>
    public required string? Alarm { get; init; }
}
