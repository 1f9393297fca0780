using Chronos.Core.Model;
using Chronos.Core.Routing;

namespace Chronos.Core.Replay.Readings;

/// <summary>Keeps what the route stage handed to the venues for one event: sealed orders and cancels.</summary>
internal sealed class HandedOver : IOutbound
{
    private readonly List<SealedOrder> _orders = [];
    private readonly List<OrderCancel> _cancels = [];
    private SealedOrder _begun;

    /// <summary>Orders of the last event.</summary>
    public IReadOnlyList<SealedOrder> Orders => _orders;

    /// <summary>Cancels of the last event.</summary>
    public IReadOnlyList<OrderCancel> Cancels => _cancels;

    /// <summary>The next event begins.</summary>
    public void Clear()
    {
        _orders.Clear();
        _cancels.Clear();
    }

    /// <inheritdoc />
    public ref SealedOrder Begin(VenueId venue) => ref _begun;

    /// <inheritdoc />
    public void Hand(VenueId venue, long ingressStampNanos) => _orders.Add(_begun);

    /// <inheritdoc />
    public void Hand(in OrderCancel cancel) => _cancels.Add(cancel);

    /// <inheritdoc />
    public void Hand(in Quote quote)
    {
    }

    /// <inheritdoc />
    public void HandTick(long timeNanos)
    {
    }
}
