namespace Chronos.Core.Journal;

/// <summary>Where the journal stage puts records: the live ring, or the comparison of a replay.</summary>
internal unsafe interface IJournal
{
    /// <summary>Room for a payload of that many bytes, 8-byte aligned.</summary>
    byte* Reserve(int payloadBytes);

    /// <summary>Completes the reserved record.</summary>
    void Commit(EventKind kind, long sequence, long timeNanos);
}
