using Chronos.Core.Books;
using Chronos.Core.Journal;

namespace Chronos.Core.Replay.Snapshots;

/// <summary>The snapshots beside the segments of a journal. One thread.</summary>
internal sealed class SnapshotDirectory(string directory, byte[] engineId, IDisk disk)
{
    private const int Spare = FollowerOptions.SnapshotsKeptMin;

    /// <summary>What was found wrong with snapshots so far; each is named once.</summary>
    public List<RecoveryFinding> Findings { get; } = [];

    /// <summary>
    /// The good ones up to a sequence, the newest first, each restored when it is asked for. A bad one is noted and passed
    /// over: an older one serves.
    /// </summary>
    public IEnumerable<Snapshot> Good(long upTo = long.MaxValue)
    {
        foreach (var path in JournalFiles.Snapshots(directory).Where(path => IsAtOrBefore(path, upTo)))
        {
            if (Try(path, () => SnapshotFile.Restore(path, engineId)) is { } snapshot)
            {
                yield return snapshot;
            }
        }
    }

    /// <summary>What the files say of themselves, the newest first; a file whose header cannot be read is noted and passed over.</summary>
    public IEnumerable<SnapshotHead> Headers()
    {
        foreach (var path in JournalFiles.Snapshots(directory))
        {
            if (Try(path, () => new SnapshotHead(path, SnapshotFile.ReadHeader(path))) is { } head)
            {
                yield return head;
            }
        }
    }

    /// <summary>Notes that a snapshot that looked good turned out not to be.</summary>
    public void Refuse(Snapshot snapshot, string what) => Note(snapshot.Path, what);

    /// <summary>Notes that a good snapshot does not serve here, because another program took it.</summary>
    public void PassOver(Snapshot snapshot) => Findings.Add(new RecoveryFinding(
        RecoveryVerdict.ProgramMismatch, $"{snapshot.Path}: taken by another program; the whole journal is decided again by this one"));

    /// <summary>Takes a snapshot. Throws what the disk throws; then there is no trace of it.</summary>
    public void Take(EngineState state, uint recordCrc, uint epoch) => JournalFiles.WriteWhole(
        Path.Combine(directory, JournalFiles.SnapshotName(state.Sequence)),
        SnapshotFile.Of(state, engineId, recordCrc, epoch),
        disk);

    /// <summary>
    /// Deletes all up to a sequence but the newest two, those an archive may have to go on from and some more that are spread over
    /// the journal, so that it can be replayed in stretches; also what a snapshot that was cut short has left. Later ones can only be
    /// another journal's and are left alone.
    /// </summary>
    /// <param name="kept">How many stay, those for the archive not counted.</param>
    /// <param name="newestSequence">The last one that is this journal's.</param>
    /// <param name="archivedSequence">
    /// How far an archive has come: as many at or before it stay as one of them may turn out bad, and as many behind it, so that
    /// an archive that lags far behind finds one there when it has come on. Where it cannot be told (0) the oldest stay, which
    /// have stood before every mark there has been.
    /// </param>
    public void Prune(int kept, long newestSequence, long archivedSequence = long.MaxValue)
    {
        var own = Array.FindAll(JournalFiles.Snapshots(directory), path => IsAtOrBefore(path, newestSequence));
        var archived = Array.FindIndex(own, path => IsAtOrBefore(path, archivedSequence));
        var passed = archived < 0 ? own.Length : archived;
        var staying = Spread([.. own.Select(JournalFiles.SequenceOfSnapshot)], kept);
        for (var i = 0; i < own.Length; i++)
        {
            if (!staying.Contains(i) && (i < passed - Spare || i >= passed + Spare))
            {
                disk.Delete(own[i]);
            }
        }

        foreach (var path in Directory.GetFiles(
            directory, JournalFiles.SnapshotPrefix + "*" + JournalFiles.SnapshotExtension + JournalFiles.TemporaryExtension))
        {
            disk.Delete(path);
        }
    }

    /// <summary>
    /// Which stay, by place in the list: the newest two, then the first behind each multiple of a distance, then the newest again.
    /// The distance is a power of two, so that what stays when it doubles has stayed before.
    /// </summary>
    private static HashSet<int> Spread(ReadOnlySpan<long> newestFirst, int kept)
    {
        var staying = new HashSet<int>();
        var distance = 1L;
        while (newestFirst.Length > 0 && newestFirst[0] / distance > kept - Spare)
        {
            distance *= 2;
        }

        for (var i = 0; i < newestFirst.Length; i++)
        {
            var older = i + 1 < newestFirst.Length ? newestFirst[i + 1] : 0;
            if (i < Spare || newestFirst[i] / distance > older / distance)
            {
                staying.Add(i);
            }
        }

        for (var i = 0; i < newestFirst.Length && staying.Count < kept; i++)
        {
            staying.Add(i);
        }

        return staying;
    }

    private static bool IsAtOrBefore(string path, long sequence) =>
        string.CompareOrdinal(Path.GetFileName(path), JournalFiles.SnapshotName(sequence)) <= 0;

    private T? Try<T>(string path, Func<T> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            Note(path, e.Message);
            return null;
        }
    }

    private void Note(string path, string what) =>
        Findings.Add(new RecoveryFinding(RecoveryVerdict.SnapshotBad, $"{path}: {what}; an older one serves, or the whole journal"));
}
