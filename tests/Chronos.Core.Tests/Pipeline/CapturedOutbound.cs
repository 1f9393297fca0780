using Chronos.Core.Model;
using Chronos.Core.Routing;

namespace Chronos.Core.Tests.Pipeline;

/// <summary>Remembers what was handed over, or with <paramref name="keep"/> off only counts it, allocating nothing.</summary>
internal sealed class CapturedOutbound(bool keep = true) : IOutbound
{
    public List<SealedOrder> Orders { get; } = [];

    public List<OrderCancel> Cancels { get; } = [];

    public int Handed { get; private set; }

    /// <summary>Whether a cancel was handed over right before an order.</summary>
    public bool CancelWentBefore(OrderId order) => _order == order && _cancelAt == _orderAt - 1;

    private SealedOrder _begun;
    private OrderId _order;
    private int _orderAt;
    private int _cancelAt;

    public ref SealedOrder Begin(VenueId venue) => ref _begun;

    public void Hand(VenueId venue, long ingressStampNanos)
    {
        if (venue.Value != _begun.Venue.Value)
        {
            throw new InvalidOperationException($"an order for venue {_begun.Venue} handed to {venue}");
        }

        Handed++;
        (_order, _orderAt) = (_begun.Id, Handed);
        if (keep)
        {
            Orders.Add(_begun);
        }

        // What the next order leaves unset must not look set.
        _begun = default;
    }

    public void Hand(in OrderCancel cancel)
    {
        Handed++;
        _cancelAt = Handed;
        if (keep)
        {
            Cancels.Add(cancel);
        }
    }

    public void Hand(in Quote quote) => Handed++;

    public void HandTick(long timeNanos) => Handed++;
}
