namespace Chronos.Core.Journal;

/// <summary>
/// Where a journal ends, as far as it has been read, and what there is to repair; filled in by the inspection.
/// </summary>
internal sealed class JournalTail
{
    public required string Directory { get; init; }

    public required string RingPath { get; init; }

    public byte[]? EngineId { get; set; }

    /// <summary>Records up to here need not be looked at: something else vouches for what they came to.</summary>
    public long TrustedSequence { get; init; }

    /// <summary>Segments there are.</summary>
    public int SegmentCount { get; set; }

    /// <summary>Segments of which every record was read; the others were passed over by their headers.</summary>
    public int SegmentsRead { get; set; }

    /// <summary>Number of the last segment; of the last one removed before any is seen.</summary>
    public long LastNumber { get; set; }

    public SegmentHeader? LastHeader { get; set; }

    public string? LastPath { get; set; }

    /// <summary>Used bytes of the last segment.</summary>
    public long LastOffset { get; set; }

    public long LastSequence { get; set; }

    public uint LastRecordCrc { get; set; }

    public uint LastEpoch { get; set; }

    public long LastTimeNanos { get; set; }

    public long SyncedSequence { get; set; }

    /// <summary>Where the last batch begins if no later frame vouches for it, else 0.</summary>
    public long UnvouchedOffset { get; set; }

    /// <summary>Where the last frame of the last segment begins; what was written last begins there or at the last batch.</summary>
    public long FrameOffset { get; set; }

    public List<HeaderRepair> HeaderRepairs { get; } = [];

    public TornTail? Torn { get; set; }

    /// <summary>The ring of the run that wrote the last segment.</summary>
    public RingSnapshot? Ring { get; set; }

    /// <summary>Places in <see cref="Ring"/> of the records the disk lacks.</summary>
    public List<int> RingAhead { get; set; } = [];

    public bool SetRingAside { get; set; }

    /// <summary>
    /// Turns a header into that of the segment to write next. A last segment without records is replaced: the new one
    /// begins at the same sequence and so has its name, and takes its number.
    /// </summary>
    public SegmentHeader Continue(SegmentHeader header)
    {
        var next = header with { FirstSequence = LastSequence + 1, PreviousCrc = LastRecordCrc };
        if (LastHeader is null)
        {
            return next with { Number = 1, PreviousLength = 0 };
        }

        return LastHeader.FirstSequence == next.FirstSequence
            ? next with { Number = LastHeader.Number, PreviousLength = LastHeader.PreviousLength }
            : next with { Number = LastHeader.Number + 1, PreviousLength = LastOffset };
    }
}
