using Chronos.Core.Model;
using Chronos.Core.Routing;

namespace Chronos.Core.Tests.Simulation;

/// <summary>
/// Where the route stage hands orders and cancels over; the venue thread's step takes them from the queue, perhaps
/// <paramref name="meanwhile"/>, before the engine thread goes on.
/// </summary>
internal sealed class SimulatedOutbox(Queue<OutboundMessage> queue, Action meanwhile) : IOutbound
{
    private OutboundMessage _begun;

    /// <inheritdoc />
    public ref SealedOrder Begin(VenueId venue)
    {
        _begun = new OutboundMessage { Kind = OutboundKind.Order };
        return ref _begun.Order;
    }

    /// <inheritdoc />
    public void Hand(VenueId venue, long ingressStampNanos)
    {
        _begun.IngressStampNanos = ingressStampNanos;
        queue.Enqueue(_begun);
        meanwhile();
    }

    /// <inheritdoc />
    public void Hand(in OrderCancel cancel) =>
        queue.Enqueue(new OutboundMessage { Kind = OutboundKind.Cancel, Cancel = cancel });

    /// <inheritdoc />
    public void Hand(in Quote quote)
    {
        // The venue has prices of its own.
    }

    /// <inheritdoc />
    public void HandTick(long timeNanos)
    {
        // Nor does it go by the engine's time.
    }
}
