using Chronos.Core.Model;

namespace Chronos.Core.Routing;

/// <summary>Where the route stage hands things over: the rings of the venue threads, or nowhere in a replay.</summary>
internal interface IOutbound
{
    /// <summary>
    /// Where the next order for a venue is written, field by field, because copying it would cost more than writing it. There
    /// is always room: the venue window gate holds. Every field must be set before <see cref="Hand(VenueId, long)"/>.
    /// </summary>
    ref SealedOrder Begin(VenueId venue);

    /// <summary>Hands over the order begun last, with the real time at which its proposal entered, for measuring.</summary>
    void Hand(VenueId venue, long ingressStampNanos);

    /// <summary>A cancel of an order that may still trade.</summary>
    void Hand(in OrderCancel cancel);

    /// <summary>A quote, for venues that fill against quotes; may be skipped when the venue is behind.</summary>
    void Hand(in Quote quote);

    /// <summary>Time passing.</summary>
    void HandTick(long timeNanos);
}
