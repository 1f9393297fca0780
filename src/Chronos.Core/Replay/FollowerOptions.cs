using Chronos.Core.Journal;

namespace Chronos.Core.Replay;

/// <summary>What a follower does besides comparing.</summary>
public sealed class FollowerOptions
{
    /// <summary>Fewest snapshots that may be kept: one may turn out bad.</summary>
    public const int SnapshotsKeptMin = 2;

    /// <summary>
    /// Records between two snapshots, 0 for none but the one at a clean stop, to a billion. Default 1 000 000: some seconds
    /// of replay at a start.
    /// </summary>
    public long SnapshotRecords { get; init; } = 1_000_000;

    /// <summary>Whether to take snapshots at all. Default true.</summary>
    public bool TakesSnapshots { get; init; } = true;

    /// <summary>
    /// Snapshots kept, 2 to 100: the newest two, for starts, and the others spread over the journal, for replays in stretches.
    /// Default 8.
    /// </summary>
    public int SnapshotsKept { get; init; } = 8;

    /// <summary>
    /// Records between two audits of the books' totals against what orders and positions make them, 1 to a billion. Default
    /// 100 000; one more is made when nothing has come for some milliseconds, and one at the end.
    /// </summary>
    public long AuditRecords { get; init; } = 100_000;

    /// <summary>Which segments may be deleted; null keeps all. Default null.</summary>
    public RetentionOptions? Retention { get; init; }

    internal IEnumerable<string> Violations()
    {
        if (SnapshotRecords is < 0 or > 1_000_000_000)
        {
            yield return $"{nameof(SnapshotRecords)} is {SnapshotRecords}, outside 0 to 1000000000";
        }

        if (SnapshotsKept is < SnapshotsKeptMin or > 100)
        {
            yield return $"{nameof(SnapshotsKept)} is {SnapshotsKept}, outside {SnapshotsKeptMin} to 100";
        }

        if (AuditRecords is < 1 or > 1_000_000_000)
        {
            yield return $"{nameof(AuditRecords)} is {AuditRecords}, outside 1 to 1000000000";
        }

        if (Retention is not null && !TakesSnapshots)
        {
            yield return $"{nameof(Retention)}: nothing can be deleted without snapshots";
        }

        foreach (var violation in Retention?.Violations() ?? [])
        {
            yield return violation;
        }
    }
}
