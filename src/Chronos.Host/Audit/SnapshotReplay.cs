using Chronos.Core.Journal;
using Chronos.Core.Replay;
using Chronos.Core.Replay.Snapshots;
using Chronos.Core.Signing;

namespace Chronos.Host.Audit;

/// <summary>A replay that begins with the newest good snapshot of a journal.</summary>
internal static class SnapshotReplay
{
    /// <summary>Begins one; a journal without a good snapshot is wrong input, and each bad one is told.</summary>
    public static Replayer Begin(string directory, KeyRing? keys) => new(Newest(directory).State, keys);

    /// <summary>The newest good snapshot; a journal without one is wrong input.</summary>
    public static Snapshot Newest(string directory)
    {
        var engineId = EngineIdentity.TryRead(directory) ?? throw CliException.Input($"{directory}: has no {JournalFiles.EngineIdName}");
        var snapshots = new SnapshotDirectory(directory, engineId, new DiskSync());
        return snapshots.Good().FirstOrDefault() ?? throw CliException.Input(
            $"{directory}: has no good snapshot{string.Concat(snapshots.Findings.Select(f => "; " + f.Message))}");
    }
}
