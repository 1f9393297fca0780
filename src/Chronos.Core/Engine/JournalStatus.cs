namespace Chronos.Core.Engine;

/// <summary>How far the journal has come.</summary>
/// <param name="Written">Last sequence complete in the ring file; survives the death of the process.</param>
/// <param name="Synced">Last sequence on disk behind a successful sync; survives power loss.</param>
/// <param name="Sealed">Last sequence under a signed checkpoint; null where nothing is sealed.</param>
/// <param name="SealError">Why sealing fails at present; null when it does not.</param>
/// <param name="SpareSegments">Segments made ahead.</param>
/// <param name="EgressStopped">True once the journal has failed; nothing leaves any more.</param>
public readonly record struct JournalStatus(
    long Written, long Synced, long? Sealed, string? SealError, int SpareSegments, bool EgressStopped)
{
    /// <summary>What is the matter with the disk at present; null when nothing is.</summary>
    public string? Trouble { get; init; }

    /// <summary>Why the last spare segment could not be made; null when it could.</summary>
    public string? SpareError { get; init; }

    /// <summary>Last sequence whose orders may leave, by the durability of the run.</summary>
    public long Released { get; init; }

    /// <summary>Syncs of this run.</summary>
    public long Syncs { get; init; }

    /// <summary>Those that took 50 ms or more.</summary>
    public long SlowSyncs { get; init; }

    /// <summary>Duration of the last sync.</summary>
    public long SyncNanosLast { get; init; }

    /// <summary>Longest sync of this run.</summary>
    public long SyncNanosMax { get; init; }

    /// <summary>How long the sync under way has been running; 0 while none is.</summary>
    public long SyncNanosRunning { get; init; }

    /// <summary>Records in the last group that was synced together.</summary>
    public long GroupRecordsLast { get; init; }

    /// <summary>Most records in one group.</summary>
    public long GroupRecordsMax { get; init; }
}
