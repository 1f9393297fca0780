using Chronos.Core.Model;
using Chronos.Core.Ring;
using Chronos.Core.Routing;

namespace Chronos.Core.Engine;

/// <summary>
/// The rings of all venue threads. The venue window bounds orders and cancels to half a ring, so there is always room for
/// them; quotes and ticks only use what is left and are skipped when a venue is behind. An order leaves the window by an answer
/// of its venue alone: that it was sent is none, so however many reports an order has, as many slots are kept for it.
/// </summary>
internal sealed class VenueOutbound(RingBuffer<OutboundMessage>[] rings, int[] venueOfInstrument) : IOutbound
{
    private long _skipped;
    private long _begun;

    /// <summary>Quotes and ticks a venue that was behind did not get.</summary>
    public long Skipped => Volatile.Read(ref _skipped);

    /// <summary>The smallest ring that keeps the promise for a venue window.</summary>
    public static int RingSize(int unansweredOrdersMax) =>
        (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)unansweredOrdersMax * 4);

    /// <inheritdoc />
    public ref SealedOrder Begin(VenueId venue)
    {
        var ring = rings[venue.Value];
        _begun = Claim(ring);
        ref var slot = ref ring[_begun];
        slot.Kind = OutboundKind.Order;
        return ref slot.Order;
    }

    /// <inheritdoc />
    public void Hand(VenueId venue, long ingressStampNanos)
    {
        var ring = rings[venue.Value];
        ring[_begun].IngressStampNanos = ingressStampNanos;
        ring.Publish(_begun);
    }

    /// <inheritdoc />
    public void Hand(in OrderCancel cancel)
    {
        var ring = rings[cancel.Venue.Value];
        var sequence = Claim(ring);
        ref var slot = ref ring[sequence];
        slot.Kind = OutboundKind.Cancel;
        slot.Cancel = cancel;
        ring.Publish(sequence);
    }

    /// <inheritdoc />
    public void Hand(in Quote quote)
    {
        var ring = rings[venueOfInstrument[quote.Instrument.Value]];
        if (!TryClaimSpare(ring, out var sequence))
        {
            return;
        }

        ref var slot = ref ring[sequence];
        slot.Kind = OutboundKind.Quote;
        slot.Quote = quote;
        ring.Publish(sequence);
    }

    /// <inheritdoc />
    public void HandTick(long timeNanos)
    {
        foreach (var ring in rings)
        {
            if (!TryClaimSpare(ring, out var sequence))
            {
                continue;
            }

            ref var slot = ref ring[sequence];
            slot.Kind = OutboundKind.Tick;
            slot.TimeNanos = timeNanos;
            ring.Publish(sequence);
        }
    }

    /// <summary>
    /// A slot for what may be skipped, or the skip is counted. Half the ring is for orders and cancels, and one slot for the
    /// message the venue is answering just now.
    /// </summary>
    private bool TryClaimSpare(RingBuffer<OutboundMessage> ring, out long sequence)
    {
        sequence = -1;
        if (ring.Occupancy < ring.Capacity / 2 - 1 && ring.TryClaim(out sequence))
        {
            return true;
        }

        Volatile.Write(ref _skipped, _skipped + 1);
        return false;
    }

    private static long Claim(RingBuffer<OutboundMessage> ring) => ring.TryClaim(out var sequence)
        ? sequence
        : throw new InvalidOperationException("a venue's ring is full although its window is not");
}
