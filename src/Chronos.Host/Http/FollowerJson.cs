using Chronos.Core.Replay;

namespace Chronos.Host.Http;

/// <summary>How far the follower has come, and what it found.</summary>
internal sealed record FollowerJson(
    bool Running,
    long Sequence,
    long LagRecords,
    long LagNanos,
    long Audits,
    long SnapshotSequence,
    string? SnapshotFailure,
    long RemovedSequence,
    string? Alarm)
{
    /// <summary>Of a follower's status; null of none.</summary>
    public static FollowerJson? Of(FollowerStatus? s) => s is null
        ? null
        : new FollowerJson(
            s.IsRunning, s.Sequence, s.LagRecords, s.LagNanos, s.Audits, s.SnapshotSequence, s.SnapshotFailure, s.RemovedSequence, s.Alarm);
}
