namespace Chronos.Core.Journal;

/// <summary>How the disk is doing. Written by the journal thread, read by anyone; each field stands alone.</summary>
internal sealed class SyncCounters
{
    /// <summary>When the sync under way began, by the engine's clock; 0 while none is.</summary>
    public long StartedNanos;

    /// <summary>Duration of the last sync.</summary>
    public long LastNanos;

    /// <summary>Longest sync of this run.</summary>
    public long MaxNanos;

    /// <summary>Syncs so far.</summary>
    public long Count;

    /// <summary>Records in the last group.</summary>
    public long LastGroupRecords;

    /// <summary>Most records in one group.</summary>
    public long MaxGroupRecords;

    /// <summary>Bytes written to segments, frames included.</summary>
    public long BytesWritten;

    /// <summary>Segments put to use.</summary>
    public long Segments;

    internal void Begin(long nowNanos) => Volatile.Write(ref StartedNanos, nowNanos);

    internal void End(long nowNanos, long records)
    {
        LastNanos = nowNanos - StartedNanos;
        MaxNanos = Math.Max(MaxNanos, LastNanos);
        LastGroupRecords = records;
        MaxGroupRecords = Math.Max(MaxGroupRecords, records);
        Count++;
        Volatile.Write(ref StartedNanos, 0);
    }
}
