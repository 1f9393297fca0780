namespace Chronos.Weex.Sandbox.Orders;

/// <summary>An order as asked for, read but not yet judged.</summary>
internal sealed record OrderRequest
{
    public required Instrument Instrument { get; init; }

    public required string ClientOrderId { get; init; }

    public required OrderSide Side { get; init; }

    public PositionSide PositionSide { get; init; }

    public required OrderType Type { get; init; }

    public required TimeInForce TimeInForce { get; init; }

    public decimal Price { get; init; }

    public required decimal Quantity { get; init; }

    public bool ReduceOnly { get; init; }

    public decimal StopPrice { get; init; }

    public WorkingType? WorkingType { get; init; }

    public decimal TakeProfitTrigger { get; init; }

    public decimal StopLossTrigger { get; init; }

    public WorkingType TakeProfitWorking { get; init; }

    public WorkingType StopLossWorking { get; init; }
}
