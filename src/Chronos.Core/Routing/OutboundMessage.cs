using Chronos.Core.Model;

namespace Chronos.Core.Routing;

/// <summary>A slot of a venue's ring.</summary>
internal struct OutboundMessage
{
    public OutboundKind Kind;
    public SealedOrder Order;
    public OrderCancel Cancel;
    public Quote Quote;
    public long TimeNanos;

    /// <summary>Real time at which an order's proposal entered.</summary>
    public long IngressStampNanos;
}
