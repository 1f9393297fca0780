namespace Chronos.Weex.Sandbox.Orders;

/// <summary>One ordinary order of either product.</summary>
internal sealed class Order
{
    private readonly Timeline<Order> _versions = new();

    public required long Id { get; init; }

    public required Account Account { get; init; }

    public required Instrument Instrument { get; init; }

    public required string ClientOrderId { get; init; }

    public required OrderSide Side { get; init; }

    /// <summary>Meaningless on spot.</summary>
    public PositionSide PositionSide { get; init; }

    public required OrderType Type { get; init; }

    public required TimeInForce TimeInForce { get; init; }

    /// <summary>0 of a market order.</summary>
    public decimal Price { get; init; }

    public required decimal Quantity { get; init; }

    public bool ReduceOnly { get; init; }

    /// <summary>Trigger price of the conditional order this one comes from; 0 is none.</summary>
    public decimal StopPrice { get; init; }

    /// <summary>Which price triggered it; null of an order that did not come from a conditional one.</summary>
    public WorkingType? WorkingType { get; init; }

    public decimal TakeProfitTrigger { get; init; }

    public decimal StopLossTrigger { get; init; }

    public int Leverage { get; init; } = 1;

    public required long Time { get; init; }

    /// <summary>Place in the order of arrival of everything that makes liquidity.</summary>
    public required long Sequence { get; init; }

    public long UpdateTime { get; set; }

    public OrderStatus Status { get; set; }

    public decimal Filled { get; set; }

    public decimal FilledValue { get; set; }

    public decimal Fee { get; set; }

    public decimal RealizedPnl { get; set; }

    public decimal LatestFillPrice { get; set; }

    public decimal MaxFillPrice { get; set; }

    public decimal MinFillPrice { get; set; }

    public string CancelReason { get; set; } = "";

    /// <summary>Quantities it is filled in before it waits for the next quote; null is without bound.</summary>
    public Queue<decimal>? Slices { get; set; }

    public decimal Remaining => Quantity - Filled;

    public bool IsOpen => Status is OrderStatus.New or OrderStatus.PartiallyFilled;

    /// <summary>Opens or adds to a position rather than closing one.</summary>
    public bool IsOpening => (Side == OrderSide.Buy) == (PositionSide == PositionSide.Long);

    public decimal AveragePrice => Filled == 0 ? 0 : FilledValue / Filled;

    /// <summary>Margin and fee an open opening order keeps; rounded up to 8 decimals.</summary>
    public decimal FrozenMargin => IsOpen && IsOpening && !ReduceOnly ? MarginFor(Remaining, Price) : 0;

    public decimal MarginFor(decimal quantity, decimal price) =>
        RoundUp(quantity * price / Leverage) + RoundUp(quantity * price * Instrument.TakerFeeRate);

    /// <summary>Keeps what it is now as its version of a time.</summary>
    public void Changed(long time)
    {
        UpdateTime = time;
        _versions.Add(time, (Order)MemberwiseClone());
    }

    /// <summary>What it was at a time; null before it came.</summary>
    public Order? At(long time) => time == long.MaxValue ? this : _versions.At(time);

    private static decimal RoundUp(decimal amount) => decimal.Round(amount, 8, MidpointRounding.ToPositiveInfinity);
}
