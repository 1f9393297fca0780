using Chronos.Core.Journal;

namespace Chronos.Core.Tests.Simulation;

/// <summary>
/// The live journal, with a witness: what the engine hands over goes into the history as well. Where the ring is full the
/// engine thread would wait for the journal thread; here <paramref name="makeRoom"/> steps it meanwhile. What other threads do
/// between a record and its publication, <paramref name="meanwhile"/> does.
/// </summary>
internal sealed unsafe class WitnessedJournal(
    LiveJournal journal, JournalRing ring, uint epoch, History history, Action makeRoom, Action meanwhile) : IJournal
{
    private byte* _payload;
    private int _length;

    /// <inheritdoc />
    public byte* Reserve(int payloadBytes)
    {
        while (ring.TryReserve(payloadBytes) == null)
        {
            ring.Publish();
            makeRoom();
        }

        _payload = journal.Reserve(payloadBytes);
        _length = (payloadBytes + 7) & ~7;
        return _payload;
    }

    /// <inheritdoc />
    public void Commit(EventKind kind, long sequence, long timeNanos)
    {
        var copy = new ReadOnlySpan<byte>(_payload, _length).ToArray();
        history.Submit(new SubmittedRecord(sequence, timeNanos, (ushort)kind, epoch, copy));
        journal.Commit(kind, sequence, timeNanos);
        meanwhile();
    }
}
