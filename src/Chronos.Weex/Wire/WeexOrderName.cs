using System.Globalization;

namespace Chronos.Weex.Wire;

/// <summary>Which order is meant: by the venue's id or by ours.</summary>
internal readonly record struct WeexOrderName
{
    private WeexOrderName(long orderId, string clientOrderId)
    {
        OrderId = orderId;
        ClientOrderId = clientOrderId;
    }

    /// <summary>0 when it is named by ours.</summary>
    public long OrderId { get; }

    /// <summary>Empty when it is named by the venue's.</summary>
    public string ClientOrderId { get; }

    public static WeexOrderName OfVenue(long orderId)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(orderId);
        return new WeexOrderName(orderId, "");
    }

    public static WeexOrderName OfClient(string clientOrderId) => WeexClientOrderId.IsValid(clientOrderId)
        ? new WeexOrderName(0, clientOrderId)
        : throw new ArgumentException("not a client order id the venue accepts", nameof(clientOrderId));

    /// <summary>As a query.</summary>
    public string ToQuery() => OrderId > 0
        ? string.Create(CultureInfo.InvariantCulture, $"orderId={OrderId}")
        : $"origClientOrderId={ClientOrderId}";

    /// <summary>As a v2 body.</summary>
    public string ToBody() => OrderId > 0
        ? string.Create(CultureInfo.InvariantCulture, $"{{\"orderId\":\"{OrderId}\"}}")
        : $"{{\"clientOid\":\"{ClientOrderId}\"}}";

    /// <summary>True when the answer speaks of this order.</summary>
    public bool IsNamedBy(WeexPlaced placed) => OrderId > 0
        ? placed.OrderId == OrderId
        : string.Equals(placed.ClientOrderId, ClientOrderId, StringComparison.Ordinal);

    /// <summary>True when it is this order.</summary>
    public bool IsNameOf(WeexOrder order) => OrderId > 0
        ? order.OrderId == OrderId
        : string.Equals(order.ClientOrderId, ClientOrderId, StringComparison.Ordinal);
}
