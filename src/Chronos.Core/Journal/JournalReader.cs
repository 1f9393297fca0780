namespace Chronos.Core.Journal;

/// <summary>
/// Reads the records of a journal forward, checking each. Bound to a running journal it follows the writer, one step
/// behind the sync; in another process it follows one step behind the frame that says a batch was synced; on its own it
/// reads what is there, and on request what a dead process left in the ring as well. It judges no tail:
/// <see cref="Recovery.Inspect(string, string, long)"/> does. One thread.
/// </summary>
public sealed unsafe class JournalReader : IDisposable
{
    // Times a place may look damaged before it is: what another process is writing is seen in parts for microseconds.
    private const int BadReadsMax = 200;

    // Looks in vain between two listings of the directory, and listings after which what is missing is missing.
    private const int LooksPerListing = 64;
    private const int ListingsMax = 5;

    private readonly string _directory;
    private readonly Watermarks? _watermarks;
    private readonly FileWindow _window;
    private SegmentReader? _segment;
    private bool _segmentEnded;
    private readonly long _fromSequence;
    private readonly string? _ringPath;
    private RingSnapshot? _ring;
    private List<int>? _ringPlaces;
    private int _ringRead;
    private bool _follows;
    private int _badReads;
    private int _looksForLater;

    internal JournalReader(
        string directory, long fromSequence, Watermarks? watermarks, string? ringPath = null, IDisk? disk = null)
    {
        _window = new FileWindow(disk ?? new DiskSync());
        _ringPath = ringPath;
        _directory = Path.GetFullPath(directory);
        _fromSequence = fromSequence;
        _watermarks = watermarks;
    }

    /// <summary>Opens a journal that nobody writes, from a sequence on.</summary>
    /// <param name="directory">Directory of the segments.</param>
    /// <param name="fromSequence">First record wanted; 1 for all.</param>
    public static JournalReader Open(string directory, long fromSequence = 1) => new(directory, fromSequence, null);

    /// <summary>
    /// Opens a journal that another process may be writing, from a sequence on. It gives nothing that has not been synced,
    /// goes on over restarts of the writer, and never touches the lock.
    /// </summary>
    /// <param name="directory">Directory of the segments.</param>
    /// <param name="fromSequence">First record wanted; 1 for all.</param>
    public static JournalReader Follow(string directory, long fromSequence = 1) =>
        new(directory, fromSequence, null) { _follows = true };

    /// <summary>
    /// The same, going on with the published records the disk lacks; for looking at a journal before it is repaired.
    /// </summary>
    /// <param name="directory">Directory of the segments.</param>
    /// <param name="ringDirectory">Directory of the ring; null for the default one.</param>
    /// <param name="fromSequence">First record wanted; 1 for all.</param>
    public static JournalReader OpenWithRing(string directory, string? ringDirectory = null, long fromSequence = 1) =>
        new(directory, fromSequence, null, Recovery.RingPath(directory, ringDirectory));

    /// <summary>The first sequence a journal has: 1, or behind what retention has removed.</summary>
    public static long FirstSequence(string directory) => (RetentionNote.TryRead(directory)?.Sequence ?? 0) + 1;

    /// <summary>Sequence of the record the next read gives.</summary>
    public long NextSequence => Math.Max(_fromSequence, (_segment?.NextSequence ?? 1) + _ringRead);

    /// <summary>CRC of the last record read, the chain value.</summary>
    public uint LastRecordCrc => _ringRead > 0
        ? _ring!.Record(_ringPlaces![_ringRead - 1])->Crc
        : _segment?.LastRecordCrc ?? 0;

    /// <summary>
    /// Gives the next record, or false at the end; following a running journal, there may be more later. Throws
    /// <see cref="JournalCorruptException"/> at the first byte that is not as it should be.
    /// </summary>
    public bool TryRead(out RecordView record)
    {
        while (TryReadAny(out record))
        {
            if (record.Sequence >= _fromSequence)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Closes the file it stands in.</summary>
    public void Dispose() => _window.Dispose();

    private bool TryReadAny(out RecordView view)
    {
        view = default;
        if (_watermarks is not null && NextSequence > _watermarks.Synced)
        {
            return false;
        }

        while (_segment is not null || TryOpenFirst())
        {
            if (!_segmentEnded)
            {
                var outcome = _segment!.Next(out var record);
                if ((_watermarks is not null || (_follows && _window.HasBytesAt(_segment.AwaitedOffset)))
                    && outcome is not (ReadOutcome.Record or ReadOutcome.End or ReadOutcome.Close))
                {
                    // The window may have been read while the writer was at work; what is synced now stands still.
                    _window.Forget();
                    outcome = _segment.Next(out record);
                }

                if (outcome == ReadOutcome.Record)
                {
                    _badReads = 0;
                    view = View(record, _segment.Path, _segment.RecordOffset);
                    return true;
                }

                ThrowIfBad(outcome);
                _segmentEnded = outcome is ReadOutcome.End or ReadOutcome.Close || (_watermarks is null && !_follows);
            }

            if (!TryOpenNext())
            {
                return _ringPath is not null && TryReadRing(out view);
            }
        }

        return false;
    }

    private bool TryReadRing(out RecordView view)
    {
        view = default;
        if (_ringPlaces is null)
        {
            LoadRing();
        }

        if (_ringRead == _ringPlaces!.Count)
        {
            return false;
        }

        var place = _ringPlaces[_ringRead++];
        view = View(_ring!.Record(place), _ring.Path, place);
        return true;
    }

    private void LoadRing()
    {
        var last = _segment!;
        _ringPlaces = [];
        try
        {
            _ring = RingSnapshot.TryLoad(_ringPath!);
            if (_ring is not null
                && _ring.Layout.Salt == last.Header.Salt
                && _ring.IsOf(last.Header.EngineId.Span, EngineIdentity.ReadBootId()))
            {
                _ringPlaces = _ring.RecordsAfter(last.NextSequence - 1, last.LastRecordCrc);
            }
        }
        catch (JournalRefusedException e)
        {
            throw new JournalCorruptException(_ringPath!, 0, last.NextSequence, e.Message);
        }
    }

    private RecordView View(JournalRecord* record, string file, long offset) => new(
        *record,
        new ReadOnlySpan<byte>(record, (int)record->Length)[JournalRecord.HeaderBytes..],
        _segment!.Header, file, offset);

    private void ThrowIfBad(ReadOutcome outcome)
    {
        if (outcome is not (ReadOutcome.Damaged or ReadOutcome.BrokenChain or ReadOutcome.Future))
        {
            return;
        }

        if (_follows && ++_badReads <= BadReadsMax)
        {
            _window.Forget();
        }
        else
        {
            throw new JournalCorruptException(
                _segment!.Path, _segment.Offset, _segment.NextSequence, _segment.Problem);
        }
    }

    /// <summary>Begins in the last segment that starts at or before the first record wanted.</summary>
    private bool TryOpenFirst()
    {
        var removed = RetentionNote.TryRead(_directory);
        var segments = JournalFiles.SegmentsAfter(_directory, removed?.Sequence ?? 0);
        if (segments.Length == 0)
        {
            return false;
        }

        var wanted = Path.Combine(_directory, JournalFiles.SegmentName(Math.Max(1, _fromSequence)));
        var index = Array.FindLastIndex(segments, path => string.CompareOrdinal(path, wanted) <= 0);
        if (index < 0)
        {
            throw new JournalCorruptException(
                segments[0], 0, Math.Max(1, _fromSequence),
                removed is null
                    ? "the journal begins later than the record wanted"
                    : $"the journal begins with sequence {removed.Sequence + 1}: what was before has been removed by retention");
        }

        Open(segments[index]);
        return true;
    }

    private bool TryOpenNext()
    {
        var last = _segment!;
        var path = Path.Combine(_directory, JournalFiles.SegmentName(last.NextSequence));
        if (path == last.Path)
        {
            ReopenWhereReplaced(last);
            return false;
        }

        if (!File.Exists(path))
        {
            ThrowIfLaterSegmentExists(last, path);
            return false;
        }

        Open(path);
        var header = _segment!.Header;
        if (header.Number != last.Header.Number + 1
            || header.PreviousCrc != last.LastRecordCrc
            || header.PreviousLength != last.Offset)
        {
            throw new JournalCorruptException(
                path, 0, header.FirstSequence, $"does not continue {last.Path}, which ends at byte {last.Offset}");
        }

        return true;
    }

    /// <summary>A segment without records is replaced by that of the next run, which has its name.</summary>
    private void ReopenWhereReplaced(SegmentReader last)
    {
        if (!_follows)
        {
            ThrowIfLaterSegmentExists(last, last.Path);
            return;
        }

        Open(last.Path);
        var header = _segment!.Header;
        if (header.Number != last.Header.Number
            || header.PreviousCrc != last.Header.PreviousCrc
            || header.PreviousLength != last.Header.PreviousLength)
        {
            throw new JournalCorruptException(last.Path, 0, header.FirstSequence, "was replaced by a segment of another journal");
        }
    }

    private void ThrowIfLaterSegmentExists(SegmentReader last, string missing)
    {
        if (_watermarks is not null
            || (_follows && ++_looksForLater % LooksPerListing != 0)
            || string.CompareOrdinal(JournalFiles.Segments(_directory)[^1], last.Path) <= 0)
        {
            return;
        }

        if (_follows && ++_badReads <= ListingsMax)
        {
            // It may have come meanwhile, or a repair may have changed the last batch here.
            _window.Forget();
        }
        else
        {
            throw new JournalCorruptException(
                missing, 0, last.NextSequence, "the segment is missing, later ones exist");
        }
    }

    private void Open(string path)
    {
        _window.Open(path);
        var header = Parse(0) ?? Parse(SegmentHeader.CopyBytes)
            ?? throw new JournalCorruptException(path, 0, NextSequence, "both header copies are damaged");
        if (header.Version != SegmentHeader.CurrentVersion)
        {
            throw new JournalCorruptException(path, 8, NextSequence, $"format version {header.Version} is not one this version reads");
        }

        if (Path.GetFileName(path) != JournalFiles.SegmentName(header.FirstSequence))
        {
            throw new JournalCorruptException(path, 48, header.FirstSequence, "the file has another's name");
        }

        _segment = new SegmentReader(path, header, _window) { VouchedOnly = _follows };
        _segmentEnded = false;
    }

    private SegmentHeader? Parse(long offset)
    {
        var copy = _window.At(offset, SegmentHeader.CopyBytes);
        return copy == null ? null : SegmentHeader.TryParse(new ReadOnlySpan<byte>(copy, SegmentHeader.CopyBytes));
    }
}
