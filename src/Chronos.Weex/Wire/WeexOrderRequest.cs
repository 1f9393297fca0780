using Chronos.Core.Model;

namespace Chronos.Weex.Wire;

/// <summary>Everything an order's body says to the venue, and nothing else.</summary>
internal readonly record struct WeexOrderRequest
{
    public required WeexDialect Dialect { get; init; }

    /// <summary>The venue's text for the instrument.</summary>
    public required string Symbol { get; init; }

    public required OrderSide Side { get; init; }

    /// <summary>None on spot, and only there.</summary>
    public required WeexPositionSide PositionSide { get; init; }

    public required WeexOrderType Type { get; init; }

    /// <summary>Null for market orders and conditional orders, which carry none.</summary>
    public TimeInForce? TimeInForce { get; init; }

    public required Quantity Quantity { get; init; }

    /// <summary>Zero for orders that execute at market.</summary>
    public Price Price { get; init; }

    /// <summary>Zero but for conditional orders.</summary>
    public Price TriggerPrice { get; init; }

    /// <summary>1 to 36 of <c>A-Z a-z 0-9 . : / _ -</c>.</summary>
    public required string ClientOrderId { get; init; }

    /// <summary>True when it waits for a trigger, and goes to another endpoint.</summary>
    public bool IsConditional => Type is WeexOrderType.Stop or WeexOrderType.StopMarket
        or WeexOrderType.TakeProfit or WeexOrderType.TakeProfitMarket;

    /// <summary>True when it carries a limit price.</summary>
    public bool IsPriced => Type is WeexOrderType.Limit or WeexOrderType.Stop or WeexOrderType.TakeProfit;
}
