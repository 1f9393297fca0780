using System.Runtime.CompilerServices;

namespace Chronos.Core.Journal;

/// <summary>
/// Appends to the live ring. When the ring is full the disk is behind; the engine thread waits here, so its own ring
/// fills and producers are answered Busy. Engine thread only.
/// </summary>
internal sealed unsafe class LiveJournal(JournalRing ring, Watermarks watermarks, uint epoch) : IJournal
{
    private const ushort SchemaVersion = 1;
    private const int SpinsBeforeYield = 64;

    /// <summary>Times the engine thread found the ring full.</summary>
    public long Waits { get; private set; }

    /// <inheritdoc />
    public byte* Reserve(int payloadBytes)
    {
        var payload = ring.TryReserve(payloadBytes);
        return payload != null ? payload : OnRingFull(payloadBytes);
    }

    /// <inheritdoc />
    public void Commit(EventKind kind, long sequence, long timeNanos) =>
        ring.Commit((ushort)kind, SchemaVersion, sequence, timeNanos, epoch);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private byte* OnRingFull(int payloadBytes)
    {
        Waits++;
        ring.Publish();
        for (var spins = 0; ; spins++)
        {
            var payload = ring.TryReserve(payloadBytes);
            if (payload != null)
            {
                return payload;
            }

            if (watermarks.EgressStopped)
            {
                throw new InvalidOperationException("the journal has stopped and its ring is full");
            }

            if (spins < SpinsBeforeYield)
            {
                Thread.SpinWait(1);
            }
            else
            {
                Thread.Sleep(0);
            }
        }
    }
}
