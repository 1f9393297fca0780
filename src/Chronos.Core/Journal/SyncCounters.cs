using Chronos.Core.Clocks;

namespace Chronos.Core.Journal;

/// <summary>
/// How the disk is doing. Written by the journal thread, read by anyone; each field stands alone. Durations are of real
/// time, also where engine time is simulated.
/// </summary>
internal sealed class SyncCounters(IClock? clock = null)
{
    /// <summary>A sync that took this long is worth a warning: a hundred times what a healthy disk takes.</summary>
    public const long SlowNanos = 50_000_000;

    /// <summary>A sync that takes this long halts: orders wait for it, and what they were decided on grows old.</summary>
    public const long StalledNanos = 1_000_000_000;

    private readonly IClock _clock = clock ?? new SystemClock();

    /// <summary>When the sync under way began; 0 while none is.</summary>
    public long StartedNanos;

    /// <summary>Duration of the last sync.</summary>
    public long LastNanos;

    /// <summary>When the last sync ended.</summary>
    public long EndedNanos;

    /// <summary>Longest sync of this run.</summary>
    public long MaxNanos;

    /// <summary>Syncs so far.</summary>
    public long Count;

    /// <summary>Syncs that have taken <see cref="SlowNanos"/> or more.</summary>
    public long Slow;

    /// <summary>Syncs that have taken <see cref="StalledNanos"/> or more.</summary>
    public long Stalled;

    /// <summary>Records in the last group.</summary>
    public long LastGroupRecords;

    /// <summary>Most records in one group.</summary>
    public long MaxGroupRecords;

    /// <summary>Bytes written to segments, frames included.</summary>
    public long BytesWritten;

    /// <summary>Segments put to use.</summary>
    public long Segments;

    /// <summary>How long the sync under way has been running; 0 while none is. Any thread.</summary>
    public long RunningNanos
    {
        get
        {
            var started = Volatile.Read(ref StartedNanos);
            return started == 0 ? 0 : Math.Max(1, _clock.NowNanos() - started);
        }
    }

    internal void Begin() => Volatile.Write(ref StartedNanos, _clock.NowNanos());

    internal void End()
    {
        var now = _clock.NowNanos();
        LastNanos = now - StartedNanos;
        Volatile.Write(ref EndedNanos, now);
        MaxNanos = Math.Max(MaxNanos, LastNanos);
        Slow += LastNanos >= SlowNanos ? 1 : 0;
        Volatile.Write(ref Stalled, Stalled + (LastNanos >= StalledNanos ? 1 : 0));
        Count++;
        Volatile.Write(ref StartedNanos, 0);
    }

    internal void Group(long records)
    {
        LastGroupRecords = records;
        MaxGroupRecords = Math.Max(MaxGroupRecords, records);
    }
}
