namespace Chronos.Weex.Sandbox.Exchange;

/// <summary>Conditional orders of all contracts. Used under the exchange's lock.</summary>
internal sealed class AlgoBook(Venue venue)
{
    private readonly List<AlgoOrder> _waiting = [];

    /// <summary>Checks what was asked for and takes it in.</summary>
    public AlgoOrder Place(AlgoOrder algo)
    {
        OrderRules.CheckTradable(algo.Instrument);
        OrderRules.CheckQuantity(algo.Instrument, algo.Quantity, isMarketOpen: false);
        OrderRules.CheckPrice(algo.Instrument, algo.TriggerPrice, "triggerPrice");
        if (!algo.IsMarket)
        {
            OrderRules.CheckPrice(algo.Instrument, algo.Price);
        }

        Add(algo);
        venue.CheckTriggers(venue.Market(Product.Contract, algo.Instrument.Symbol));
        return algo;
    }

    public void Add(AlgoOrder algo)
    {
        algo.Account.Add(algo);
        _waiting.Add(algo);
        algo.Changed(venue.Clock.ServerTime);
    }

    public void Cancel(AlgoOrder algo)
    {
        algo.Status = AlgoStatus.Canceled;
        algo.Changed(venue.Clock.ServerTime);
        _waiting.Remove(algo);
    }

    /// <summary>Makes an order of every conditional whose price is reached; answers whether there was one.</summary>
    public bool Trigger(Market market)
    {
        var reached = _waiting
            .Where(a => a.IsOpen && a.Instrument == market.Instrument && HasItsPosition(a))
            .Where(a => a.IsReached(a.WorkingType == WorkingType.MarkPrice ? market.Mark : market.Last))
            .ToArray();
        foreach (var algo in reached)
        {
            _waiting.Remove(algo);
            Execute(algo);
        }

        _waiting.RemoveAll(a => !a.IsOpen);
        return reached.Length != 0;
    }

    // An exit attached to an order that still waits has nothing to close yet.
    private static bool HasItsPosition(AlgoOrder algo) =>
        algo.ParentOrderId == 0 || algo.Account.FindOrder(Product.Contract, algo.ParentOrderId) is not { Filled: 0, IsOpen: true };

    private void Execute(AlgoOrder algo)
    {
        var time = venue.Clock.ServerTime;
        algo.TriggerTime = time;
        try
        {
            var held = algo.Account.Positions.GetValueOrDefault((algo.Instrument.Symbol, algo.PositionSide))?.Size ?? 0;
            var order = venue.Contracts.Place(algo.Account, new OrderRequest
            {
                Instrument = algo.Instrument,
                ClientOrderId = algo.ClientAlgoId,
                Side = algo.Side,
                PositionSide = algo.PositionSide,
                Type = algo.IsMarket ? OrderType.Market : OrderType.Limit,
                TimeInForce = algo.IsMarket ? TimeInForce.Ioc : TimeInForce.Gtc,
                Price = algo.Price,
                Quantity = algo.ReduceOnly ? Math.Min(algo.Quantity, held) : algo.Quantity,
                ReduceOnly = algo.ReduceOnly,
                StopPrice = algo.TriggerPrice,
                WorkingType = algo.WorkingType,
                TakeProfitTrigger = algo.TakeProfitTrigger,
                StopLossTrigger = algo.StopLossTrigger,
            });
            algo.ActualOrderId = order.Id;
            algo.ActualPrice = order.AveragePrice;
            algo.Status = order.Status == OrderStatus.Filled ? AlgoStatus.Filled : AlgoStatus.Triggered;
        }
        catch (WireException)
        {
            // The venue tells nobody: a conditional that cannot become an order ends canceled.
            algo.Status = AlgoStatus.Canceled;
        }

        algo.Changed(time);
    }
}
