using Chronos.Core.Model;

namespace Chronos.Core.Routing;

/// <summary>Hands nothing to nobody: what a replay decided left long ago or never.</summary>
internal sealed class NullOutbound : IOutbound
{
    private SealedOrder _order;

    /// <inheritdoc />
    public ref SealedOrder Begin(VenueId venue) => ref _order;

    /// <inheritdoc />
    public void Hand(VenueId venue, long ingressStampNanos)
    {
    }

    /// <inheritdoc />
    public void Hand(in OrderCancel cancel)
    {
    }

    /// <inheritdoc />
    public void Hand(in Quote quote)
    {
    }

    /// <inheritdoc />
    public void HandTick(long timeNanos)
    {
    }
}
