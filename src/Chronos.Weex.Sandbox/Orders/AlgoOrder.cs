namespace Chronos.Weex.Sandbox.Orders;

/// <summary>A conditional order: becomes an ordinary one when its price is reached.</summary>
internal sealed class AlgoOrder
{
    private readonly Timeline<AlgoOrder> _versions = new();

    public required long Id { get; init; }

    public required Account Account { get; init; }

    public required Instrument Instrument { get; init; }

    public required string ClientAlgoId { get; init; }

    public required AlgoType Type { get; init; }

    public required OrderSide Side { get; init; }

    public required PositionSide PositionSide { get; init; }

    public required decimal Quantity { get; init; }

    /// <summary>0 is at market.</summary>
    public decimal Price { get; set; }

    public required decimal TriggerPrice { get; set; }

    public WorkingType WorkingType { get; set; }

    public bool ReduceOnly { get; init; }

    /// <summary>Order whose exit this is; 0 is none.</summary>
    public long ParentOrderId { get; init; }

    public decimal TakeProfitTrigger { get; init; }

    public decimal StopLossTrigger { get; init; }

    public required long CreateTime { get; init; }

    public long UpdateTime { get; set; }

    public long TriggerTime { get; set; }

    public long ActualOrderId { get; set; }

    public decimal ActualPrice { get; set; }

    public AlgoStatus Status { get; set; }

    public bool IsOpen => Status == AlgoStatus.Untriggered;

    public bool IsMarket => Type is AlgoType.StopMarket or AlgoType.TakeProfitMarket;

    /// <summary>A stop sells at or below its trigger and buys at or above it; a take profit the other way round.</summary>
    public bool IsReached(decimal price)
    {
        var isStop = Type is AlgoType.Stop or AlgoType.StopMarket;
        return isStop == (Side == OrderSide.Sell) ? price <= TriggerPrice : price >= TriggerPrice;
    }

    public void Changed(long time)
    {
        UpdateTime = time;
        _versions.Add(time, (AlgoOrder)MemberwiseClone());
    }

    public AlgoOrder? At(long time) => time == long.MaxValue ? this : _versions.At(time);
}
