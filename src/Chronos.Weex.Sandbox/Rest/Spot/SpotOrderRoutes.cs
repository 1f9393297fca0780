using System.Globalization;
using System.Text.Json;
using Chronos.Weex.Sandbox.Rest.Contract;

namespace Chronos.Weex.Sandbox.Rest.Spot;

/// <summary>Spot orders.</summary>
internal static class SpotOrderRoutes
{
    private const string Prefix = "/api/v3/";
    private const int BatchMax = 10;

    public static IReadOnlyList<Route> All { get; } =
    [
        new("POST", Prefix + "order", Access.Trade, 2, 5, c => RestAnswer.Object(w => Placed(w, Place(c)))) { Metered = Metered.Placing },
        new("POST", Prefix + "order/batch", Access.Trade, 10, 50, PlaceBatch) { Metered = Metered.Placing },
        new("DELETE", Prefix + "order", Access.Trade, 1, 1, Cancel) { Metered = Metered.Canceling },
        new("DELETE", Prefix + "order/batch", Access.Trade, 5, 10, CancelBatch) { Metered = Metered.Canceling },
        new("DELETE", Prefix + "openOrders", Access.Trade, 1, 1, CancelAll) { Metered = Metered.Canceling },
        new("GET", Prefix + "order", Access.Read, 2, 2, Get),
        new("GET", Prefix + "openOrders", Access.Read, 3, 3, Open),
        new("GET", Prefix + "allOrders", Access.Read, 10, 10, AllOrders),
        new("GET", Prefix + "myTrades", Access.Read, 5, 5, MyTrades),
    ];

    private static Order Place(RestCall call, string? symbol = null)
    {
        var p = call.Parameters;
        var market = symbol is null
            ? call.Market()
            : call.Venue.FindMarket(Product.Spot, symbol) ?? throw new WireException(-1121, "Parameter 'symbol' is invalid.");
        var side = p.RequiredWord<OrderSide>("side", -1117);
        var type = p.RequiredWord<OrderType>("type", -1116);
        var clientId = p.Text("newClientOrderId") ?? "sandbox-" + call.Venue.Ids.Next().ToString(CultureInfo.InvariantCulture);
        return call.Venue.Spot.Place(call.Account, new OrderRequest
        {
            Instrument = market.Instrument,
            Side = side,
            Type = type,
            TimeInForce = type == OrderType.Market ? TimeInForce.Ioc : p.Word<TimeInForce>("timeInForce", -1115) ?? TimeInForce.Gtc,
            Quantity = OrderReader.Positive(p, "quantity"),
            Price = type == OrderType.Limit ? OrderReader.Positive(p, "price") : 0,
            ClientOrderId = OrderReader.ClientId(clientId),
        });
    }

    private static void Placed(Utf8JsonWriter w, Order order)
    {
        w.WriteString("symbol", order.Instrument.Symbol);
        w.WriteNumber("orderId", order.Id);
        w.WriteString("clientOrderId", order.ClientOrderId);
        w.WriteNumber("transactTime", order.Time);
    }

    private static RestAnswer PlaceBatch(RestCall call)
    {
        if (!call.Venue.Switches.BatchOrders)
        {
            throw new WireException(-1150, "Request method 'POST' not supported");
        }

        var symbol = call.Parameters.Required("symbol");
        var items = call.Parameters.List("orderList") ?? throw WireException.Empty("orderList");
        if (items.Count is 0 or > BatchMax)
        {
            throw WireException.Invalid("orderList");
        }

        return RestAnswer.Object(w => w.Array("orderList", items, (o, item) =>
        {
            var parameters = Parameters.Of(item);
            try
            {
                Placed(o, Place(call.With(parameters), symbol));
                o.WriteString("errorCode", "");
                o.WriteString("errorMsg", "");
            }
            catch (WireException refusal)
            {
                o.WriteString("symbol", symbol);
                o.WriteNumber("orderId", 0);
                o.WriteString("clientOrderId", parameters.Text("newClientOrderId"));
                o.WriteNumber("transactTime", call.Now);
                o.WriteString("errorCode", ErrorAnswer.Text(refusal));
                o.WriteString("errorMsg", refusal.Message);
            }
        }));
    }

    private static RestAnswer Cancel(RestCall call)
    {
        var order = Wanted(call);
        Cancel(call, order);
        var byClient = call.Parameters.Text("orderId") is null;
        return RestAnswer.Object(w =>
        {
            if (byClient)
            {
                w.WriteString("origClientOrderId", order.ClientOrderId);
            }
            else
            {
                w.WriteNumber("orderId", order.Id);
            }

            w.WriteString("status", "CANCELED");
        });
    }

    private static RestAnswer CancelBatch(RestCall call)
    {
        var ids = call.Parameters.List("orderIds");
        var clients = call.Parameters.List("origClientOrderIds");
        var wanted = ids ?? clients ?? throw WireException.Validate("Either orderIds or origClientOrderIds must be sent.");
        if (wanted.Count is 0 or > BatchMax)
        {
            throw WireException.Invalid(ids is null ? "origClientOrderIds" : "orderIds");
        }

        return RestAnswer.Object(w => w.Array("orderList", wanted, (o, element) =>
        {
            var text = element.ToString();
            var order = ids is null ? call.Account.FindOrder(Product.Spot, text)
                : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? call.Account.FindOrder(Product.Spot, id)
                : throw WireException.Invalid("orderIds");
            if (ids is null)
            {
                o.WriteString("origClientOrderId", text);
            }
            else
            {
                o.WritePropertyName("orderId");
                o.WriteRawValue(text);
            }

            if (order is { IsOpen: true })
            {
                Cancel(call, order);
                o.WriteString("status", "CANCELED");
            }
            else
            {
                o.WriteString("status", "FAILED");
                o.WriteString("errorMsg", "FAILED_ORDER_NOT_FOUND");
            }
        }));
    }

    private static RestAnswer CancelAll(RestCall call)
    {
        var instrument = call.Market().Instrument;
        var orders = call.Account.OpenOrders.Values.Where(o => o.Instrument == instrument).ToArray();
        return RestAnswer.Array(orders, (w, order) =>
        {
            Cancel(call, order);
            w.WriteNumber("orderId", order.Id);
            w.WriteString("status", "CANCELED");
        });
    }

    private static RestAnswer Get(RestCall call)
    {
        var order = Wanted(call);
        return RestAnswer.Object(w => Write(w, order));
    }

    private static RestAnswer Open(RestCall call)
    {
        var instrument = call.OptionalMarket()?.Instrument;
        var orders = call.Account.OrdersAt(Product.Spot, call.AsOf)
            .Where(o => o.IsOpen && (instrument is null || o.Instrument == instrument));
        return RestAnswer.Array(orders, Write);
    }

    private static RestAnswer AllOrders(RestCall call)
    {
        var instrument = call.Market().Instrument;
        var limit = call.Parameters.Whole("limit", 100, 1, 1000);
        var page = call.Parameters.Whole("page", 1, 1, int.MaxValue / 1000);
        var (from, to) = call.Parameters.Range();
        var orders = call.Account.OrdersAt(Product.Spot, call.AsOf)
            .Where(o => o.Instrument == instrument && o.Time >= from && o.Time <= to)
            .Reverse().Skip((page - 1) * limit).Take(limit);
        return RestAnswer.Array(orders, Write);
    }

    private static RestAnswer MyTrades(RestCall call)
    {
        var instrument = call.Market().Instrument;
        var limit = call.Parameters.Whole("limit", 100, 1, 1000);
        var id = call.Parameters.Whole("orderId");
        var (from, to) = call.Parameters.Range();
        var fills = call.Account.Fills
            .Where(f => f.Order.Instrument == instrument && f.Time <= call.AsOf && (id is null || f.Order.Id == id))
            .Where(f => f.Time >= from && f.Time <= to)
            .Reverse().Take(limit);
        return RestAnswer.Array(fills, (w, f) =>
        {
            w.WriteString("symbol", f.Order.Instrument.Symbol);
            w.WriteNumber("id", f.Id);
            w.WriteNumber("orderId", f.Order.Id);
            w.Amount("price", f.Price);
            w.Amount("qty", f.Quantity);
            w.Amount("quoteQty", f.Value);
            w.Short("commission", f.Fee);
            w.WriteNumber("time", f.Time);
            w.WriteBoolean("isBuyer", f.Order.Side == OrderSide.Buy);
        });
    }

    private static Order Wanted(RestCall call)
    {
        var (id, client) = (call.Parameters.Whole("orderId"), call.Parameters.Text("origClientOrderId"));
        if (id is null && client is null)
        {
            throw WireException.Validate("Either orderId or origClientOrderId must be sent.");
        }

        return (id is not null ? call.Account.FindOrder(Product.Spot, id.Value) : call.Account.FindOrder(Product.Spot, client!))
            ?? throw WireException.NoOrder(Product.Spot);
    }

    private static void Cancel(RestCall call, Order order)
    {
        if (!order.IsOpen)
        {
            throw WireException.NoOrder(Product.Spot);
        }

        call.Venue.Matcher.Cancel(call.Venue.Market(Product.Spot, order.Instrument.Symbol), order, "USER_CANCELED");
    }

    private static void Write(Utf8JsonWriter w, Order o)
    {
        w.WriteString("symbol", o.Instrument.Symbol);
        w.WriteNumber("orderId", o.Id);
        w.WriteString("clientOrderId", o.ClientOrderId);
        w.Amount("price", o.Price);
        w.Amount("origQty", o.Quantity);
        w.Amount("executedQty", o.Filled);
        w.Amount("cummulativeQuoteQty", o.FilledValue);
        w.Word("status", o.Status);
        w.Word("timeInForce", o.TimeInForce);
        w.Word("type", o.Type);
        w.Word("side", o.Side);
        w.WriteNumber("time", o.Time);
        w.WriteNumber("updateTime", o.UpdateTime);
        w.WriteBoolean("isWorking", o.IsOpen);
    }
}
