namespace Chronos.Core.Journal;

/// <summary>
/// What a journal was found to be. The numbers are those of the verdict table in docs/journal-format.md. V12 to V14
/// are given by the layers that know policies, anchors and snapshots; this layer only names them.
/// </summary>
public enum RecoveryVerdict
{
    /// <summary>Closed in good order, or never written.</summary>
    Clean = 1,

    /// <summary>Valid up to some point, then zeros: the writer died between batches.</summary>
    UncleanEmptyTail = 2,

    /// <summary>The last batch was not written whole and had not been synced; it is cut, a copy is kept.</summary>
    TornTail = 3,

    /// <summary>Something that had been synced is damaged.</summary>
    Corrupt = 4,

    /// <summary>Sequence gap, duplicate or broken chain.</summary>
    BrokenChain = 5,

    /// <summary>A segment is missing before or between others.</summary>
    MissingSegment = 6,

    /// <summary>Records known to have been synced are gone from the end.</summary>
    Truncated = 7,

    /// <summary>One copy of a segment header was bad and is rewritten from the other.</summary>
    HeaderRepaired = 8,

    /// <summary>Both copies of a segment header are bad.</summary>
    HeaderCorrupt = 9,

    /// <summary>Written by another engine, stream or byte order.</summary>
    Foreign = 10,

    /// <summary>Written in a format newer than this program.</summary>
    Future = 11,

    /// <summary>Needs the recorded policy or program to replay. Given above this layer.</summary>
    ProgramMismatch = 12,

    /// <summary>Replay gave another state than recorded. Given above this layer.</summary>
    Nondeterminism = 13,

    /// <summary>A snapshot is bad; an older one serves. Given above this layer.</summary>
    SnapshotBad = 14,

    /// <summary>The ring holds records the disk lacks; they are appended to a new segment.</summary>
    RingAhead = 15,

    /// <summary>A ring of another boot or engine lies in the way; it is set aside.</summary>
    RingIgnored = 16,

    /// <summary>Another process has the journal open.</summary>
    Busy = 17,

    /// <summary>A file could not be read.</summary>
    Device = 18,
}
