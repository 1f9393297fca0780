using System.Text.Json;

namespace Chronos.Weex.Sandbox.Rest.Contract;

/// <summary>Ordinary orders of contracts.</summary>
internal static class ContractOrderRoutes
{
    private const string Prefix = "/capi/v3/";
    private const int BatchMax = 10;

    public static IReadOnlyList<Route> All { get; } =
    [
        new("POST", Prefix + "order", Access.Trade, 2, 5, c => Place(c, demo: false)) { Metered = Metered.Placing },
        new("POST", Prefix + "batchOrders", Access.Trade, 5, 10, PlaceBatch) { Metered = Metered.Placing },
        new("DELETE", Prefix + "order", Access.Trade, 2, 3, Cancel) { Metered = Metered.Canceling },
        new("DELETE", Prefix + "batchOrders", Access.Trade, 5, 10, CancelBatch) { Metered = Metered.Canceling },
        new("DELETE", Prefix + "allOpenOrders", Access.Trade, 5, 10, CancelAll) { Metered = Metered.Canceling },
        new("GET", Prefix + "order", Access.Read, 2, 3, Get),
        new("GET", Prefix + "openOrders", Access.Read, 2, 3, Open),
        new("GET", Prefix + "order/history", Access.Read, 10, 10, c => History(c, demo: false)),
        new("GET", Prefix + "userTrades", Access.Read, 5, 5, UserTrades),
        new("POST", Prefix + "closePositions", Access.Trade, 40, 50, ClosePositions) { Metered = Metered.Placing },
    ];

    /// <summary>One order; a refusal of the order itself is told inside the answer when the wire does so.</summary>
    public static RestAnswer Place(RestCall call, bool demo) => RestAnswer.Object(w => Place(w, call, demo));

    /// <summary>Orders that have ended and exits attached to orders, newest first.</summary>
    public static RestAnswer History(RestCall call, bool demo)
    {
        var p = call.Parameters;
        var limit = p.Whole("limit", 500, 1, 1000);
        var page = p.Whole("page", 0, 0, int.MaxValue / 1000);
        var (from, to) = p.Range();
        var instrument = demo ? null : call.OptionalMarket()?.Instrument;
        var orders = call.Account.OrdersAt(Product.Contract, call.AsOf)
            .Where(o => !o.IsOpen && o.Instrument.IsDemo == demo && (instrument is null || o.Instrument == instrument))
            .Select(o => (o.Id, o.Time, Write: (Action<Utf8JsonWriter>)(w => ContractJson.Order(w, o, call.Venue.Switches))));
        // An exit that has become an order is shown as that order.
        var exits = call.Account.Algos.Values.Select(a => a.At(call.AsOf)).OfType<AlgoOrder>()
            .Where(a => a is { ParentOrderId: not 0, ActualOrderId: 0 })
            .Where(a => a.Instrument.IsDemo == demo && (instrument is null || a.Instrument == instrument))
            .Select(a => (a.Id, Time: a.CreateTime, Write: (Action<Utf8JsonWriter>)(w => ContractJson.Exit(w, a))));
        return RestAnswer.Array(
            orders.Concat(exits).Where(o => o.Time >= from && o.Time <= to).OrderByDescending(o => o.Id).Skip(page * limit).Take(limit),
            (w, o) => o.Write(w));
    }

    /// <summary>What an error answer becomes inside a successful one, when the refusal concerns the order.</summary>
    public static WireException? Try(RestCall call, Action act)
    {
        try
        {
            act();
            return null;
        }
        catch (WireException refusal) when (refusal.IsBusiness && call.Venue.Switches.RefusalsInsideSuccess)
        {
            return refusal;
        }
    }

    /// <summary>Takes an open contract order out.</summary>
    public static void Cancel(RestCall call, Order? order)
    {
        if (order is not { IsOpen: true })
        {
            throw WireException.NoOrder(Product.Contract);
        }

        call.Venue.Matcher.Cancel(call.Venue.Market(Product.Contract, order.Instrument.Symbol), order, "USER_CANCELED");
    }

    private static void Place(Utf8JsonWriter w, RestCall call, bool demo)
    {
        var request = OrderReader.Read(call, demo);
        Order? order = null;
        var refusal = Try(call, () => order = call.Venue.Contracts.Place(call.Account, request));
        w.Text("orderId", order?.Id ?? 0);
        w.WriteString("clientOrderId", request.ClientOrderId);
        ContractJson.Outcome(w, refusal);
    }

    private static RestAnswer PlaceBatch(RestCall call)
    {
        if (!call.Venue.Switches.BatchOrders)
        {
            throw new WireException(-1150, "Request method 'POST' not supported");
        }

        var items = call.Parameters.List("batchOrders") ?? throw WireException.Empty("batchOrders");
        if (items.Count is 0 or > BatchMax)
        {
            throw WireException.Invalid("batchOrders");
        }

        return RestAnswer.Array(items, (w, item) => Place(w, call.With(Parameters.Of(item)), demo: false));
    }

    private static RestAnswer Cancel(RestCall call)
    {
        var id = call.Parameters.Whole("orderId");
        var client = call.Parameters.Text("origClientOrderId");
        if (id is null && client is null)
        {
            throw WireException.Validate("Either orderId or origClientOrderId must be sent.");
        }

        return RestAnswer.Object(w => Cancel(w, call, id, client));
    }

    private static void Cancel(Utf8JsonWriter w, RestCall call, long? id, string? client)
    {
        var order = id is not null
            ? call.Account.FindOrder(Product.Contract, id.Value)
            : call.Account.FindOrder(Product.Contract, client!);
        var refusal = Try(call, () => Cancel(call, order));
        w.Text("orderId", order?.Id ?? id ?? 0);
        w.WriteString("origClientOrderId", order?.ClientOrderId ?? client ?? "");
        ContractJson.Outcome(w, refusal);
    }

    private static RestAnswer CancelBatch(RestCall call)
    {
        var ids = call.Parameters.List("orderIdList");
        var clients = call.Parameters.List("origClientOrderIdList");
        var wanted = ids ?? clients ?? throw WireException.Validate("Either orderIdList or origClientOrderIdList must be sent.");
        if (wanted.Count is 0 or > BatchMax)
        {
            throw WireException.Invalid(ids is null ? "origClientOrderIdList" : "orderIdList");
        }

        var texts = wanted.Select(e => e.ToString()).ToArray();
        return RestAnswer.Array(texts, (w, text) => Cancel(
            w, call, ids is null ? null : long.TryParse(text, out var id) ? id : throw WireException.Invalid("orderIdList"), text));
    }

    private static RestAnswer CancelAll(RestCall call)
    {
        var instrument = call.OptionalMarket()?.Instrument;
        var orders = call.Account.OpenOrders.Values
            .Where(o => o.Instrument is { Product: Product.Contract, IsDemo: false } && (instrument is null || o.Instrument == instrument))
            .ToArray();
        return RestAnswer.Array(orders, (w, order) =>
        {
            Cancel(call, order);
            w.WriteNumber("orderId", order.Id);
            ContractJson.Outcome(w, null);
        });
    }

    private static RestAnswer Get(RestCall call)
    {
        var id = call.Parameters.Whole("orderId") ?? throw WireException.Empty("orderId");
        var order = call.Account.FindOrder(Product.Contract, id) ?? throw WireException.NoOrder(Product.Contract);
        return RestAnswer.Object(w => ContractJson.Order(w, order, call.Venue.Switches));
    }

    private static RestAnswer Open(RestCall call)
    {
        var p = call.Parameters;
        var limit = p.Whole("limit", 100, 1, 100);
        var page = p.Whole("page", 0, 0, int.MaxValue / 1000);
        var after = p.Whole("orderId") ?? 0;
        var (from, to) = p.Range();
        var instrument = call.OptionalMarket()?.Instrument;
        var orders = call.Account.OrdersAt(Product.Contract, call.AsOf)
            .Where(o => o.IsOpen && !o.Instrument.IsDemo && (instrument is null || o.Instrument == instrument))
            .Where(o => o.Id > after && o.Time >= from && o.Time <= to)
            .Skip(page * limit).Take(limit);
        return RestAnswer.Array(orders, (w, o) => ContractJson.Order(w, o, call.Venue.Switches));
    }

    private static RestAnswer UserTrades(RestCall call)
    {
        var p = call.Parameters;
        var limit = p.Whole("limit", 100, 1, 100);
        var id = p.Whole("orderId");
        var (from, to) = p.Range();
        var instrument = call.OptionalMarket()?.Instrument;
        var fills = call.Account.Fills
            .Where(f => f.Order.Instrument is { Product: Product.Contract, IsDemo: false } && f.Time <= call.AsOf)
            .Where(f => (instrument is null || f.Order.Instrument == instrument) && (id is null || f.Order.Id == id))
            .Where(f => f.Time >= from && f.Time <= to)
            .Reverse().Take(limit);
        return RestAnswer.Array(fills, ContractJson.Fill);
    }

    private static RestAnswer ClosePositions(RestCall call)
    {
        var instrument = call.OptionalMarket()?.Instrument;
        var positions = call.Account.Positions.Values
            .Where(p => !p.Instrument.IsDemo && (instrument is null || p.Instrument == instrument)).ToArray();
        return RestAnswer.Array(positions, (w, p) =>
        {
            Order? order = null;
            var refusal = Try(call, () => order = call.Venue.Contracts.Close(p));
            w.WriteNumber("positionId", p.Id);
            w.WriteBoolean("success", refusal is null);
            w.WriteNumber("successOrderId", order?.Id ?? 0);
            w.WriteString("errorMessage", refusal?.Message ?? "");
        });
    }
}
