using Chronos.Core.Model;

namespace Chronos.Weex.Wire;

/// <summary>A conditional order that waits for its trigger, such as a protective stop.</summary>
internal sealed record WeexAlgoOrder
{
    public required long AlgoId { get; init; }

    public required string ClientAlgoId { get; init; }

    public required string Symbol { get; init; }

    public required OrderSide Side { get; init; }

    public required WeexPositionSide PositionSide { get; init; }

    public required WeexOrderType Type { get; init; }

    public required string TypeText { get; init; }

    public required Quantity Quantity { get; init; }

    public required Price TriggerPrice { get; init; }

    /// <summary>Zero where it executes at market.</summary>
    public required Price Price { get; init; }

    public required WeexOrderStatus Status { get; init; }

    public required string StatusText { get; init; }

    /// <summary>The order it became; null while it waits.</summary>
    public long? ActualOrderId { get; init; }

    /// <summary>Null where the dialect does not tell it.</summary>
    public bool? ReduceOnly { get; init; }

    public required long CreatedMillis { get; init; }

    /// <summary>Null where the dialect does not tell it.</summary>
    public long? UpdatedMillis { get; init; }
}
