using Chronos.Core.Books;
using Chronos.Core.Journal;
using Chronos.Core.Model;
using Chronos.Core.Replay;
using Chronos.Core.Replay.Snapshots;

namespace Chronos.Core.Engine;

/// <summary>
/// What happens before an engine runs: the newest good snapshot is restored, the journal behind it inspected and repaired,
/// and every record after it decided again and compared. Where a snapshot is bad an older one serves, and after the last
/// of them the whole journal. One use; the replayer is for whoever goes on from it.
/// </summary>
internal sealed class EngineRecovery
{
    private readonly ChronosOptions _options;
    private readonly SnapshotDirectory _snapshots;

    private EngineRecovery(ChronosOptions options)
    {
        _options = options;
        var directory = Path.GetFullPath(options.Journal.DataDirectory);
        var engineId = Directory.Exists(directory) ? EngineIdentity.TryRead(directory) : null;
        _snapshots = new SnapshotDirectory(directory, engineId ?? new byte[RunIdentity.IdBytes], new DiskSync());
    }

    /// <summary>
    /// Does it all; throws <see cref="JournalRefusedException"/> when the journal cannot be trusted. The store comes open and
    /// locked, the replayer stands behind the last record.
    /// </summary>
    public static (JournalStore Store, Replayer Replayer, IReadOnlyList<RecoveryFinding> Findings) Run(ChronosOptions options)
    {
        var recovery = new EngineRecovery(options);
        using var candidates = recovery.Candidates().GetEnumerator();
        candidates.MoveNext();
        var store = JournalStore.Open(options.Journal, options.Clock, candidates.Current?.Sequence ?? 0);
        try
        {
            var replayer = recovery.Replay(store, candidates);
            return (store, replayer, [.. store.Found.Findings, .. recovery._snapshots.Findings]);
        }
        catch (Exception e) when (e is JournalCorruptException or InvalidDataException)
        {
            // What an older snapshot stands before has not been inspected; or a record is whole and makes no sense.
            store.Dispose();
            throw new JournalRefusedException(RecoveryVerdict.Corrupt, e.Message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What could be read a moment ago cannot be read again.
            store.Dispose();
            throw JournalRefusedException.ByDisk(e);
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    /// <summary>The good snapshots, the newest first, and at last none.</summary>
    private IEnumerable<Snapshot?> Candidates()
    {
        if (_options.StartsFromSnapshot)
        {
            foreach (var snapshot in _snapshots.Good().Where(MayServe))
            {
                yield return snapshot;
            }
        }

        yield return null;
    }

    /// <summary>
    /// Where money is real, the books must be what the program that goes on makes of the journal: those of another program
    /// are passed over, and every record is decided again.
    /// </summary>
    private bool MayServe(Snapshot snapshot)
    {
        if (_options.Mode != EngineMode.Live || snapshot.Header.BinaryHash.Span.SequenceEqual(BuildIdentity.Hash))
        {
            return true;
        }

        _snapshots.PassOver(snapshot);
        return false;
    }

    private Replayer Replay(JournalStore store, IEnumerator<Snapshot?> candidates)
    {
        while (true)
        {
            var snapshot = candidates.Current;
            if (snapshot is null)
            {
                return ReplayAll(store);
            }

            ThrowIfAhead(store, snapshot);
            if (TryReplayTail(store, snapshot, out var replayer))
            {
                return replayer;
            }

            candidates.MoveNext();
        }
    }

    private Replayer ReplayAll(JournalStore store)
    {
        var first = JournalReader.FirstSequence(store.Directory);
        if (first > 1)
        {
            var isOfAnotherProgram = _snapshots.Findings.Any(f => f.Verdict == RecoveryVerdict.ProgramMismatch);
            throw new JournalRefusedException(
                isOfAnotherProgram ? RecoveryVerdict.ProgramMismatch : RecoveryVerdict.SnapshotBad,
                $"{store.Directory} begins with sequence {first}, and no good snapshot stands for what was removed before: "
                + string.Join("; ", _snapshots.Findings.Select(f => f.Message)));
        }

        var replayer = new Replayer(new EngineState(), _options.Keys);
        if (Replay(store, replayer, recordCrc: null) is { } difference)
        {
            replayer.Dispose();
            throw new JournalRefusedException(
                RecoveryVerdict.Nondeterminism, $"the journal does not replay to what it recorded: {difference}");
        }

        return replayer;
    }

    /// <summary>
    /// A difference behind a snapshot may be the snapshot's fault: whether it is the journal's, an older one or the whole
    /// replay shows.
    /// </summary>
    private bool TryReplayTail(JournalStore store, Snapshot snapshot, out Replayer replayer)
    {
        replayer = new Replayer(snapshot.State, _options.Keys);
        if (Replay(store, replayer, snapshot.Header.RecordCrc) is not { } difference)
        {
            return true;
        }

        _snapshots.Refuse(snapshot, difference);
        replayer.Dispose();
        return false;
    }

    /// <summary>Decides the rest again; answers what does not fit, or null.</summary>
    private static string? Replay(JournalStore store, Replayer replayer, uint? recordCrc)
    {
        var from = replayer.State.Sequence;
        if (recordCrc is { } known && from == store.LastSequence)
        {
            return known == store.LastRecordCrc ? null : "it does not stand on the journal's last record";
        }

        using var reader = store.OpenReader(from + 1);
        while (reader.TryRead(out var record))
        {
            if (recordCrc is { } previous && record.Sequence == from + 1 && record.PreviousCrc != previous)
            {
                return $"record {record.Sequence} does not continue what it was taken after";
            }

            replayer.Replay(in record);
            if (replayer.FirstDifference is { } difference)
            {
                return difference;
            }
        }

        return null;
    }

    /// <summary>It was taken of records that had been synced; a journal that ends before has lost some.</summary>
    private static void ThrowIfAhead(JournalStore store, Snapshot snapshot)
    {
        if (snapshot.Sequence > store.LastSequence)
        {
            throw new JournalRefusedException(
                RecoveryVerdict.Truncated,
                $"{store.Directory} ends with sequence {store.LastSequence}, but {snapshot.Path} was taken after {snapshot.Sequence}");
        }
    }
}
