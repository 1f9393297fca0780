using Chronos.Core.Model;

namespace Chronos.Weex.Wire;

/// <summary>An order as the venue tells it: in a list, alone, or in a push of the private socket.</summary>
internal sealed record WeexOrder
{
    public required string Symbol { get; init; }

    public required long OrderId { get; init; }

    /// <summary>Empty for an order that was not placed with one.</summary>
    public required string ClientOrderId { get; init; }

    public required OrderSide Side { get; init; }

    /// <summary>None on spot.</summary>
    public required WeexPositionSide PositionSide { get; init; }

    public required WeexOrderType Type { get; init; }

    /// <summary>The type in the venue's words.</summary>
    public required string TypeText { get; init; }

    /// <summary>Null where the venue says none of the four.</summary>
    public required TimeInForce? TimeInForce { get; init; }

    /// <summary>Zero on market orders.</summary>
    public required Price Price { get; init; }

    /// <summary>What was asked for. Zero for a spot market order placed by value on the site.</summary>
    public required Quantity Quantity { get; init; }

    /// <summary>What has been filled so far.</summary>
    public required Quantity Executed { get; init; }

    /// <summary>Value of what has been filled, cut off at 1e-8; null where the dialect does not tell it.</summary>
    public Notional? ExecutedValue { get; init; }

    /// <summary>Cut off at 1e-8; null where the dialect does not tell it, zero while nothing is filled.</summary>
    public Price? AveragePrice { get; init; }

    public required WeexOrderStatus Status { get; init; }

    /// <summary>The status in the venue's words.</summary>
    public required string StatusText { get; init; }

    /// <summary>Null where the dialect does not tell it.</summary>
    public bool? ReduceOnly { get; init; }

    /// <summary>Null or zero where there is none.</summary>
    public Price? TriggerPrice { get; init; }

    public required long CreatedMillis { get; init; }

    /// <summary>Null where the dialect does not tell it.</summary>
    public long? UpdatedMillis { get; init; }

    /// <summary>Fees so far, in pushes only, cut off at 1e-8.</summary>
    public Quantity? Fee { get; init; }

    /// <summary>In pushes only; empty elsewhere.</summary>
    public string CancelReason { get; init; } = "";
}
