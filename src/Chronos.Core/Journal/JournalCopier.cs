using Chronos.Core.Clocks;

namespace Chronos.Core.Journal;

/// <summary>
/// The work of the journal thread, one step at a call: takes what has been published from the ring, writes it to the
/// current segment in synced groups, vouches for the last one and goes on in a spare when a segment is full. It knows no
/// thread and never waits. One thread.
/// </summary>
internal sealed unsafe class JournalCopier : IDisposable
{
    private readonly string _directory;
    private readonly JournalRing _ring;
    private readonly SparePool _spares;
    private readonly IDisk _disk;
    private readonly IClock _clock;
    private readonly FailStop _failStop;
    private readonly SyncCounters _counters;
    private readonly BatchBuffer _batch;
    private SegmentWriter _writer;
    private long _position;
    private volatile bool _segmentDeleted;

    /// <summary>Goes on in <paramref name="writer"/>'s segment, which it owns from now on.</summary>
    public JournalCopier(
        string directory, JournalRing ring, SegmentWriter writer, SparePool spares, IDisk disk, IClock clock,
        FailStop failStop, SyncCounters counters)
    {
        _directory = directory;
        _ring = ring;
        _writer = writer;
        _spares = spares;
        _disk = disk;
        _clock = clock;
        _failStop = failStop;
        _counters = counters;
        _batch = new BatchBuffer(writer.Header.Salt, writer.LastSequence, writer.LastRecordCrc);
    }

    /// <summary>Whether everything was written and the segment closed in good order.</summary>
    public bool ClosedCleanly { get; private set; }

    /// <summary>Whether everything published has been synced.</summary>
    public bool IsDrained => _position == _ring.WrittenPosition;

    /// <summary>Whether no frame vouches for the last batch yet.</summary>
    public bool NeedsVoucher => _writer.NeedsVoucher;

    /// <summary>
    /// Whether somebody has deleted a segment that was being written. Final: its records are gone with the file. Any thread.
    /// </summary>
    public bool SegmentDeleted => _segmentDeleted;

    /// <summary>Looks whether the segment is still there.</summary>
    public void LookForSegment() => _segmentDeleted |= _writer.IsDeleted();

    /// <summary>Writes and syncs the next group, or rolls where none fits; false when there is nothing it can do.</summary>
    public bool TryCopyBatch()
    {
        var end = _ring.WrittenPosition;
        if (_position == end)
        {
            return false;
        }

        _batch.Clear();
        var position = _position;
        JournalRecord* record;
        while ((record = _ring.RecordAt(ref position, end)) != null && _batch.TryAdd(record, _writer.BatchRoom))
        {
            position += record->Length;
        }

        if (_batch.RecordCount == 0 && record != null)
        {
            return TryRoll();
        }

        _ring.RaiseCopied(position);
        if (_batch.RecordCount > 0)
        {
            _writer.Write(_batch);
        }

        _ring.RaiseSynced(position, _writer.LastSequence);
        _position = position;
        return true;
    }

    /// <summary>Writes the frame that vouches for the last batch.</summary>
    public void Vouch()
    {
        if (_writer.BatchRoom >= JournalFrame.Bytes)
        {
            _writer.WriteMark(FrameType.Batch);
        }
        else
        {
            TryRoll();
        }
    }

    /// <summary>Closes the segment in good order, unless something is left in the ring or the segment is gone.</summary>
    public void Close()
    {
        LookForSegment();
        if (IsDrained && !_segmentDeleted)
        {
            _writer.WriteMark(FrameType.Close);
            ClosedCleanly = true;
        }
    }

    /// <summary>Ends the process: whatever went wrong, nothing after it can be trusted to reach the disk.</summary>
    public void Fail(Exception cause) => _failStop.Fail("The journal could not be written", cause, _clock.NowNanos());

    /// <summary>Closes the segment's file and frees the buffers.</summary>
    public void Dispose()
    {
        _writer.Dispose();
        _batch.Dispose();
    }

    private bool TryRoll()
    {
        var spare = _spares.TryTake();
        if (spare is null)
        {
            return false;
        }

        _writer.WriteMark(FrameType.End);
        LookForSegment();
        var header = _writer.NextHeader(_clock.NowNanos());
        _writer.Dispose();
        _writer = SegmentWriter.Begin(spare, header, _disk, _clock, _counters);
        _writer.Publish(_directory);
        return true;
    }
}
