using System.Globalization;
using System.Text.Json;
using Chronos.Weex.Sandbox.Rest.Contract;

namespace Chronos.Weex.Sandbox.Rest.Legacy;

/// <summary>Orders of contract v2. One book with v3: what is placed on one version is seen on the other.</summary>
internal static class LegacyOrderRoutes
{
    private const string Prefix = "/capi/v2/order/";
    private const int ClientIdMax = 40;

    public static IReadOnlyList<Route> All { get; } =
    [
        new("POST", Prefix + "placeOrder", Access.Trade, 2, 5, Place) { Metered = Metered.Placing },
        new("POST", Prefix + "cancel_order", Access.Trade, 2, 3, Cancel) { Metered = Metered.Canceling },
        new("POST", Prefix + "cancelAllOrders", Access.Trade, 40, 50, CancelAll) { Metered = Metered.Canceling },
        new("POST", Prefix + "closePositions", Access.Trade, 40, 50, ClosePositions) { Metered = Metered.Placing },
        new("GET", Prefix + "detail", Access.Read, 2, 2, Detail),
        new("GET", Prefix + "current", Access.Read, 2, 2, Current),
        new("GET", Prefix + "history", Access.Read, 10, 10, History),
        new("GET", Prefix + "fills", Access.Read, 5, 5, Fills),
    ];

    private static RestAnswer Place(RestCall call)
    {
        var p = call.Parameters;
        var instrument = call.Market().Instrument;
        var (side, positionSide) = p.Required("type") switch
        {
            "1" => (OrderSide.Buy, PositionSide.Long),
            "2" => (OrderSide.Sell, PositionSide.Short),
            "3" => (OrderSide.Sell, PositionSide.Long),
            "4" => (OrderSide.Buy, PositionSide.Short),
            _ => throw WireException.Invalid("type"),
        };
        var timeInForce = p.Required("order_type") switch
        {
            "0" => TimeInForce.Gtc,
            "1" => TimeInForce.PostOnly,
            "2" => TimeInForce.Fok,
            "3" => TimeInForce.Ioc,
            _ => throw WireException.Invalid("order_type"),
        };
        var isMarket = p.Required("match_price") switch
        {
            "0" => false,
            "1" => true,
            _ => throw WireException.Invalid("match_price"),
        };
        CheckMode(call, instrument);
        var clientId = p.Required("client_oid");
        if (clientId.Length > ClientIdMax)
        {
            throw new WireException(-1180, "client_oid is longer than 40.");
        }

        var order = call.Venue.Contracts.Place(call.Account, new OrderRequest
        {
            Instrument = instrument,
            ClientOrderId = clientId,
            Side = side,
            PositionSide = positionSide,
            Type = isMarket ? OrderType.Market : OrderType.Limit,
            TimeInForce = isMarket ? TimeInForce.Ioc : timeInForce,
            Quantity = OrderReader.Positive(p, "size"),
            Price = isMarket ? 0 : OrderReader.Positive(p, "price"),
            TakeProfitTrigger = OrderReader.Trigger(p, instrument, "presetTakeProfitPrice"),
            StopLossTrigger = OrderReader.Trigger(p, instrument, "presetStopLossPrice"),
        });
        return RestAnswer.Object(w =>
        {
            w.WriteString("client_oid", order.ClientOrderId);
            w.Text("order_id", order.Id);
        });
    }

    private static void CheckMode(RestCall call, Instrument instrument)
    {
        MarginType? wanted = call.Parameters.Text("marginMode") switch
        {
            null => null,
            "1" => MarginType.Crossed,
            "3" => MarginType.Isolated,
            _ => throw WireException.Invalid("marginMode"),
        };
        if (wanted is { } type)
        {
            ContractAccountRoutes.SetMode(call, instrument, type);
        }
    }

    private static RestAnswer Cancel(RestCall call)
    {
        var id = call.Parameters.Whole("orderId");
        var client = call.Parameters.Text("clientOid");
        if (id is null && client is null)
        {
            throw new WireException(-1140, "orderId or clientOid is required.", legacyCode: "40913");
        }

        var order = id is not null
            ? call.Account.FindOrder(Product.Contract, id.Value)
            : call.Account.FindOrder(Product.Contract, client!);
        ContractOrderRoutes.Cancel(call, order);
        return RestAnswer.Object(w =>
        {
            w.Text("order_id", order!.Id);
            w.WriteString("client_oid", order.ClientOrderId);
            w.WriteBoolean("result", true);
            w.WriteNull("err_msg");
        });
    }

    private static RestAnswer CancelAll(RestCall call)
    {
        var instrument = call.OptionalMarket()?.Instrument;
        var kind = call.Parameters.Text("cancelOrderType");
        if (kind is not (null or "normal" or "plan"))
        {
            throw WireException.Invalid("cancelOrderType");
        }

        var ids = new List<long>();
        if (kind == "plan")
        {
            foreach (var algo in call.Account.Algos.Values.Where(a => a.IsOpen && (instrument is null || a.Instrument == instrument)).ToArray())
            {
                call.Venue.Algos.Cancel(algo);
                ids.Add(algo.Id);
            }
        }
        else
        {
            foreach (var order in call.Account.OpenOrders.Values
                .Where(o => o.Instrument.Product == Product.Contract && (instrument is null || o.Instrument == instrument)).ToArray())
            {
                ContractOrderRoutes.Cancel(call, order);
                ids.Add(order.Id);
            }
        }

        return RestAnswer.Array(ids, (w, id) =>
        {
            w.WriteNumber("orderId", id);
            w.WriteBoolean("success", true);
        });
    }

    private static RestAnswer ClosePositions(RestCall call)
    {
        var instrument = call.OptionalMarket()?.Instrument;
        var positions = call.Account.Positions.Values
            .Where(p => !p.Instrument.IsDemo && (instrument is null || p.Instrument == instrument)).ToArray();
        return RestAnswer.Array(positions, (w, p) =>
        {
            var order = call.Venue.Contracts.Close(p);
            w.WriteNumber("positionId", p.Id);
            w.WriteBoolean("success", true);
            w.WriteNumber("successOrderId", order.Id);
            w.WriteString("errorMessage", "");
        });
    }

    private static RestAnswer Detail(RestCall call)
    {
        var id = call.Parameters.Whole("orderId") ?? throw WireException.Empty("orderId");
        var order = call.Account.FindOrder(Product.Contract, id) ?? throw WireException.NoOrder(Product.Contract);
        return RestAnswer.Object(w => Write(w, order));
    }

    private static RestAnswer Current(RestCall call)
    {
        var p = call.Parameters;
        var (limit, page) = (p.Whole("limit", 100, 1, 100), p.Whole("page", 0, 0, int.MaxValue / 1000));
        var id = p.Whole("orderId");
        var (from, to) = p.Range();
        return RestAnswer.Array(
            Known(call).Where(o => o.IsOpen && (id is null || o.Id == id) && o.Time >= from && o.Time <= to).Skip(page * limit).Take(limit),
            Write);
    }

    private static RestAnswer History(RestCall call)
    {
        var size = call.Parameters.Whole("pageSize", 100, 1, 100);
        var (from, to) = call.Parameters.Range("createDate", "endCreateDate");
        return RestAnswer.Array(
            Known(call).Where(o => !o.IsOpen && o.Time >= from && o.Time <= to).Reverse().Take(size), Write);
    }

    private static RestAnswer Fills(RestCall call)
    {
        var p = call.Parameters;
        var limit = p.Whole("limit", 100, 1, 100);
        var id = p.Whole("orderId");
        var (from, to) = p.Range();
        var instrument = call.OptionalMarket()?.Instrument;
        var fills = call.Account.Fills
            .Where(f => f.Order.Instrument.Product == Product.Contract && f.Time <= call.AsOf && f.Time >= from && f.Time <= to)
            .Where(f => (instrument is null || f.Order.Instrument == instrument) && (id is null || f.Order.Id == id))
            .Reverse().ToArray();
        return RestAnswer.Object(w =>
        {
            w.Array("list", fills.Take(limit), Fill);
            w.WriteBoolean("nextFlag", fills.Length > limit);
            w.WriteNumber("totals", fills.Length);
        });
    }

    private static IEnumerable<Order> Known(RestCall call)
    {
        var instrument = call.OptionalMarket()?.Instrument;
        return call.Account.OrdersAt(Product.Contract, call.AsOf)
            .Where(o => !o.Instrument.IsDemo && (instrument is null || o.Instrument == instrument));
    }

    private static void Write(Utf8JsonWriter w, Order o)
    {
        w.WriteString("symbol", LegacySymbol.Of(o.Instrument.Symbol));
        w.Amount("size", o.Quantity);
        w.WriteString("client_oid", o.ClientOrderId);
        w.Text("createTime", o.Time);
        w.Amount("filled_qty", o.Filled);
        w.Amount("fee", o.Fee);
        w.Text("order_id", o.Id);
        w.Amount("price", o.Price);
        w.WriteString("price_avg", WireText.Fixed(o.AveragePrice, o.Instrument.PricePrecision));
        w.WriteString("status", o.Status switch
        {
            OrderStatus.Filled => "filled",
            OrderStatus.Canceled => "canceled",
            _ => "open",
        });
        w.WriteString("type", (o.IsOpening ? "open_" : "close_") + (o.PositionSide == PositionSide.Long ? "long" : "short"));
        w.WriteString("order_type", o.TimeInForce switch
        {
            TimeInForce.PostOnly => "postOnly",
            TimeInForce.Fok => "fok",
            TimeInForce.Ioc => "ioc",
            _ => "normal",
        });
        w.Amount("totalProfits", o.RealizedPnl);
        w.WriteNumber("contracts", Contracts(o.Quantity));
        w.WriteNumber("filledQtyContracts", Contracts(o.Filled));
        w.WriteString("presetTakeProfitPrice", Preset(o.TakeProfitTrigger));
        w.WriteString("presetStopLossPrice", Preset(o.StopLossTrigger));

        static string? Preset(decimal price) => price == 0 ? null : WireText.Of(price);
    }

    // The wire counts contracts in millionths of a base unit: size 0.010000 is 10000.
    private static decimal Contracts(decimal quantity) => decimal.Truncate(quantity * 1_000_000);

    private static void Fill(Utf8JsonWriter w, Fill f)
    {
        var o = f.Order;
        w.WriteNumber("tradeId", f.Id);
        w.WriteNumber("orderId", o.Id);
        w.WriteString("symbol", LegacySymbol.Of(o.Instrument.Symbol));
        w.WriteString("marginMode", "SHARED");
        w.WriteString("separatedMode", "COMBINED");
        w.Word("positionSide", o.PositionSide);
        w.Word("orderSide", o.Side);
        w.Amount("fillSize", f.Quantity);
        w.Amount("fillValue", f.Value);
        w.Amount("fillFee", f.Fee);
        w.WriteString("liquidateFee", "0");
        w.Amount("realizePnl", f.RealizedPnl);
        w.WriteString("direction", f.IsMaker ? "MAKER" : "TAKER");
        w.WriteString("liquidateType", "UNKNOWN");
        w.WriteString(
            "legacyOrdeDirection",
            (o.IsOpening ? "OPEN_" : "CLOSE_") + (o.PositionSide == PositionSide.Long ? "LONG" : "SHORT"));
        w.WriteNumber("createdTime", f.Time);
    }
}
