namespace Chronos.Weex.Sandbox.Rest.Contract;

/// <summary>Conditional orders of contracts.</summary>
internal static class ContractAlgoRoutes
{
    private const string Prefix = "/capi/v3/";

    public static IReadOnlyList<Route> All { get; } =
    [
        new("POST", Prefix + "algoOrder", Access.Trade, 2, 5, Place) { Metered = Metered.Placing },
        new("DELETE", Prefix + "algoOrder", Access.Trade, 2, 3, Cancel) { Metered = Metered.Canceling },
        new("DELETE", Prefix + "algoOpenOrders", Access.Trade, 5, 10, CancelAll) { Metered = Metered.Canceling },
        new("GET", Prefix + "openAlgoOrders", Access.Read, 3, 3, Open),
        new("GET", Prefix + "allAlgoOrders", Access.Read, 5, 10, History),
        new("POST", Prefix + "placeTpSlOrder", Access.Trade, 2, 5, PlaceExit) { Metered = Metered.Placing },
        new("POST", Prefix + "modifyTpSlOrder", Access.Trade, 2, 5, Modify),
    ];

    private static RestAnswer Place(RestCall call)
    {
        var p = call.Parameters;
        var instrument = call.Market().Instrument;
        var type = p.RequiredWord<AlgoType>("type", -1116);
        var hasPrice = type is AlgoType.Stop or AlgoType.TakeProfit;
        var side = p.RequiredWord<OrderSide>("side", -1117);
        var positionSide = p.RequiredWord<PositionSide>("positionSide");
        var algo = new AlgoOrder
        {
            Id = call.Venue.Ids.Next(), Account = call.Account, Instrument = instrument, Type = type, Side = side, PositionSide = positionSide,
            ClientAlgoId = OrderReader.ClientId(p.Required("clientAlgoId")),
            Quantity = OrderReader.Positive(p, "quantity"),
            TriggerPrice = OrderReader.Positive(p, "triggerPrice"),
            Price = hasPrice ? OrderReader.Positive(p, "price") : 0,
            ReduceOnly = (side == OrderSide.Buy) != (positionSide == PositionSide.Long),
            TakeProfitTrigger = OrderReader.Trigger(p, instrument, "presetTakeProfitPrice"),
            StopLossTrigger = OrderReader.Trigger(p, instrument, "presetStopLossPrice"),
            WorkingType = p.Word<WorkingType>("SlWorkingType") ?? p.Word<WorkingType>("TpWorkingType") ?? WorkingType.ContractPrice,
            CreateTime = call.Now,
        };
        var refusal = ContractOrderRoutes.Try(call, () => call.Venue.Algos.Place(algo));
        return RestAnswer.Object(w =>
        {
            w.Text("orderId", refusal is null ? algo.Id : 0);
            w.WriteString("clientOrderId", algo.ClientAlgoId);
            ContractJson.Outcome(w, refusal);
        });
    }

    private static RestAnswer PlaceExit(RestCall call)
    {
        var p = call.Parameters;
        var instrument = call.Market().Instrument;
        var takesProfit = p.Required("planType") switch
        {
            "TAKE_PROFIT" => true,
            "STOP_LOSS" => false,
            _ => throw WireException.Invalid("planType"),
        };
        var price = p.Amount("executePrice") ?? 0;
        var positionSide = p.RequiredWord<PositionSide>("positionSide");
        var algo = new AlgoOrder
        {
            Id = call.Venue.Ids.Next(), Account = call.Account, Instrument = instrument, PositionSide = positionSide, Price = price,
            Type = (takesProfit, price > 0) switch
            {
                (true, true) => AlgoType.TakeProfit,
                (true, false) => AlgoType.TakeProfitMarket,
                (false, true) => AlgoType.Stop,
                (false, false) => AlgoType.StopMarket,
            },
            Side = positionSide == PositionSide.Long ? OrderSide.Sell : OrderSide.Buy,
            ClientAlgoId = OrderReader.ClientId(p.Required("clientAlgoId")),
            Quantity = OrderReader.Positive(p, "quantity"),
            TriggerPrice = OrderReader.Positive(p, "triggerPrice"),
            WorkingType = p.Word<WorkingType>("triggerPriceType") ?? WorkingType.ContractPrice,
            ReduceOnly = true,
            CreateTime = call.Now,
        };
        var refusal = ContractOrderRoutes.Try(call, () => call.Venue.Algos.Place(algo));
        return RestAnswer.Array([algo], (w, a) =>
        {
            w.WriteBoolean("success", refusal is null);
            w.WriteNumber("orderId", refusal is null ? a.Id : 0);
            w.WriteString("errorCode", refusal is null ? "" : ErrorAnswer.Text(refusal));
            w.WriteString("errorMessage", refusal?.Message ?? "");
        });
    }

    private static RestAnswer Modify(RestCall call)
    {
        var p = call.Parameters;
        var algo = Find(call, p.Whole("orderId") ?? throw WireException.Empty("orderId"))
            ?? throw WireException.NoOrder(Product.Contract);
        var trigger = OrderReader.Positive(p, "triggerPrice");
        OrderRules.CheckPrice(algo.Instrument, trigger, "triggerPrice");
        var price = p.Amount("executePrice") ?? algo.Price;
        if (price > 0 && algo.IsMarket)
        {
            throw WireException.Validate("An order at market cannot be given a price.");
        }

        if (!algo.IsMarket)
        {
            OrderRules.CheckPrice(algo.Instrument, price, "executePrice");
        }

        algo.WorkingType = p.Word<WorkingType>("triggerPriceType") ?? algo.WorkingType;
        algo.TriggerPrice = trigger;
        algo.Price = price;
        algo.Changed(call.Now);
        call.Venue.CheckTriggers(call.Venue.Market(Product.Contract, algo.Instrument.Symbol));
        return RestAnswer.Object(w => w.WriteBoolean("success", true));
    }

    private static RestAnswer Cancel(RestCall call)
    {
        var id = call.Parameters.Whole("orderId") ?? throw WireException.Empty("orderId");
        var algo = Find(call, id);
        var refusal = ContractOrderRoutes.Try(call, () => call.Venue.Algos.Cancel(algo ?? throw WireException.NoOrder(Product.Contract)));
        return RestAnswer.Object(w =>
        {
            w.Text("orderId", id);
            w.WriteString("origClientOrderId", algo?.ClientAlgoId ?? "");
            ContractJson.Outcome(w, refusal);
        });
    }

    private static RestAnswer CancelAll(RestCall call)
    {
        var instrument = call.OptionalMarket()?.Instrument;
        var algos = call.Account.Algos.Values.Where(a => a.IsOpen && (instrument is null || a.Instrument == instrument)).ToArray();
        return RestAnswer.Array(algos, (w, a) =>
        {
            call.Venue.Algos.Cancel(a);
            w.WriteNumber("orderId", a.Id);
            ContractJson.Outcome(w, null);
        });
    }

    private static RestAnswer Open(RestCall call)
    {
        var limit = call.Parameters.Whole("limit", 100, 1, 100);
        var page = call.Parameters.Whole("page", 1, 1, int.MaxValue / 1000);
        return RestAnswer.Array(Known(call).Where(a => a.IsOpen).Skip((page - 1) * limit).Take(limit), ContractJson.Algo);
    }

    private static RestAnswer History(RestCall call)
    {
        var limit = call.Parameters.Whole("limit", 500, 1, 1000);
        var algos = Known(call).Where(a => !a.IsOpen).Reverse().Take(limit + 1).ToArray();
        return RestAnswer.Object(w =>
        {
            w.Array("orders", algos.Take(limit), ContractJson.Algo);
            w.WriteBoolean("hasMore", algos.Length > limit);
        });
    }

    private static IEnumerable<AlgoOrder> Known(RestCall call)
    {
        var (from, to) = call.Parameters.Range();
        var instrument = call.OptionalMarket()?.Instrument;
        return call.Account.Algos.Values.Select(a => a.At(call.AsOf)).OfType<AlgoOrder>()
            .Where(a => (instrument is null || a.Instrument == instrument) && a.CreateTime >= from && a.CreateTime <= to);
    }

    private static AlgoOrder? Find(RestCall call, long id) => call.Account.Algos.GetValueOrDefault(id) is { IsOpen: true } algo ? algo : null;
}
