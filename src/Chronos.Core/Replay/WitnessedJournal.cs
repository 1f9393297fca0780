using Chronos.Core.Journal;

namespace Chronos.Core.Replay;

/// <summary>A journal that calls back once the record of an event is complete: the fifth stage is the last before the books change.</summary>
internal sealed unsafe class WitnessedJournal(IJournal journal, Action onDecided) : IJournal
{
    /// <inheritdoc />
    public byte* Reserve(int payloadBytes) => journal.Reserve(payloadBytes);

    /// <inheritdoc />
    public void Commit(EventKind kind, long sequence, long timeNanos)
    {
        journal.Commit(kind, sequence, timeNanos);
        onDecided();
    }
}
