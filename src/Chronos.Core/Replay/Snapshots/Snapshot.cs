using Chronos.Core.Books;

namespace Chronos.Core.Replay.Snapshots;

/// <summary>Books restored from a file, and where in the journal they stand. The state belongs to whoever takes it.</summary>
internal sealed record Snapshot(string Path, SnapshotHeader Header, EngineState State)
{
    /// <summary>The last record the books hold.</summary>
    public long Sequence => Header.Sequence;
}
