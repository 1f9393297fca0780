namespace Chronos.Weex.Sandbox.Rest.Spot;

/// <summary>Balances and bills of spot.</summary>
internal static class SpotAccountRoutes
{
    private const string Prefix = "/api/v3/account/";

    public static IReadOnlyList<Route> All { get; } =
    [
        new("GET", Prefix, Access.Read, 5, 5, Account),
        new("POST", Prefix + "bills", Access.Read, 5, 5, Bills),
        new("POST", Prefix + "fundingBills", Access.Read, 5, 5, FundingBills),
        new("GET", Prefix + "transferRecords", Access.Read, 3, 3, _ => RestAnswer.Array<Bill>([], (_, _) => { })),
    ];

    private static RestAnswer Account(RestCall call)
    {
        var options = call.Account.Options;
        return RestAnswer.Object(w =>
        {
            w.WriteNumber("makerCommission", 10);
            w.WriteNumber("takerCommission", 10);
            w.WriteStartObject("commissionRates");
            w.WriteString("maker", "0.0010");
            w.WriteString("taker", "0.0010");
            w.WriteEndObject();
            w.WriteBoolean("canTrade", options.Permissions.Contains("Spot"));
            w.WriteBoolean("canWithdraw", false);
            w.WriteBoolean("canDeposit", false);
            w.WriteNumber("updateTime", call.Now);
            w.WriteString("accountType", "SPOT");
            w.Array("balances", call.Account.Wallets(Product.Spot), (b, wallet) =>
            {
                b.WriteString("asset", wallet.Asset);
                b.Amount("free", SpotDesk.Free(call.Account, wallet.Asset, call.AsOf));
                b.Amount("locked", call.Account.Locked(wallet.Asset, call.AsOf));
            });
            w.WriteStartArray("permissions");
            w.WriteStringValue("SPOT_TRADING");
            w.WriteEndArray();
            w.WriteNumber("uid", call.Account.Uid);
        });
    }

    private static RestAnswer Bills(RestCall call)
    {
        var p = call.Parameters;
        var limit = p.Whole("limit", 10, 1, 100);
        var (after, before) = (p.Whole("after") ?? long.MaxValue, p.Whole("before") ?? 0);
        var bills = Known(call).Where(b => b.Id < after && b.Id > before).Reverse().Take(limit);
        return RestAnswer.Array(bills, (w, b) =>
        {
            w.WriteNumber("billId", b.Id);
            w.WriteNumber("coinId", CoinId(call, b.Asset));
            w.WriteString("coinName", b.Asset);
            w.WriteString("bizType", b.Type);
            w.Amount("fillSize", b.FillSize);
            w.Amount("fillValue", b.FillValue);
            w.Amount("deltaAmount", b.Amount);
            w.Amount("afterAmount", b.Balance);
            w.Amount("fees", b.Fee);
            w.WriteNumber("cTime", b.Time);
        });
    }

    private static RestAnswer FundingBills(RestCall call)
    {
        var p = call.Parameters;
        var (page, size) = (p.Whole("pageIndex", 1, 1, int.MaxValue / 1000), p.Whole("pageSize", 10, 1, 100));
        var (from, to) = p.Range();
        var bills = Known(call).Where(b => b.Type == "deposit" && b.Time >= from && b.Time <= to).Reverse().ToArray();
        return RestAnswer.Object(w =>
        {
            w.WriteNumber("total", bills.Length);
            w.WriteNumber("pageSize", size);
            w.WriteNumber("pages", (bills.Length + size - 1) / size);
            w.WriteNumber("page", page);
            w.WriteBoolean("hasNextPage", bills.Length > page * size);
            w.Array("items", bills.Skip((page - 1) * size).Take(size), (i, b) =>
            {
                i.WriteNumber("billId", b.Id);
                i.WriteNumber("coinId", CoinId(call, b.Asset));
                i.WriteString("coinName", b.Asset);
                i.WriteString("bizType", b.Type);
                i.Amount("deltaAmount", b.Amount);
                i.Amount("afterAmount", b.Balance);
                i.WriteNumber("cTime", b.Time);
            });
        });
    }

    private static IEnumerable<Bill> Known(RestCall call)
    {
        var coin = call.Parameters.Whole("coinId");
        var type = call.Parameters.Text("bizType");
        return call.Account.Bills
            .Where(b => b.Product == Product.Spot && b.Time <= call.AsOf)
            .Where(b => (type is null || b.Type == type) && (coin is null || CoinId(call, b.Asset) == coin));
    }

    // The venue numbers its coins; 2 is USDT.
    private static int CoinId(RestCall call, string asset) => asset == "USDT"
        ? 2
        : 3 + call.Venue.Markets(Product.Spot).Select(m => m.Instrument.BaseAsset).ToList().IndexOf(asset);
}
