using System.Text.Json;
using Chronos.Weex.Sandbox.Rest;

namespace Chronos.Weex.Tests.Sandbox;

/// <summary>Every route answers in the venue's form. The list is compared with the table, so that none is left out.</summary>
public class RouteTests
{
    private const string Symbol = "symbol=BTCUSDT";
    private const string Id = "{id}";
    private const string SpotId = "{spotId}";
    private const string Levels = """[["",""]]""";

    /// <summary>Method, path, query, body, and the form of the answer. The account has a position, and one order of each kind that rests.</summary>
    private static readonly (string Method, string Path, string Query, string? Body, string Shape)[] Calls =
    [
        ("GET", "/capi/v3/market/time", "", null, """{"serverTime":1}"""),
        ("GET", "/capi/v3/market/exchangeInfo", Symbol, null, Samples.ContractInfo),
        ("GET", "/capi/v3/market/apiTradingSymbols", "", null, """[""]"""),
        ("GET", "/capi/v3/market/depth", Symbol, null, $$"""{"bids":{{Levels}},"asks":{{Levels}},"lastUpdateId":1}"""),
        ("GET", "/capi/v3/market/trades", Symbol, null, $"[{Samples.Trade}]"),
        ("GET", "/capi/v3/market/klines", Symbol + "&interval=1m", null, Samples.Kline),
        ("GET", "/capi/v3/market/indexPriceKlines", Symbol + "&interval=1m", null, Samples.Kline),
        ("GET", "/capi/v3/market/markPriceKlines", Symbol + "&interval=1m", null, Samples.Kline),
        ("GET", "/capi/v3/market/historyKlines", Symbol + "&interval=1m&priceType=MARK", null, Samples.Kline),
        ("GET", "/capi/v3/market/ticker/24hr", Symbol, null, $"[{Samples.Ticker}]"),
        ("GET", "/capi/v3/market/ticker/bookTicker", "", null, """[{"symbol":"","bidPrice":"","bidQty":"","askPrice":"","askQty":"","time":1}]"""),
        ("GET", "/capi/v3/market/symbolPrice", Symbol, null, """{"symbol":"","price":"","time":1}"""),
        ("GET", "/capi/v3/market/premiumIndex", "", null,
            """[{"symbol":"","markPrice":"","indexPrice":"","lastFundingRate":"","forecastFundingRate":"","interestRate":"","nextFundingTime":1,"time":1,"collectCycle":480}]"""),
        ("GET", "/capi/v3/market/fundingRate", Symbol, null, """[{"symbol":"","fundingRate":"","fundingTime":1,"markPrice":""}]"""),
        ("GET", "/capi/v3/market/openInterest", Symbol, null, """{"symbol":"","openInterest":"","time":1}"""),
        ("GET", "/capi/v3/account/balance", "", null, """[{"asset":"","balance":"","availableBalance":"","frozen":"","unrealizePnl":""}]"""),
        ("GET", "/capi/v3/account/accountConfig", "", null, """{"canTrade":true,"canDeposit":true,"canWithdraw":true,"dualSidePosition":true,"updateTime":1}"""),
        ("GET", "/capi/v3/account/commissionRate", Symbol, null, """{"symbol":"","makerCommissionRate":"","takerCommissionRate":""}"""),
        ("GET", "/capi/v3/account/symbolConfig", Symbol, null,
            """[{"symbol":"","marginType":"","separatedType":"","crossLeverage":"","isolatedLongLeverage":"","isolatedShortLeverage":""}]"""),
        ("GET", "/capi/v3/account/position/allPosition", "", null, $"[{Samples.Position}]"),
        ("GET", "/capi/v3/account/position/singlePosition", Symbol, null, $"[{Samples.Position}]"),
        ("POST", "/capi/v3/account/leverage", "", """{"symbol":"BTCUSDT","marginType":"CROSSED","crossLeverage":10}""",
            """{"symbol":"","marginType":"","crossLeverage":"","isolatedLongLeverage":"","isolatedShortLeverage":""}"""),
        ("POST", "/capi/v3/account/marginType", "", """{"symbol":"ETHUSDT","marginType":"ISOLATED","separatedType":"COMBINED"}""", Samples.Done),
        ("POST", "/capi/v3/account/positionMargin", "", """{"isolatedPositionId":{isolated},"amount":"1.5","type":1}""", Samples.Done),
        ("POST", "/capi/v3/account/modifyAutoAppendMargin", "", """{"positionId":{isolated},"autoAppendMargin":true}""", Samples.Done),
        ("POST", "/capi/v3/account/income", "", "{}",
            """{"hasNextPage":false,"items":[{"billId":1,"asset":"","symbol":"","income":"","incomeType":"","balance":"","fillFee":"","time":1,"transferReason":""}]}"""),
        ("GET", "/capi/v3/order", "orderId=" + Id, null, Samples.Order),
        ("GET", "/capi/v3/openOrders", "", null, $"[{Samples.Order}]"),
        ("GET", "/capi/v3/order/history", "", null, $"[{Samples.Order}]"),
        ("GET", "/capi/v3/userTrades", "", null, $"[{Samples.Fill}]"),
        ("POST", "/capi/v3/order", "", """{"symbol":"BTCUSDT","side":"BUY","positionSide":"LONG","type":"MARKET","quantity":"1","newClientOrderId":"n"}""", Samples.Placed),
        ("POST", "/capi/v3/batchOrders", "",
            """{"batchOrders":[{"symbol":"BTCUSDT","side":"BUY","positionSide":"LONG","type":"MARKET","quantity":"1","newClientOrderId":"n"}]}""", $"[{Samples.Placed}]"),
        ("POST", "/capi/v3/algoOrder", "",
            """{"symbol":"BTCUSDT","side":"SELL","positionSide":"LONG","type":"STOP_MARKET","quantity":"1","triggerPrice":"50","clientAlgoId":"a2"}""", Samples.Placed),
        ("GET", "/capi/v3/openAlgoOrders", "page=1", null, $"[{Samples.Algo}]"),
        ("POST", "/capi/v3/modifyTpSlOrder", "", """{"orderId":{algo},"triggerPrice":"51"}""", """{"success":true}"""),
        ("POST", "/capi/v3/placeTpSlOrder", "",
            """{"symbol":"BTCUSDT","clientAlgoId":"a3","planType":"STOP_LOSS","triggerPrice":"40","executePrice":"0","quantity":"1","positionSide":"LONG"}""",
            """[{"success":true,"orderId":1,"errorCode":"","errorMessage":""}]"""),
        ("DELETE", "/capi/v3/algoOrder", "orderId={algo}", null, Samples.Canceled),
        ("DELETE", "/capi/v3/algoOpenOrders", "symbol=BTCUSDT", null, """[{"orderId":1,"success":true,"errorCode":"","errorMessage":""}]"""),
        ("GET", "/capi/v3/allAlgoOrders", "", null, $$"""{"orders":[{{Samples.Algo}}],"hasMore":false}"""),
        ("DELETE", "/capi/v3/order", "orderId=" + Id, null, Samples.Canceled),
        ("DELETE", "/capi/v3/batchOrders", "", """{"orderIdList":[{id}]}""", $"[{Samples.Canceled}]"),
        ("DELETE", "/capi/v3/allOpenOrders", "", null, """[{"orderId":1,"success":true,"errorCode":"","errorMessage":""}]"""),
        ("POST", "/capi/v3/order/uploadAiLog", "", """{"orderId":null,"stage":"Decision Making","model":"m","input":{},"output":{},"explanation":"e"}""",
            """{"code":"00000","msg":"success","requestTime":1,"data":"upload success"}"""),
        ("POST", "/capi/v2/order/uploadAiLog", "", """{"orderId":699688288641876861,"stage":"s","model":"m","input":{},"output":{},"explanation":"e"}""",
            """{"code":"00000","msg":"success","requestTime":1,"data":"upload success"}"""),
        ("GET", "/capi/v3/sim/balance", "", null, """[{"asset":"","balance":"","availableBalance":"","frozen":"","unrealizePnl":""}]"""),
        ("POST", "/capi/v3/sim/order", "", """{"symbol":"BTCSUSDT","side":"BUY","positionSide":"LONG","type":"MARKET","quantity":"1","newClientOrderId":"d"}""", Samples.Placed),
        ("GET", "/capi/v3/sim/position/allPosition", "", null, $"[{Samples.Position}]"),
        ("GET", "/capi/v3/sim/order/history", "", null, $"[{Samples.Order}]"),
        ("GET", "/api/v3/ping", "", null, "{}"),
        ("GET", "/api/v3/time", "", null, """{"serverTime":1}"""),
        ("GET", "/api/v3/exchangeInfo", "symbols=[%22BTCUSDT%22]", null, Samples.SpotInfo),
        ("GET", "/api/v3/apiTradingSymbols", "", null, """[""]"""),
        ("GET", "/api/v3/coins", "", null, """[{"coin":"","name":"","depositAllEnable":true,"withdrawAllEnable":true,"networkList":[]}]"""),
        ("GET", "/api/v3/market/ticker/24hr", Symbol, null, Samples.SpotTicker),
        ("GET", "/api/v3/market/ticker/price", "symbols=BTCUSDT,ETHUSDT", null, """[{"symbol":"","price":""}]"""),
        ("GET", "/api/v3/market/ticker/bookTicker", "", null, """[{"symbol":"","bidPrice":"","bidQty":"","askPrice":"","askQty":""}]"""),
        ("GET", "/api/v3/market/depth", Symbol + "&limit=200", null, $$"""{"lastUpdateId":1,"bids":{{Levels}},"asks":{{Levels}}}"""),
        ("GET", "/api/v3/market/klines", Symbol + "&interval=1M", null, Samples.Kline),
        ("GET", "/api/v3/market/trades", Symbol, null, $"[{Samples.Trade}]"),
        ("GET", "/api/v3/account/", "", null, Samples.SpotAccount),
        ("POST", "/api/v3/account/bills", "", "{}",
            """[{"billId":1,"coinId":2,"coinName":"","bizType":"","fillSize":"","fillValue":"","deltaAmount":"","afterAmount":"","fees":"","cTime":1}]"""),
        ("POST", "/api/v3/account/fundingBills", "", "{}", """{"total":1,"pageSize":10,"pages":1,"page":1,"hasNextPage":false,"items":[null]}"""),
        ("GET", "/api/v3/account/transferRecords", "", null, "[]"),
        ("GET", "/api/v3/order", "orderId=" + SpotId, null, Samples.SpotOrder),
        ("GET", "/api/v3/openOrders", "", null, $"[{Samples.SpotOrder}]"),
        ("GET", "/api/v3/allOrders", Symbol, null, $"[{Samples.SpotOrder}]"),
        ("GET", "/api/v3/myTrades", Symbol, null,
            """[{"symbol":"","id":1,"orderId":1,"price":"","qty":"","quoteQty":"","commission":"","time":1,"isBuyer":true}]"""),
        ("POST", "/api/v3/order", "", """{"symbol":"BTCUSDT","side":"SELL","type":"MARKET","quantity":"0.1"}""",
            """{"symbol":"","orderId":1,"clientOrderId":"","transactTime":1}"""),
        ("POST", "/api/v3/order/batch", "", """{"symbol":"BTCUSDT","orderList":[{"side":"SELL","type":"MARKET","quantity":"0.1"}]}""",
            """{"orderList":[{"symbol":"","orderId":1,"clientOrderId":"","transactTime":1,"errorCode":"","errorMsg":""}]}"""),
        ("DELETE", "/api/v3/order", "orderId=" + SpotId, null, """{"orderId":1,"status":"CANCELED"}"""),
        ("DELETE", "/api/v3/order/batch", "", """{"orderIds":[{spotId}]}""", """{"orderList":[null]}"""),
        ("DELETE", "/api/v3/openOrders", Symbol, null, """[{"orderId":1,"status":""}]"""),
        ("GET", "/capi/v2/market/time", "", null, """{"epoch":"","iso":"","timestamp":1}"""),
        ("GET", "/capi/v2/market/contracts", "symbol=cmt_btcusdt", null, "[null]"),
        ("GET", "/capi/v2/market/ticker", "symbol=cmt_btcusdt", null,
            """{"symbol":"","last":"","best_ask":"","best_bid":"","high_24h":"","low_24h":"","volume_24h":"","timestamp":"","priceChangePercent":"","base_volume":"","markPrice":"","indexPrice":""}"""),
        ("GET", "/capi/v2/market/tickers", "", null, "[null]"),
        ("GET", "/capi/v2/market/depth", "symbol=cmt_btcusdt&limit=15", null, $$"""{"asks":{{Levels}},"bids":{{Levels}},"timestamp":""}"""),
        ("GET", "/capi/v2/account/assets", "", null, """[{"coinName":"","available":"","frozen":"","equity":"","unrealizePnl":""}]"""),
        ("GET", "/capi/v2/account/position/allPosition", "", null, "[null]"),
        ("GET", "/capi/v2/account/position/singlePosition", "symbol=cmt_btcusdt", null, "[null]"),
        ("GET", "/capi/v2/account/settings", "symbol=cmt_btcusdt", null,
            """{"cmt_btcusdt":{"isolated_long_leverage":"","isolated_short_leverage":"","cross_leverage":""}}"""),
        ("POST", "/capi/v2/account/leverage", "", """{"symbol":"cmt_btcusdt","marginMode":1,"longLeverage":"5","shortLeverage":"5"}""", Samples.Done),
        ("POST", "/capi/v2/order/placeOrder", "",
            """{"symbol":"cmt_btcusdt","client_oid":"c2","size":"1","type":"1","order_type":"0","match_price":"0","price":"99.5"}""",
            """{"client_oid":"","order_id":""}"""),
        ("GET", "/capi/v2/order/detail", "orderId=" + Id, null, Samples.LegacyOrder),
        ("GET", "/capi/v2/order/current", "", null, $"[{Samples.LegacyOrder}]"),
        ("GET", "/capi/v2/order/history", "pageSize=10", null, $"[{Samples.LegacyOrder}]"),
        ("GET", "/capi/v2/order/fills", "", null, $$"""{"list":[{{Samples.LegacyFill}}],"nextFlag":false,"totals":1}"""),
        ("POST", "/capi/v2/order/cancel_order", "", """{"orderId":"{id}"}""", """{"order_id":"","client_oid":"","result":true,"err_msg":null}"""),
        ("POST", "/capi/v2/order/cancelAllOrders", "", """{"cancelOrderType":"normal"}""", """[{"orderId":1,"success":true}]"""),
        ("POST", "/capi/v2/order/closePositions", "", """{"symbol":"cmt_btcusdt"}""",
            """[{"positionId":1,"success":true,"successOrderId":1,"errorMessage":""}]"""),
        ("POST", "/capi/v3/closePositions", "", "{}", """[{"positionId":1,"success":true,"successOrderId":1,"errorMessage":""}]"""),
    ];

    public static TheoryData<string> Routes => [.. Calls.Select(c => c.Method + " " + c.Path)];

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task AnswersInTheVenuesForm(string route)
    {
        ArgumentNullException.ThrowIfNull(route);
        var (method, path) = (route.Split(' ')[0], route.Split(' ')[1]);
        var call = Calls.Single(c => c.Method == method && c.Path == path);
        await using var trader = await PreparedAsync();
        var names = await NamesAsync(trader, call.Body?.Contains("{isolated}") == true, path.Contains("lgo") && method == "GET" && path.Contains("all"));
        var (status, body, text) = await trader.SendAsync(
            method, path, Named(call.Query, names), call.Body is null ? null : Named(call.Body, names), signed: NeedsKey(method, path));
        Assert.True(status == 200, $"{status} {text}");
        Shapes.Same(call.Shape, body);
    }

    [Fact]
    public void EveryRouteIsTried() => Assert.Empty(
        RouteTable.All.Select(r => (r.Method, r.Path)).Except(Calls.Select(c => (c.Method, c.Path))));

    [Fact]
    public async Task PrivateRoutesDemandAKey()
    {
        await using var trader = await Trader.StartAsync();
        foreach (var route in RouteTable.All.Where(r => r.Access != Access.Public))
        {
            var (status, body, text) = await trader.SendAsync(route.Method, route.Path, body: route.Method == "POST" ? "{}" : null, signed: false);
            Assert.True(status == 400 && body.GetProperty("code").ToString() is "-1040" or "40001", $"{route.Path}: {text}");
        }
    }

    [Theory]
    [InlineData("PATCH", "/capi/v3/order", 400, -1150)]
    [InlineData("POST", "/api/v2/trade/orders", 400, -1150)]
    [InlineData("GET", "/capi/v3/copy/openOrders", 400, -1150)]
    [InlineData("GET", "/v2/ws/public", 404, -1000)]
    [InlineData("GET", "/capi/v3/nowhere", 404, -1000)]
    [InlineData("GET", "/api/v3/account", 404, -1000)]
    [InlineData("GET", "/capi/v2/order/cancelOrder", 404, null)]
    public async Task RefusesWhatIsNoRoute(string method, string path, int status, int? code)
    {
        await using var trader = await Trader.StartAsync();
        var answer = await trader.SendAsync(method, path, signed: false);
        Assert.Equal(status, answer.Status);
        Assert.Equal(code?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "40725", answer.Body.GetProperty("code").ToString());
    }

    [Theory]
    [InlineData("startTime=2&endTime=1", -1171)]
    [InlineData("startTime=1&endTime=7776000002", -1170)]
    [InlineData("limit=101", -1142)]
    [InlineData("page=-1", -1142)]
    public async Task RefusesListsThatCannotBe(string query, int code)
    {
        await using var trader = await Trader.StartAsync();
        Assert.Equal(code, (await trader.SendAsync("GET", "/capi/v3/openOrders", query)).Body.GetProperty("code").GetInt32());
    }

    [Fact]
    public async Task IncomeIsPagedByKey()
    {
        await using var trader = await Trader.StartQuotedAsync();
        for (var i = 0; i < 3; i++)
        {
            await trader.PlaceAsync("BUY", "LONG", 1);
        }

        var first = await trader.PostAsync("/capi/v3/account/income", """{"limit":2,"asset":"USDT"}""");
        var key = first.GetProperty("nextKey");
        Shapes.Same("""{"nextKeyId":1,"nextKeyTime":1}""", key);
        var second = await trader.PostAsync(
            "/capi/v3/account/income", $$"""{"limit":2,"asset":"USDT","nextKeyId":{{key.GetProperty("nextKeyId")}}}""");
        Assert.False(second.GetProperty("hasNextPage").GetBoolean());
        Assert.Equal(
            ["position_open_long", "position_open_long", "position_open_long", "deposit"],
            first.GetProperty("items").EnumerateArray().Concat(second.GetProperty("items").EnumerateArray())
                .Select(b => b.GetProperty("incomeType").GetString()));
    }

    [Fact]
    public async Task KlinesHaveElevenElementsAndCloseWhenTheNextOpens()
    {
        await using var trader = await PreparedAsync();
        var row = (await trader.GetAsync("/capi/v3/market/klines", Symbol + "&interval=1m&limit=1", signed: false))[0];
        Assert.Equal(
            "1SSSSS1S1SS", string.Concat(row.EnumerateArray().Select(e => e.ValueKind == JsonValueKind.String ? 'S' : '1')));
        Assert.Equal(60_000, row[6].GetInt64() - row[0].GetInt64());
    }

    [Fact]
    public async Task TheFillThatOpensAPositionHasItsId()
    {
        await using var trader = await Trader.StartQuotedAsync();
        await trader.PlaceAsync("BUY", "LONG", 1);
        Assert.Equal(
            (await trader.GetAsync("/capi/v3/userTrades"))[0].GetProperty("id").GetInt64(),
            (await trader.GetAsync("/capi/v3/account/position/allPosition"))[0].GetProperty("id").GetInt64());
    }

    // The venue's own figures: 100 at 0.09321 costs 9.32100, its fee is 0.00745680.
    [Fact]
    public async Task AmountsAreWrittenAsTheVenueDoes()
    {
        await using var trader = await Trader.StartAsync(o => o.DepthLevels = 1);
        await trader.QuoteAsync(0.09320m, 1_000, 0.09321m, 1_000, "DOGEUSDT");
        await trader.PostAsync(
            "/capi/v3/order",
            """{"symbol":"DOGEUSDT","side":"BUY","positionSide":"LONG","type":"MARKET","quantity":"100","newClientOrderId":"d"}""");
        var fill = (await trader.GetAsync("/capi/v3/userTrades"))[0];
        Assert.Equal(
            ("0.09321", "100", "9.32100", "0.00745680", "0"),
            (Text(fill, "price"), Text(fill, "qty"), Text(fill, "quoteQty"), Text(fill, "commission"), Text(fill, "realizedPnl")));
        var order = (await trader.GetAsync("/capi/v3/order/history"))[0];
        Assert.Equal(
            ("0.09321", "9.321", "0.00000", "IOC", "UNKNOWN_PRICE_TYPE"),
            (Text(order, "avgPrice"), Text(order, "cumQuote"), Text(order, "price"), Text(order, "timeInForce"), Text(order, "workingType")));

        static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
    }

    [Theory]
    [InlineData("explanation", -1141)]
    [InlineData("input", -1141)]
    [InlineData("model", -1141)]
    public async Task AiLogsMustBeWhole(string missing, int code)
    {
        var fields = new Dictionary<string, object> { ["stage"] = "s", ["model"] = "m", ["input"] = new { }, ["output"] = new { }, ["explanation"] = "e" };
        fields.Remove(missing);
        await using var trader = await Trader.StartAsync();
        var answer = await trader.SendAsync("POST", "/capi/v3/order/uploadAiLog", body: JsonSerializer.Serialize(fields));
        Assert.Equal(code, answer.Body.GetProperty("code").GetInt32());
    }

    [Fact]
    public async Task AiLogsAreForParticipants()
    {
        await using var trader = await Trader.StartAsync(o => o.Accounts = [new() { AiLogParticipant = false }]);
        var answer = await trader.SendAsync("POST", "/capi/v2/order/uploadAiLog", body: "{}");
        Assert.Equal("40014", answer.Body.GetProperty("code").GetString());
    }

    private static bool NeedsKey(string method, string path) => RouteTable.Find(method, path)!.Access != Access.Public;

    private static async Task<Trader> PreparedAsync()
    {
        var trader = await Trader.StartAsync(o =>
        {
            o.Switches.BatchOrders = true;
            o.Accounts = [new() { ContractBalances = new Dictionary<string, decimal> { ["USDT"] = 100_000, ["SUSDT"] = 100_000 } }];
        });
        foreach (var symbol in new[] { "BTCUSDT", "ETHUSDT", "DOGEUSDT" })
        {
            await trader.QuoteAsync(100.0m, 1_000, 100.1m, 1_000, symbol);
        }

        await trader.PlaceAsync("BUY", "LONG", 5);
        await trader.StepAsync(8 * 3_600_000);
        return trader;
    }

    private static async Task<Dictionary<string, string>> NamesAsync(Trader trader, bool isolated, bool cancelAlgo)
    {
        await trader.PostAsync("/capi/v3/sim/order", """{"symbol":"BTCSUSDT","side":"BUY","positionSide":"LONG","type":"MARKET","quantity":"1","newClientOrderId":"d"}""");
        var id = (await trader.PlaceAsync("BUY", "LONG", 1, 99.5m)).GetProperty("orderId").GetString()!;
        var algo = (await trader.PostAsync(
            "/capi/v3/algoOrder",
            """{"symbol":"BTCUSDT","side":"SELL","positionSide":"LONG","type":"STOP_MARKET","quantity":"1","triggerPrice":"50","clientAlgoId":"a1"}"""))
            .GetProperty("orderId").GetString()!;
        await trader.PostAsync("/api/v3/order", """{"symbol":"BTCUSDT","side":"BUY","type":"MARKET","quantity":"0.1"}""");
        var spotId = (await trader.PostAsync("/api/v3/order", """{"symbol":"BTCUSDT","side":"BUY","type":"LIMIT","quantity":"0.1","price":"99"}"""))
            .GetProperty("orderId").GetRawText();
        var names = new Dictionary<string, string> { ["{id}"] = id, ["{algo}"] = algo, ["{spotId}"] = spotId, ["{isolated}"] = "" };
        if (cancelAlgo)
        {
            await trader.SendAsync("DELETE", "/capi/v3/algoOrder", "orderId=" + algo);
        }

        if (isolated)
        {
            await trader.PostAsync("/capi/v3/account/marginType", """{"symbol":"ETHUSDT","marginType":"ISOLATED"}""");
            await trader.PostAsync(
                "/capi/v3/order", """{"symbol":"ETHUSDT","side":"BUY","positionSide":"LONG","type":"MARKET","quantity":"1","newClientOrderId":"i"}""");
            names["{isolated}"] = (await trader.GetAsync("/capi/v3/account/position/singlePosition", "symbol=ETHUSDT"))[0].GetProperty("id").GetRawText();
        }

        return names;
    }

    private static string Named(string text, Dictionary<string, string> names) =>
        names.Aggregate(text, (t, n) => t.Replace(n.Key, n.Value, StringComparison.Ordinal));
}
