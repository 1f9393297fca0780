using Chronos.Core.Clocks;

namespace Chronos.Core.Journal;

/// <summary>
/// Writes the frames and batches of one segment, each synced before the next begins. Room for one closing frame is
/// always kept. One thread; whoever rolls closes it.
/// </summary>
internal sealed unsafe class SegmentWriter : IDisposable
{
    private readonly IDisk _disk;
    private readonly IClock _clock;
    private readonly SyncCounters _counters;
    private readonly SpareSegment _file;
    private readonly uint _saltSeed;
    private uint _lastFrameCrc;

    private SegmentWriter(SpareSegment file, SegmentHeader header, IDisk disk, IClock clock, SyncCounters counters)
    {
        _file = file;
        _disk = disk;
        _clock = clock;
        _counters = counters;
        _saltSeed = JournalRecord.SeedOf(header.Salt);
        Header = header;
        Position = SegmentHeader.DataOffset;
        LastSequence = header.FirstSequence - 1;
        LastRecordCrc = header.PreviousCrc;
    }

    /// <summary>The header of this segment.</summary>
    public SegmentHeader Header { get; }

    /// <summary>Used bytes so far.</summary>
    public long Position { get; private set; }

    /// <summary>Last sequence on disk and synced.</summary>
    public long LastSequence { get; private set; }

    /// <summary>CRC of that record.</summary>
    public uint LastRecordCrc { get; private set; }

    /// <summary>Whether the last batch has no frame behind it yet that vouches for its having been synced.</summary>
    public bool NeedsVoucher { get; private set; }

    /// <summary>Whether the segment's file has been deleted: what is written to it will be gone.</summary>
    public bool IsDeleted() => _disk.CountNames(_file.Handle) == 0;

    /// <summary>Bytes a batch, frame included, may have here.</summary>
    public int BatchRoom =>
        (int)Math.Min(JournalFrame.BatchBytesMax, Header.SegmentBytes - Position - JournalFrame.Bytes);

    /// <summary>
    /// Makes a spare the segment with this header: both copies written and synced. It is found under its own name once
    /// <see cref="Publish"/> has run.
    /// </summary>
    public static SegmentWriter Begin(
        SpareSegment spare, SegmentHeader header, IDisk disk, IClock clock, SyncCounters counters)
    {
        var copy = header.ToBytes();
        disk.Write(spare.Handle, copy, 0);
        disk.Write(spare.Handle, copy, SegmentHeader.CopyBytes);
        counters.Begin();
        disk.SyncData(spare.Handle);
        counters.End();
        counters.Segments++;
        return new SegmentWriter(spare, header, disk, clock, counters);
    }

    /// <summary>
    /// Renames the spare to the segment, replacing an empty one of that name, and syncs the directory.
    /// </summary>
    public void Publish(string directory)
    {
        var name = JournalFiles.SegmentName(Header.FirstSequence);
        _disk.Move(_file.Path, Path.Combine(directory, name));
        _counters.Begin();
        _disk.SyncDirectory(directory);
        _counters.End();
    }

    /// <summary>The header of the segment after this one.</summary>
    public SegmentHeader NextHeader(long nowNanos) => Header with
    {
        Number = Header.Number + 1,
        FirstSequence = LastSequence + 1,
        PreviousCrc = LastRecordCrc,
        PreviousLength = Position,
        CreatedNanos = nowNanos,
    };

    /// <summary>Writes and syncs a batch, which must follow this segment's last record.</summary>
    public void Write(BatchBuffer batch)
    {
        var frame = batch.Frame;
        Fill(frame, FrameType.Batch);
        frame->ByteCount = (uint)batch.RecordBytes;
        frame->RecordCount = batch.RecordCount;
        frame->LastRecordCrc = batch.LastRecordCrc;
        JournalFrame.Complete(frame, _saltSeed);
        WriteAndSync(batch.Bytes, frame->Header.Crc, batch.RecordCount);
        LastSequence = batch.LastSequence;
        LastRecordCrc = batch.LastRecordCrc;
        NeedsVoucher = true;
    }

    /// <summary>Writes and syncs a frame without records: heartbeat (an empty Batch), End or Close.</summary>
    public void WriteMark(ushort frameType)
    {
        JournalFrame frame = default;
        Fill(&frame, frameType);
        frame.LastRecordCrc = LastRecordCrc;
        JournalFrame.Complete(&frame, _saltSeed);
        WriteAndSync(new ReadOnlySpan<byte>(&frame, JournalFrame.Bytes), frame.Header.Crc, 0);
        NeedsVoucher = false;
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _file.Dispose();

    private void Fill(JournalFrame* frame, ushort frameType)
    {
        *frame = default;
        frame->Header.Sequence = LastSequence + 1;
        frame->Header.TimeNanos = _clock.NowNanos();
        frame->Header.Type = frameType;
        frame->Header.Epoch = Header.Epoch;
        frame->Header.PreviousCrc = LastRecordCrc;
        frame->SyncedSequence = LastSequence;
        frame->FirstSequence = LastSequence + 1;
        frame->PreviousFrameCrc = _lastFrameCrc;
    }

    private void WriteAndSync(ReadOnlySpan<byte> bytes, uint frameCrc, uint records)
    {
        _disk.Write(_file.Handle, bytes, Position);
        _counters.Begin();
        _disk.SyncData(_file.Handle);
        _counters.End();
        _counters.Group(records);
        _counters.BytesWritten += bytes.Length;
        Position += bytes.Length;
        _lastFrameCrc = frameCrc;
    }
}
