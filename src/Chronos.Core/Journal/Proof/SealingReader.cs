namespace Chronos.Core.Journal.Proof;

/// <summary>
/// Steps through a journal that may be being written, record by record and segment by segment, and checks each; what it
/// has passed is synced and stands still. One thread.
/// </summary>
internal sealed class SealingReader(string directory) : IDisposable
{
    private readonly FileWindow _window = new(new DiskSync());
    private SegmentReader? _segment;

    /// <summary>The file it stands in.</summary>
    public FileWindow Window => _window;

    /// <summary>The segment it stands in; null before the first.</summary>
    public SegmentReader? Segment => _segment;

    /// <summary>Opens the oldest segment, or answers false while there is none.</summary>
    public bool TryOpenFirst()
    {
        var segments = JournalFiles.Segments(directory);
        if (segments.Length != 0)
        {
            Open(segments[0]);
        }

        return segments.Length != 0;
    }

    /// <summary>Goes to where a checkpoint ended. Throws <see cref="JournalCorruptException"/> when the journal has no such place.</summary>
    public void OpenAt(Checkpoint checkpoint)
    {
        var path = PathOf(checkpoint.Segment);
        if (!File.Exists(path))
        {
            throw new JournalCorruptException(path, 0, checkpoint.Segment, $"the segment of checkpoint {checkpoint.Number} is missing");
        }

        Open(path);
        while (_segment!.Offset < checkpoint.EndOffset && Next() == ReadOutcome.Record)
        {
        }

        if (_segment.Offset != checkpoint.EndOffset || _segment.NextSequence != checkpoint.LastSequence + 1)
        {
            throw new JournalCorruptException(
                path, _segment.Offset, _segment.NextSequence,
                $"checkpoint {checkpoint.Number} ends at byte {checkpoint.EndOffset} with sequence {checkpoint.LastSequence}; the segment does not");
        }
    }

    /// <summary>
    /// Passes frames up to the next record and that record, or up to where the segment ends for now. Throws
    /// <see cref="JournalCorruptException"/> at bytes that are not the journal's.
    /// </summary>
    public ReadOutcome Next()
    {
        unsafe
        {
            var outcome = _segment!.Next(out _);
            if (outcome is not (ReadOutcome.Record or ReadOutcome.End or ReadOutcome.Close))
            {
                // The window may have been read while the writer was at work; what is synced now stands still.
                _window.Forget();
                outcome = _segment.Next(out _);
            }

            return outcome is ReadOutcome.Damaged or ReadOutcome.BrokenChain or ReadOutcome.Future
                ? throw new JournalCorruptException(_segment.Path, _segment.Offset, _segment.NextSequence, _segment.Problem)
                : outcome;
        }
    }

    /// <summary>Whether another segment begins with the next record.</summary>
    public bool HasNext => PathOf(_segment!.NextSequence) is var path && path != _segment.Path && File.Exists(path);

    /// <summary>
    /// Goes on in the segment that follows; where it stands must be the end of this one. Throws
    /// <see cref="JournalCorruptException"/> when the two do not fit.
    /// </summary>
    public void OpenNext()
    {
        var last = _segment!;
        Open(PathOf(last.NextSequence));
        var header = _segment!.Header;
        if (header.Number != last.Header.Number + 1
            || header.PreviousCrc != last.LastRecordCrc
            || header.PreviousLength != last.Offset)
        {
            throw new JournalCorruptException(
                _segment.Path, 0, header.FirstSequence, $"does not continue {last.Path}, which ends at byte {last.Offset}");
        }
    }

    /// <summary>Closes the file it stands in.</summary>
    public void Dispose() => _window.Dispose();

    private string PathOf(long firstSequence) => Path.Combine(directory, JournalFiles.SegmentName(firstSequence));

    private void Open(string path)
    {
        _window.Open(path);
        var header = Header(0) ?? Header(SegmentHeader.CopyBytes)
            ?? throw new JournalCorruptException(path, 0, 0, "both header copies are damaged");
        if (Path.GetFileName(path) != JournalFiles.SegmentName(header.FirstSequence))
        {
            throw new JournalCorruptException(path, 48, header.FirstSequence, "the file has another's name");
        }

        _segment = new SegmentReader(path, header, _window);
    }

    private unsafe SegmentHeader? Header(long offset)
    {
        var copy = _window.At(offset, SegmentHeader.CopyBytes);
        return copy == null ? null : SegmentHeader.TryParse(new ReadOnlySpan<byte>(copy, SegmentHeader.CopyBytes));
    }
}
