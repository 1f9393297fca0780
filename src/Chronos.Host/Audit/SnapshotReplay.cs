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

    /// <summary>A replay from the first record there is: what retention has removed before it, the oldest good snapshot stands for.</summary>
    public static Replayer FromTheBeginning(string directory) => JournalReader.FirstSequence(directory) == 1
        ? new Replayer()
        : new Replayer(Good(directory)[^1].State, keys: null);

    /// <summary>The newest good snapshot; a journal without one is wrong input.</summary>
    public static Snapshot Newest(string directory) => Good(directory)[0];

    private static List<Snapshot> Good(string directory)
    {
        var engineId = EngineIdentity.TryRead(directory) ?? throw CliException.Input($"{directory}: has no {JournalFiles.EngineIdName}");
        var snapshots = new SnapshotDirectory(directory, engineId, new DiskSync());
        var good = snapshots.Good().ToList();
        return good.Count > 0 ? good : throw CliException.Input(
            $"{directory}: has no good snapshot{string.Concat(snapshots.Findings.Select(f => "; " + f.Message))}");
    }
}
