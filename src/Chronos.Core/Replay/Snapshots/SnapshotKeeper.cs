using Chronos.Core.Books;
using Chronos.Core.Journal;

namespace Chronos.Core.Replay.Snapshots;

/// <summary>
/// Takes snapshots when they are due, keeps the newest, and lets segments go that nobody needs any more. What fails here is
/// told and tried again at the next snapshot; it never stops whoever follows. Follower thread.
/// </summary>
internal sealed class SnapshotKeeper
{
    private readonly SnapshotDirectory _directory;
    private readonly Retention? _retention;
    private readonly FollowerSource _source;
    private readonly FollowerOptions _options;
    private long _lastSequence;
    private long _lastAttempt;
    private string? _failure;

    public SnapshotKeeper(FollowerSource source, FollowerOptions options, long sequence)
    {
        _source = source;
        _options = options;
        _lastAttempt = sequence;
        _directory = new SnapshotDirectory(source.Directory, source.EngineId, source.Disk);
        _retention = options.Retention is { } retention
            ? new Retention(source.Directory, source.EngineId, retention, source.Disk)
            : null;
    }

    /// <summary>The last snapshot taken, or begun with; 0 for none. Any thread.</summary>
    public long LastSequence
    {
        get => Volatile.Read(ref _lastSequence);
        init => _lastSequence = value;
    }

    /// <summary>Why the last attempt failed; null when it did not. Any thread.</summary>
    public string? Failure => Volatile.Read(ref _failure);

    /// <summary>Last sequence removed by retention. Any thread.</summary>
    public long RemovedSequence => _retention?.RemovedSequence ?? 0;

    /// <summary>Takes one when enough has been recorded since the last.</summary>
    public void TakeWhenDue(EngineState state, uint recordCrc, uint epoch)
    {
        if (_options.SnapshotRecords > 0 && state.Sequence - _lastAttempt >= _options.SnapshotRecords)
        {
            Take(state, recordCrc, epoch);
        }
    }

    /// <summary>Takes one of a state that has gone on since the last.</summary>
    public void TakeAtEnd(EngineState state, uint recordCrc, uint epoch)
    {
        if (state.Sequence > LastSequence)
        {
            Take(state, recordCrc, epoch);
        }
    }

    private void Take(EngineState state, uint recordCrc, uint epoch)
    {
        if (!_options.TakesSnapshots || !StateImage.IsSupported)
        {
            return;
        }

        _lastAttempt = state.Sequence;
        try
        {
            _directory.Take(state, recordCrc, epoch);
            Volatile.Write(ref _lastSequence, state.Sequence);
            // Read once: no segment goes behind a snapshot that would have been kept for an archive further on.
            var archived = _options.Retention?.Archive?.ArchivedSequence ?? long.MaxValue;
            _directory.Prune(_options.SnapshotsKept, state.Sequence, archived);
            RemoveSegments(archived);
            Volatile.Write(ref _failure, null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JournalRefusedException)
        {
            Volatile.Write(ref _failure, e.Message);
        }
    }

    /// <summary>
    /// Only what two snapshots that were read back and found good have behind them; and where there is an archive, two that it
    /// has come past, because it goes on from one of them at its next start.
    /// </summary>
    private void RemoveSegments(long archivedSequence)
    {
        var now = _source.Clock.NowNanos();
        if (_retention is null || !_retention.IsDue(now))
        {
            return;
        }

        var good = _directory.Good(archivedSequence).Take(FollowerOptions.SnapshotsKeptMin).Select(s => s.Sequence).ToArray();
        if (good.Length == FollowerOptions.SnapshotsKeptMin)
        {
            _retention.Remove(now, _source.Sealed(), good[^1]);
        }
    }
}
