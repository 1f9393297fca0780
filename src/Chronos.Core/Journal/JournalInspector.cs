using System.Globalization;
using Chronos.Core.Journal.Proof;

namespace Chronos.Core.Journal;

/// <summary>
/// Reads a whole journal and gives its verdict, without changing a byte. What may be repaired is noted, whatever is
/// unsure is refused. One use, one thread.
/// </summary>
internal sealed unsafe class JournalInspector : IDisposable
{
    private readonly JournalTail _tail;
    private readonly List<RecoveryFinding> _findings = [];
    private readonly FileWindow _window;
    private RingSnapshot? _ring;
    private long _sealedSequence;

    /// <summary>
    /// An inspection of all records, or of those behind a sequence for which something else vouches: segments that end
    /// at or before it are passed over by their headers.
    /// </summary>
    public JournalInspector(string directory, string ringPath, IDisk disk, long trustedSequence = 0)
    {
        _window = new FileWindow(disk);
        _tail = new JournalTail { Directory = directory, RingPath = ringPath, TrustedSequence = trustedSequence };
    }

    public void Dispose() => _window.Dispose();

    /// <summary>Does it all. Read errors and refusals come as the report's verdict, never as an exception.</summary>
    public RecoveryReport Inspect()
    {
        try
        {
            InspectFiles();
        }
        catch (JournalRefusedException refusal)
        {
            return Refused(refusal.Verdict!.Value, refusal.Message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Refused(RecoveryVerdict.Device, e.Message);
        }

        _findings.Sort((a, b) => Weight(b.Verdict).CompareTo(Weight(a.Verdict)));
        return new RecoveryReport(_tail, _findings, isRefused: false);
    }

    private void InspectFiles()
    {
        if (!Directory.Exists(_tail.Directory))
        {
            LoadRing();
            Note(RecoveryVerdict.Clean, $"{_tail.Directory} does not exist yet");
            return;
        }

        _tail.EngineId = EngineIdentity.TryRead(_tail.Directory);
        var segments = JournalFiles.Segments(_tail.Directory);
        if (segments.Length > 0 && _tail.EngineId is null)
        {
            throw new JournalRefusedException(
                RecoveryVerdict.Foreign, $"{_tail.Directory} has segments but no {JournalFiles.EngineIdName}");
        }

        LoadRing();
        segments = BeginBehindWhatWasRemoved(segments);
        LoadCheckpoint();
        for (var i = 0; i < segments.Length; i++)
        {
            var isLast = i == segments.Length - 1;
            if (isLast || !TryPassOver(segments[i], segments[i + 1]))
            {
                InspectSegment(segments[i], isLast);
            }
        }

        if (segments.Length == 0)
        {
            Note(RecoveryVerdict.Clean, $"{_tail.Directory} holds no records");
        }

        CompareCheckpoint();
        CompareRing();
    }

    /// <summary>Where retention has removed segments, the note of it says what the first one left must continue.</summary>
    private string[] BeginBehindWhatWasRemoved(string[] segments)
    {
        if (RetentionNote.TryRead(_tail.Directory) is not { } note)
        {
            return segments;
        }

        if (!note.EngineId.Span.SequenceEqual(_tail.EngineId))
        {
            throw new JournalRefusedException(
                RecoveryVerdict.Foreign, $"{JournalFiles.RetentionName} in {_tail.Directory} belongs to another engine");
        }

        segments = JournalFiles.SegmentsAfter(_tail.Directory, note.Sequence);
        if (segments.Length == 0)
        {
            throw new JournalRefusedException(
                RecoveryVerdict.MissingSegment, $"{_tail.Directory} has no segment behind sequence {note.Sequence}, up to which all were removed");
        }

        _tail.LastNumber = note.Number;
        _tail.LastSequence = note.Sequence;
        _tail.LastRecordCrc = note.RecordCrc;
        _tail.LastEpoch = note.Epoch;
        _tail.LastOffset = note.UsedBytes;
        return segments;
    }

    /// <summary>
    /// Takes the word of the next segment's header for how this one ends, where all its records are trusted. Its own header
    /// is looked at all the same.
    /// </summary>
    private bool TryPassOver(string path, string nextPath)
    {
        if (_tail.TrustedSequence < 1
            || string.CompareOrdinal(Path.GetFileName(nextPath), JournalFiles.SegmentName(_tail.TrustedSequence + 1)) > 0
            || PeekHeader(nextPath) is not { } next)
        {
            return false;
        }

        _window.Open(path, SegmentHeader.DataOffset);
        var header = ReadHeader(path);
        CheckPlace(path, header);
        _tail.SegmentCount++;
        _tail.LastNumber = header.Number;
        _tail.LastHeader = header;
        _tail.LastPath = path;
        _tail.LastOffset = next.PreviousLength;
        _tail.LastSequence = next.FirstSequence - 1;
        _tail.LastRecordCrc = next.PreviousCrc;
        _tail.LastEpoch = Math.Max(_tail.LastEpoch, header.Epoch);
        _tail.LastTimeNanos = Math.Max(_tail.LastTimeNanos, header.CreatedNanos);
        _tail.SyncedSequence = _tail.LastSequence;
        return true;
    }

    private SegmentHeader? PeekHeader(string path)
    {
        _window.Open(path, SegmentHeader.DataOffset);
        return (Copy(0) is { } first ? SegmentHeader.TryParse(first) : null)
            ?? (Copy(SegmentHeader.CopyBytes) is { } second ? SegmentHeader.TryParse(second) : null);
    }

    private void InspectSegment(string path, bool isLast)
    {
        _window.Open(path);
        var header = ReadHeader(path);
        CheckPlace(path, header);
        var reader = new SegmentReader(path, header, _window);
        ReadOutcome outcome;
        while ((outcome = reader.Next(out _)) == ReadOutcome.Record)
        {
        }

        var nonZeroEnd = _window.EndOfNonZero(reader.Offset);
        if (outcome == ReadOutcome.BrokenChain || outcome == ReadOutcome.Future)
        {
            var verdict = outcome == ReadOutcome.Future ? RecoveryVerdict.Future : RecoveryVerdict.BrokenChain;
            throw Refuse(verdict, path, reader.Offset, reader.NextSequence, reader.Problem);
        }

        if (outcome != ReadOutcome.Damaged && nonZeroEnd > reader.Offset)
        {
            if (outcome is ReadOutcome.End or ReadOutcome.Close)
            {
                throw Corrupt(reader, $"bytes follow the closing frame, up to {nonZeroEnd}");
            }

            outcome = ReadOutcome.Damaged;
        }

        RememberTail(reader);
        if (outcome == ReadOutcome.Damaged)
        {
            if (!isLast)
            {
                throw Corrupt(reader, Problem(reader) + ", and later segments exist");
            }

            JudgeDamagedTail(reader, nonZeroEnd);
        }
        else if (isLast)
        {
            Note(
                outcome == ReadOutcome.Close ? RecoveryVerdict.Clean : RecoveryVerdict.UncleanEmptyTail,
                At(path, reader.Offset, reader.NextSequence) + "the records end, only zeros follow");
        }
    }

    /// <summary>
    /// Torn or corrupt: at most one batch is ever unsynced, so damage is a torn write only inside the last batch,
    /// with nothing behind that batch and nobody vouching for it.
    /// </summary>
    private void JudgeDamagedTail(SegmentReader reader, long nonZeroEnd)
    {
        var sequence = reader.NextSequence;
        var frameOffset = reader.InBatch ? reader.BatchOffset : reader.Offset;
        var batchEnd = reader.InBatch ? reader.BatchEnd : frameOffset + JournalFrame.BatchBytesMax;
        if (nonZeroEnd > batchEnd)
        {
            throw Corrupt(reader, $"{Problem(reader)}, and later batches follow up to byte {nonZeroEnd}");
        }

        var voucher = FindFrame(reader, nonZeroEnd);
        if (voucher > 0)
        {
            throw Corrupt(reader, $"{Problem(reader)}, but the frame at byte {voucher} says it had been synced");
        }

        if (IsRingOfLastRun() && _ring!.Layout.SyncedSequence >= sequence)
        {
            throw Corrupt(
                reader, $"{Problem(reader)}, but the ring says sequence {_ring.Layout.SyncedSequence} had been synced");
        }

        if (_sealedSequence >= sequence)
        {
            throw Corrupt(reader, $"{Problem(reader)}, but a checkpoint says sequence {_sealedSequence} had been synced");
        }

        var kept = reader.InBatch ? reader.BatchRecordsRead : 0;
        _tail.Torn = new TornTail(frameOffset, reader.Offset, nonZeroEnd, kept, reader.LastRecordCrc);
        if (kept == 0)
        {
            _tail.LastOffset = frameOffset;
        }

        Note(
            RecoveryVerdict.TornTail,
            At(reader.Path, reader.Offset, sequence) + $"{Problem(reader)}; the last batch was never synced");
    }

    private long FindFrame(SegmentReader reader, long nonZeroEnd)
    {
        var seed = JournalRecord.SeedOf(reader.Header.Salt);
        for (var offset = reader.Offset + 8; offset < nonZeroEnd; offset += 8)
        {
            var frame = (JournalFrame*)_window.At(offset, JournalFrame.Bytes);
            if (frame != null && SegmentReader.IsIntactFrame(frame, seed))
            {
                return offset;
            }
        }

        return 0;
    }

    private SegmentHeader ReadHeader(string path)
    {
        var first = Copy(0);
        var second = Copy(SegmentHeader.CopyBytes);
        var firstHeader = first is null ? null : SegmentHeader.TryParse(first);
        var secondHeader = second is null ? null : SegmentHeader.TryParse(second);
        var header = firstHeader ?? secondHeader;
        if (header is null)
        {
            var isAnother = first is not null && second is not null
                && SegmentHeader.HasMagic(first) && SegmentHeader.HasMagic(second)
                && SegmentHeader.VersionOf(first) != SegmentHeader.CurrentVersion
                && SegmentHeader.VersionOf(first) == SegmentHeader.VersionOf(second);
            throw isAnother
                ? Refuse(RecoveryVerdict.Future, path, 8, 0, $"format version {SegmentHeader.VersionOf(first)}")
                : Refuse(RecoveryVerdict.HeaderCorrupt, path, 0, 0, "both header copies are damaged");
        }

        if (header.Version != SegmentHeader.CurrentVersion)
        {
            throw Refuse(RecoveryVerdict.Future, path, 8, 0, $"format version {header.Version}");
        }

        if (firstHeader is null || secondHeader is null)
        {
            var badOffset = firstHeader is null ? 0 : SegmentHeader.CopyBytes;
            _tail.HeaderRepairs.Add(new HeaderRepair(path, badOffset, firstHeader is null ? second! : first!));
            Note(RecoveryVerdict.HeaderRepaired, At(path, badOffset, header.FirstSequence) + "bad header copy");
        }
        else if (!first.AsSpan().SequenceEqual(second))
        {
            throw Refuse(RecoveryVerdict.HeaderCorrupt, path, 0, 0, "the header copies are both intact and differ");
        }

        return header;
    }

    private byte[]? Copy(long offset)
    {
        var copy = _window.At(offset, SegmentHeader.CopyBytes);
        return copy == null ? null : new ReadOnlySpan<byte>(copy, SegmentHeader.CopyBytes).ToArray();
    }

    private void CheckPlace(string path, SegmentHeader header)
    {
        if (!header.EngineId.Span.SequenceEqual(_tail.EngineId) || header.StreamId != 0)
        {
            throw Refuse(
                RecoveryVerdict.Foreign, path, 16, header.FirstSequence,
                $"belongs to engine {Convert.ToHexStringLower(header.EngineId.Span)}, stream {header.StreamId}");
        }

        if (Path.GetFileName(path) != JournalFiles.SegmentName(header.FirstSequence))
        {
            throw Refuse(RecoveryVerdict.BrokenChain, path, 48, header.FirstSequence, "the file has another's name");
        }

        if (_window.Length != header.SegmentBytes)
        {
            throw Refuse(
                _window.Length < header.SegmentBytes ? RecoveryVerdict.Truncated : RecoveryVerdict.Corrupt, path,
                _window.Length, header.FirstSequence, $"the file should have {header.SegmentBytes} bytes");
        }

        var expected = _tail.LastNumber + 1;
        if (header.Number != expected)
        {
            var verdict = header.Number > expected ? RecoveryVerdict.MissingSegment : RecoveryVerdict.BrokenChain;
            throw Refuse(
                verdict, path, 40, _tail.LastSequence + 1,
                $"segment {header.Number} stands where segment {expected} should");
        }

        if (header.PreviousLength > _tail.LastOffset)
        {
            throw Refuse(
                RecoveryVerdict.Corrupt, _tail.LastPath ?? path, _tail.LastOffset, _tail.LastSequence + 1,
                $"the records end here, but the next segment says they went to byte {header.PreviousLength}");
        }

        if (header.FirstSequence != _tail.LastSequence + 1
            || header.PreviousCrc != _tail.LastRecordCrc
            || header.PreviousLength != _tail.LastOffset)
        {
            throw Refuse(
                RecoveryVerdict.BrokenChain, path, 48, header.FirstSequence,
                $"does not continue the segment before it, which ended with sequence {_tail.LastSequence}");
        }
    }

    private void RememberTail(SegmentReader reader)
    {
        _tail.SegmentCount++;
        _tail.SegmentsRead++;
        _tail.LastNumber = reader.Header.Number;
        _tail.LastHeader = reader.Header;
        _tail.LastPath = reader.Path;
        _tail.LastOffset = reader.Offset;
        _tail.LastSequence = reader.NextSequence - 1;
        _tail.LastRecordCrc = reader.LastRecordCrc;
        _tail.LastEpoch = Math.Max(_tail.LastEpoch, Math.Max(reader.Header.Epoch, reader.LastEpoch));
        _tail.LastTimeNanos = Math.Max(_tail.LastTimeNanos, reader.LastTimeNanos);
        _tail.SyncedSequence = reader.SyncedSequence;
        _tail.FrameOffset = reader.FrameOffset;
        _tail.UnvouchedOffset = reader.SyncedSequence < _tail.LastSequence ? reader.BatchOffset : 0;
    }

    private void LoadRing()
    {
        _ring = RingSnapshot.TryLoad(_tail.RingPath);
        if (_ring is not null && !_ring.IsOf(_tail.EngineId, EngineIdentity.ReadBootId()))
        {
            Note(
                RecoveryVerdict.RingIgnored,
                $"{_tail.RingPath} was made by another engine or before the machine was started");
            _ring = null;
            _tail.SetRingAside = true;
        }
    }

    /// <summary>Only what is synced is sealed, so a checkpoint knows like the ring how far the disk had come.</summary>
    private void LoadCheckpoint()
    {
        var last = CheckpointFile.ReadLast(_tail.Directory);
        _sealedSequence = last?.LastSequence ?? 0;
        if (last is not null && !last.EngineId.AsSpan().SequenceEqual(_tail.EngineId))
        {
            throw new JournalRefusedException(
                RecoveryVerdict.Foreign,
                $"{CheckpointFile.PathIn(_tail.Directory)} belongs to engine {Convert.ToHexStringLower(last.EngineId)}");
        }
    }

    private void CompareCheckpoint()
    {
        if (_sealedSequence > _tail.LastSequence)
        {
            throw new JournalRefusedException(
                RecoveryVerdict.Truncated,
                $"{_tail.LastPath ?? _tail.Directory} ends with sequence {_tail.LastSequence}, but "
                + $"{CheckpointFile.PathIn(_tail.Directory)} says sequence {_sealedSequence} had been synced");
        }
    }

    private void CompareRing()
    {
        if (_ring is null)
        {
            return;
        }

        if (_ring.Layout.SyncedSequence > _tail.LastSequence)
        {
            throw new JournalRefusedException(
                RecoveryVerdict.Truncated,
                $"{_tail.LastPath ?? _tail.Directory} ends with sequence {_tail.LastSequence}, but {_ring.Path} says "
                + $"sequence {_ring.Layout.SyncedSequence} had been synced");
        }

        if (IsRingOfLastRun())
        {
            _tail.Ring = _ring;
            _tail.RingAhead = _ring.RecordsAfter(_tail.LastSequence, _tail.LastRecordCrc);
            if (_tail.RingAhead.Count > 0)
            {
                Note(
                    RecoveryVerdict.RingAhead,
                    $"{_ring.Path} holds {_tail.RingAhead.Count} records after sequence {_tail.LastSequence}");
            }
        }
        else if (_ring.HoldsRecordAfter(_tail.LastSequence))
        {
            throw new JournalRefusedException(
                RecoveryVerdict.Truncated,
                $"{_ring.Path} holds records after sequence {_tail.LastSequence}, but its run's segments are gone");
        }
    }

    private bool IsRingOfLastRun() => _ring is not null && _tail.LastHeader?.Salt == _ring.Layout.Salt;

    private static string Problem(SegmentReader reader) =>
        reader.Problem.Length > 0 ? reader.Problem : "zeros stand where a frame should";

    private void Note(RecoveryVerdict verdict, string message) => _findings.Add(new RecoveryFinding(verdict, message));

    private RecoveryReport Refused(RecoveryVerdict verdict, string message)
    {
        _findings.Insert(0, new RecoveryFinding(verdict, message));
        return new RecoveryReport(_tail, _findings, isRefused: true);
    }

    private static JournalRefusedException Corrupt(SegmentReader reader, string what) =>
        Refuse(RecoveryVerdict.Corrupt, reader.Path, reader.Offset, reader.NextSequence, what);

    private static JournalRefusedException Refuse(
        RecoveryVerdict verdict, string path, long offset, long sequence, string what) =>
        new(verdict, At(path, offset, sequence) + what);

    private static string At(string path, long offset, long sequence) =>
        string.Create(CultureInfo.InvariantCulture, $"{path} at byte {offset}, sequence {sequence}: ");

    private static int Weight(RecoveryVerdict verdict) => verdict switch
    {
        RecoveryVerdict.RingAhead => 5,
        RecoveryVerdict.TornTail => 4,
        RecoveryVerdict.HeaderRepaired => 3,
        RecoveryVerdict.RingIgnored => 2,
        RecoveryVerdict.UncleanEmptyTail => 1,
        _ => 0,
    };
}
