namespace Chronos.Core.Replay.Snapshots;

/// <summary>What a snapshot file says of itself; whether it is good only shows when it is restored.</summary>
internal sealed record SnapshotHead(string Path, SnapshotHeader Header);
