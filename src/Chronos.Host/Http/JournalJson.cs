namespace Chronos.Host.Http;

/// <summary>How far the journal has come.</summary>
internal sealed record JournalJson(
    long Written, long Synced, long? Sealed, long? SealLag, string? SealError, int SpareSegments, bool EgressStopped, string Durability,
    long Released, string? Trouble, string? SpareError, long Syncs, long SlowSyncs, long SyncNanosLast, long SyncNanosMax, long SyncNanosRunning,
    long GroupRecordsLast, long GroupRecordsMax);
