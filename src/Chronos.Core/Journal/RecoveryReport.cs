namespace Chronos.Core.Journal;

/// <summary>What was found in a journal, and whether it may be opened.</summary>
public sealed class RecoveryReport
{
    internal RecoveryReport(JournalTail tail, IReadOnlyList<RecoveryFinding> findings, bool isRefused)
    {
        Tail = tail;
        Findings = findings;
        IsRefused = isRefused;
    }

    /// <summary>The finding that decides: the refusal if there is one, else the one with the most to repair.</summary>
    public RecoveryVerdict Verdict => Findings[0].Verdict;

    /// <summary>What <see cref="Verdict"/> rests on: file, byte, sequence.</summary>
    public string Message => Findings[0].Message;

    /// <summary>Everything noticed, the deciding finding first.</summary>
    public IReadOnlyList<RecoveryFinding> Findings { get; }

    /// <summary>Whether nobody may write to this journal as it stands.</summary>
    public bool IsRefused { get; }

    /// <summary>
    /// Whether <see cref="Recovery.Repair(RecoveryReport)"/> has something to do before the journal may be opened.
    /// </summary>
    public bool NeedsRepair => !IsRefused && Verdict != RecoveryVerdict.Clean;

    /// <summary>Last good sequence on disk; 0 for an empty journal.</summary>
    public long LastSequence => Tail.LastSequence;

    /// <summary>CRC of that record, the chain value.</summary>
    public uint LastRecordCrc => Tail.LastRecordCrc;

    /// <summary>Time of that record; 0 for an empty journal.</summary>
    public long LastTimeNanos => Tail.LastTimeNanos;

    /// <summary>Highest epoch recorded.</summary>
    public uint LastEpoch => Tail.LastEpoch;

    /// <summary>Highest sequence the segments themselves say was synced.</summary>
    public long SyncedSequence => Tail.SyncedSequence;

    /// <summary>Segments there are.</summary>
    public int SegmentCount => Tail.SegmentCount;

    /// <summary>Segments of which every byte was read; the others are older than what a snapshot stands for.</summary>
    public int SegmentsRead => Tail.SegmentsRead;

    /// <summary>Records the ring holds beyond the disk.</summary>
    public int RingRecordsAhead => Tail.RingAhead.Count;

    internal JournalTail Tail { get; }
}
