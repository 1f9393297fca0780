using Chronos.Core.Journal;
using Chronos.Core.Replay.Snapshots;
using Chronos.Core.Signing;

namespace Chronos.Core.Replay;

/// <summary>
/// Replays a closed journal on several threads: snapshots divide it into stretches, and each is decided again by itself from
/// the books it begins with.
/// </summary>
/// <remarks>
/// No snapshot is believed. The first stretch begins with nothing, and each must end in the very books, by hash, and behind the
/// very record the next one began with; so all of them together show what one replay of everything shows. Whatever does not
/// fit, be it the journal's fault or a snapshot's, makes the whole inconclusive: a plain replay then says what is wrong and where.
/// </remarks>
internal sealed class StretchReplay
{
    private readonly string _directory;
    private readonly byte[] _engineId;
    private readonly KeyRing? _keys;
    private readonly Stretch[] _stretches;
    private readonly ReplayReport?[] _reports;
    private int _taken;
    private volatile bool _isInconclusive;

    private StretchReplay(string directory, byte[] engineId, KeyRing? keys, Stretch[] stretches)
    {
        _directory = directory;
        _engineId = engineId;
        _keys = keys;
        _stretches = stretches;
        _reports = new ReplayReport?[stretches.Length];
    }

    /// <summary>
    /// Replays everything from the first record on. Null when no snapshot divides the journal, when one thread is to do it, or
    /// when something came out different: then only a plain replay can tell.
    /// </summary>
    /// <param name="directory">Directory of a journal nobody writes.</param>
    /// <param name="keys">Keys for making seals anew; null takes the recorded ones.</param>
    /// <param name="threads">Most threads at a time; each holds books of its own in memory.</param>
    public static ReplayReport? TryRun(string directory, KeyRing? keys, int threads)
    {
        if (threads < 2 || EngineIdentity.TryRead(directory) is not { } engineId || JournalReader.FirstSequence(directory) != 1)
        {
            return null;
        }

        var stretches = Divide(directory, engineId);
        return stretches.Length < 2
            ? null
            : new StretchReplay(directory, engineId, keys, stretches).Run(Math.Min(threads, stretches.Length));
    }

    private static Stretch[] Divide(string directory, byte[] engineId)
    {
        var begins = new SnapshotDirectory(directory, engineId, new DiskSync()).Headers()
            .Where(s => s.Header.Layout.Span.SequenceEqual(StateImage.Fingerprint)).Reverse().ToArray();
        var stretches = new Stretch[begins.Length + 1];
        for (var i = 0; i < stretches.Length; i++)
        {
            stretches[i] = new Stretch(i == 0 ? null : begins[i - 1].Path, i == begins.Length ? null : begins[i].Header);
        }

        return stretches;
    }

    private ReplayReport? Run(int threads)
    {
        var others = new Thread[threads - 1];
        for (var i = 0; i < others.Length; i++)
        {
            others[i] = new Thread(RunStretches) { Name = $"chronos-replay-{i}", IsBackground = true };
            others[i].Start();
        }

        RunStretches();
        Array.ForEach(others, t => t.Join());
        return _isInconclusive ? null : Whole(_reports!);
    }

    private void RunStretches()
    {
        for (var i = Interlocked.Increment(ref _taken) - 1; i < _stretches.Length && !_isInconclusive; i = Interlocked.Increment(ref _taken) - 1)
        {
            try
            {
                _reports[i] = Run(_stretches[i]);
            }
            catch (Exception e) when (e is JournalCorruptException or InvalidDataException or IOException or UnauthorizedAccessException)
            {
                // The plain replay meets it again and tells of it.
            }

            _isInconclusive |= _reports[i] is null;
        }
    }

    /// <summary>What a stretch came to; null when it does not fit what stands before or behind it.</summary>
    private ReplayReport? Run(Stretch stretch)
    {
        var begin = stretch.Begin is { } path ? SnapshotFile.Restore(path, _engineId) : null;
        using var replayer = begin is null ? new Replayer(_keys) : new Replayer(begin.State, _keys);
        var crc = begin?.Header.RecordCrc;
        using (var reader = JournalReader.Open(_directory, replayer.NextSequence))
        {
            while (replayer.NextSequence <= stretch.LastSequence && !_isInconclusive && reader.TryRead(out var record))
            {
                if (crc is { } known && record.PreviousCrc != known)
                {
                    return null;
                }

                crc = record.Crc;
                replayer.Replay(in record);
                if (replayer.FirstDifference is not null)
                {
                    return null;
                }
            }
        }

        var report = replayer.Report();
        return stretch.End is not { } end
            || (replayer.NextSequence - 1 == end.Sequence
                && crc == end.RecordCrc
                && report.StateHash == Convert.ToHexStringLower(end.StateHash.Span))
            ? report
            : null;
    }

    private static ReplayReport Whole(ReplayReport[] reports) => new()
    {
        Records = reports.Sum(r => r.Records),
        Decisions = reports.Sum(r => r.Decisions),
        Identical = reports.Sum(r => r.Identical),
        SealsRecomputed = reports.Sum(r => r.SealsRecomputed),
        FirstDifference = null,
        StateHash = reports[^1].StateHash,
        StateHashesConfirmed = reports.Sum(r => r.StateHashesConfirmed),
        Stretches = reports.Length,
    };

    /// <param name="Begin">File of the snapshot it begins with; null for the beginning of the journal.</param>
    /// <param name="End">Header of the snapshot it must end in; null for the end of the journal.</param>
    private sealed record Stretch(string? Begin, SnapshotHeader? End)
    {
        public long LastSequence => End?.Sequence ?? long.MaxValue;
    }
}
