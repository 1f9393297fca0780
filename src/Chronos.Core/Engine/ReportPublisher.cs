using Chronos.Core.Model;
using Chronos.Core.Ring;
using Chronos.Core.Routing;

namespace Chronos.Core.Engine;

/// <summary>
/// Puts a venue's reports into the ring like all input. Waits for room, because a report must not be lost; the engine
/// thread never waits for a venue, so it always makes room. One instance a venue thread.
/// </summary>
internal sealed class ReportPublisher(RingBuffer<EventSlot> ring, IngressClock clock) : IVenueReports
{
    private const int SpinsBeforeYield = 100;

    /// <inheritdoc />
    public void Report(in ExecutionReport report) => Publish(EventKind.ExecutionReport, in report);

    /// <inheritdoc />
    public void Report(in AccountSnapshot snapshot) => Publish(EventKind.AccountSnapshot, in snapshot);

    /// <inheritdoc />
    public void Report(in Ticker ticker) => Publish(EventKind.Ticker, in ticker);

    /// <inheritdoc />
    public void Report(in Depth depth) => Publish(EventKind.Depth, in depth);

    private void Publish<T>(EventKind kind, in T value)
        where T : unmanaged
    {
        long sequence;
        for (var spins = 0; !ring.TryClaim(out sequence); spins++)
        {
            if (ring.IsClosed)
            {
                // The engine has stopped; what the venue still says is read from the venue at the next start.
                return;
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

        EventWriter.Write(ref ring[sequence], kind, in value, clock.Stamp());
        ring.Publish(sequence);
    }
}
