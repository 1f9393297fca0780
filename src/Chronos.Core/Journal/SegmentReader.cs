namespace Chronos.Core.Journal;

/// <summary>
/// Steps through the records of one segment and checks everything a record and a frame claim. It judges bytes, not
/// their meaning: what a damaged place amounts to is for recovery to say. One thread.
/// </summary>
internal sealed unsafe class SegmentReader
{
    private readonly FileWindow _window;
    private readonly uint _saltSeed;
    private long _batchEnd;
    private uint _batchRecordsLeft;
    private uint _batchLastCrc;
    private uint _frameCrcBefore;
    private long _awaited;
    private bool _isVouched;
    private uint _lastFrameCrc;

    /// <summary>Begins at the first frame of the file <paramref name="window"/> has open.</summary>
    public SegmentReader(string path, SegmentHeader header, FileWindow window)
    {
        Path = path;
        Header = header;
        _window = window;
        _saltSeed = JournalRecord.SeedOf(header.Salt);
        Offset = SegmentHeader.DataOffset;
        NextSequence = header.FirstSequence;
        LastRecordCrc = header.PreviousCrc;
        SyncedSequence = header.FirstSequence - 1;
    }

    /// <summary>The segment file.</summary>
    public string Path { get; }

    /// <summary>Its header.</summary>
    public SegmentHeader Header { get; }

    /// <summary>
    /// Gives the records of a batch only once something behind it says that it has been synced, as whoever reads what
    /// another process writes must.
    /// </summary>
    public bool VouchedOnly { get; init; }

    /// <summary>Where bytes must appear for there to be more.</summary>
    public long AwaitedOffset => Math.Max(_awaited, Offset);

    /// <summary>Where the reader stands: behind the last good record or frame.</summary>
    public long Offset { get; private set; }

    /// <summary>Sequence the next record must have.</summary>
    public long NextSequence { get; private set; }

    /// <summary>Chain value so far.</summary>
    public uint LastRecordCrc { get; private set; }

    /// <summary>Highest epoch seen.</summary>
    public uint LastEpoch { get; private set; }

    /// <summary>Time of the last record; 0 before the first.</summary>
    public long LastTimeNanos { get; private set; }

    /// <summary>The highest sequence a frame so far says was synced.</summary>
    public long SyncedSequence { get; private set; }

    /// <summary>Where the frame of the last batch with records stands; 0 before the first.</summary>
    public long BatchOffset { get; private set; }

    /// <summary>Where the last frame of any kind stands; 0 before the first.</summary>
    public long FrameOffset { get; private set; }

    /// <summary>Whether the reader stands inside a batch.</summary>
    public bool InBatch => _batchRecordsLeft > 0;

    /// <summary>Where the batch ends in which the reader stands.</summary>
    public long BatchEnd => _batchEnd;

    /// <summary>Records of that batch read so far.</summary>
    public uint BatchRecordsRead { get; private set; }

    /// <summary>Offset of the last record read.</summary>
    public long RecordOffset { get; private set; }

    /// <summary>What is wrong at <see cref="Offset"/>, after an outcome that says so.</summary>
    public string Problem { get; private set; } = "";

    /// <summary>
    /// Goes to the next record or says why there is none; where it stands only moves over good bytes.
    /// </summary>
    public ReadOutcome Next(out JournalRecord* record)
    {
        record = null;
        while (!InBatch)
        {
            var outcome = EnterFrame();
            if (outcome != ReadOutcome.Record)
            {
                return outcome;
            }
        }

        if (VouchedOnly && !_isVouched && !(_isVouched = IsVouched()))
        {
            LeaveFrame();
            return ReadOutcome.Nothing;
        }

        return NextInBatch(out record);
    }

    /// <summary>Goes back before a frame: until its batch is vouched for, a repair may still change both.</summary>
    private void LeaveFrame()
    {
        _awaited = _batchEnd;
        _batchRecordsLeft = 0;
        _lastFrameCrc = _frameCrcBefore;
        Offset = BatchOffset;
    }

    private ReadOutcome NextInBatch(out JournalRecord* record)
    {
        record = (JournalRecord*)_window.At(Offset, JournalRecord.HeaderBytes);
        if (record == null || !JournalRecord.IsPlausible(record->Length, _batchEnd - Offset))
        {
            return Bad(ReadOutcome.Damaged, "a record's length is impossible");
        }

        var length = record->Length;
        record = (JournalRecord*)_window.At(Offset, (int)length);
        if (record == null || !IsIntact(record, length))
        {
            return Bad(ReadOutcome.Damaged, "a record does not match its CRC");
        }

        if (record->Sequence != NextSequence)
        {
            return Bad(ReadOutcome.BrokenChain, $"record with sequence {record->Sequence} stands here");
        }

        if (record->PreviousCrc != LastRecordCrc)
        {
            return Bad(ReadOutcome.BrokenChain, "the record does not continue the one before it");
        }

        if (record->Type >= JournalRecord.ReservedTypes || record->Reserved != 0)
        {
            return Bad(ReadOutcome.Future, $"record of type {record->Type} uses what this version reserves");
        }

        var atEnd = Offset + length == _batchEnd;
        if (atEnd != (_batchRecordsLeft == 1) || (atEnd && record->Crc != _batchLastCrc))
        {
            return Bad(ReadOutcome.BrokenChain, "the records of a batch are not those its frame announced");
        }

        RecordOffset = Offset;
        Offset += length;
        NextSequence++;
        LastRecordCrc = record->Crc;
        LastEpoch = Math.Max(LastEpoch, record->Epoch);
        LastTimeNanos = record->TimeNanos;
        _batchRecordsLeft--;
        BatchRecordsRead++;
        return ReadOutcome.Record;
    }

    private bool IsIntact(JournalRecord* record, uint length)
    {
#if CHRONOS_CONTROLS
        if (ControlChild.NegativeControl.IsWithoutCrc)
        {
            return true;
        }
#endif
        return record->Crc == JournalRecord.Checksum(record, length, _saltSeed);
    }

    /// <summary>Passes the frame here: Record when it was a Batch frame, whatever it holds.</summary>
    private ReadOutcome EnterFrame()
    {
        if (Offset + JournalFrame.Bytes > Header.SegmentBytes)
        {
            return ReadOutcome.Nothing;
        }

        var frame = (JournalFrame*)_window.At(Offset, JournalFrame.Bytes);
        if (frame == null)
        {
            return Bad(ReadOutcome.Damaged, "the file ends here");
        }

        if (*(ulong*)frame == 0)
        {
            return ReadOutcome.Nothing;
        }

        if (!IsIntactFrame(frame, _saltSeed))
        {
            return Bad(ReadOutcome.Damaged, "a frame does not match its CRC");
        }

        return Check(*frame);
    }

    private ReadOutcome Check(in JournalFrame frame)
    {
        var type = frame.Header.Type;
        if (frame.Header.SchemaVersion > JournalFrame.CurrentSchema || type > FrameType.Close)
        {
            return Bad(ReadOutcome.Future, $"frame of type {type}, version {frame.Header.SchemaVersion}");
        }

        if (frame.Header.Sequence != NextSequence || frame.FirstSequence != NextSequence)
        {
            return Bad(ReadOutcome.BrokenChain, $"frame for sequence {frame.FirstSequence} stands here");
        }

        if (frame.Header.PreviousCrc != LastRecordCrc || frame.PreviousFrameCrc != _lastFrameCrc)
        {
            return Bad(ReadOutcome.BrokenChain, "the frame does not continue what stands before it");
        }

        var isBatch = type == FrameType.Batch && frame.RecordCount > 0;
        var end = Offset + JournalFrame.Bytes + frame.ByteCount;
        if (frame.SyncedSequence != NextSequence - 1
            || end > Header.SegmentBytes
            || (!isBatch && (frame.ByteCount != 0 || frame.RecordCount != 0 || frame.LastRecordCrc != LastRecordCrc)))
        {
            return Bad(ReadOutcome.BrokenChain, "the frame contradicts itself");
        }

        SyncedSequence = frame.SyncedSequence;
        _frameCrcBefore = _lastFrameCrc;
        _lastFrameCrc = frame.Header.Crc;
        if (isBatch)
        {
            BatchOffset = Offset;
            BatchRecordsRead = 0;
            _isVouched = false;
            _batchEnd = end;
            _batchRecordsLeft = frame.RecordCount;
            _batchLastCrc = frame.LastRecordCrc;
        }

        FrameOffset = Offset;
        Offset += JournalFrame.Bytes;
        return type switch
        {
            FrameType.End => ReadOutcome.End,
            FrameType.Close => ReadOutcome.Close,
            _ => ReadOutcome.Record,
        };
    }

    /// <summary>
    /// A frame is written, and a segment put to use, only when all before it has been synced.
    /// </summary>
    private bool IsVouched()
    {
        var frame = _batchEnd + JournalFrame.Bytes <= Header.SegmentBytes
            ? (JournalFrame*)_window.At(_batchEnd, JournalFrame.Bytes)
            : null;
        return (frame != null && IsIntactFrame(frame, _saltSeed))
            || File.Exists(System.IO.Path.Combine(
                System.IO.Path.GetDirectoryName(Path)!, JournalFiles.SegmentName(NextSequence + _batchRecordsLeft)));
    }

    /// <summary>Whether these 72 bytes are a frame of the run with this seed.</summary>
    public static bool IsIntactFrame(JournalFrame* frame, uint saltSeed) =>
        frame->Header.Length == JournalFrame.Bytes
        && frame->Header.Type >= JournalRecord.ReservedTypes
        && frame->Header.Crc == JournalRecord.Checksum(&frame->Header, JournalFrame.Bytes, saltSeed);

    private ReadOutcome Bad(ReadOutcome outcome, string problem)
    {
        Problem = problem;
        return outcome;
    }
}
