using System.Text.Json;
using Chronos.Weex.Sandbox;

namespace Chronos.Weex.Tests.Sandbox;

/// <summary>What becomes of contract orders against a quote of 100.0 at 100.1, 10 on each side.</summary>
public class MatchingTests
{
    [Theory]
    [InlineData("GTC", 4, "FILLED", "4")]
    [InlineData("GTC", 12, "PARTIALLY_FILLED", "10")]
    [InlineData("IOC", 12, "CANCELED", "10")]
    [InlineData("FOK", 10, "FILLED", "10")]
    [InlineData("FOK", 12, "CANCELED", "0")]
    [InlineData("POST_ONLY", 4, "CANCELED", "0")]
    public async Task CrossingLimit(string timeInForce, int quantity, string status, string filled)
    {
        await using var trader = await Trader.StartQuotedAsync();
        var order = await trader.OrderAsync(await trader.PlaceAsync("BUY", "LONG", quantity, 100.1m, timeInForce));
        Assert.Equal((status, filled), (order.GetProperty("status").GetString(), order.GetProperty("executedQty").GetString()));
    }

    [Theory]
    [InlineData("GTC", "NEW")]
    [InlineData("POST_ONLY", "NEW")]
    [InlineData("IOC", "CANCELED")]
    [InlineData("FOK", "CANCELED")]
    public async Task LimitBelowTheMarket(string timeInForce, string status)
    {
        await using var trader = await Trader.StartQuotedAsync();
        var order = await trader.OrderAsync(await trader.PlaceAsync("BUY", "LONG", 1, 99.9m, timeInForce));
        Assert.Equal(status, order.GetProperty("status").GetString());
    }

    [Fact]
    public async Task MarketOrderTakesWhatIsThere()
    {
        await using var trader = await Trader.StartQuotedAsync();
        var order = await trader.OrderAsync(await trader.PlaceAsync("SELL", "SHORT", 15));
        Assert.Equal("CANCELED", order.GetProperty("status").GetString());
        Assert.Equal("10", order.GetProperty("executedQty").GetString());
        Assert.Equal("100.0", order.GetProperty("avgPrice").GetString());
        Assert.Equal("0.0", order.GetProperty("price").GetString());
    }

    [Fact]
    public async Task AQuoteThatReachesARestingOrderFillsItAtItsPriceAsMaker()
    {
        await using var trader = await Trader.StartQuotedAsync();
        var placed = await trader.PlaceAsync("BUY", "LONG", 5, 99.9m);
        await trader.QuoteAsync(99.7m, 10, 99.8m, 3);
        var order = await trader.OrderAsync(placed);
        Assert.Equal(("PARTIALLY_FILLED", "3"), (order.GetProperty("status").GetString(), order.GetProperty("executedQty").GetString()));
        var fill = (await trader.GetAsync("/capi/v3/userTrades"))[0];
        Assert.True(fill.GetProperty("maker").GetBoolean());
        Assert.Equal("99.9", fill.GetProperty("price").GetString());
        Assert.Equal("0.05994000", fill.GetProperty("commission").GetString());
        await trader.QuoteAsync(99.7m, 10, 99.8m, 9);
        Assert.Equal("FILLED", (await trader.OrderAsync(placed)).GetProperty("status").GetString());
    }

    [Fact]
    public async Task BetterPriceThenEarlierTimeComesFirst()
    {
        await using var trader = await Trader.StartQuotedAsync();
        var early = await trader.PlaceAsync("BUY", "LONG", 2, 99.8m);
        var late = await trader.PlaceAsync("BUY", "LONG", 2, 99.8m);
        var best = await trader.PlaceAsync("BUY", "LONG", 2, 99.9m);
        await trader.QuoteAsync(99.6m, 10, 99.7m, 3);
        Assert.Equal("FILLED", (await trader.OrderAsync(best)).GetProperty("status").GetString());
        Assert.Equal("PARTIALLY_FILLED", (await trader.OrderAsync(early)).GetProperty("status").GetString());
        Assert.Equal("NEW", (await trader.OrderAsync(late)).GetProperty("status").GetString());
    }

    [Fact]
    public async Task OrdersOfAccountsMeetEachOther()
    {
        await using var trader = await Trader.StartQuotedAsync(
            o => o.Accounts = [new(), new() { Key = "other", Secret = "s2", Passphrase = "p2" }]);
        var resting = await trader.PlaceAsync("SELL", "SHORT", 1, 100.0m + 0.1m, "POST_ONLY");
        // At 100.1 the market's quote came first; a better price comes before it.
        var better = await trader.PlaceAsync("SELL", "SHORT", 1, 100.1m - 0.0m);
        (trader.Key, trader.Secret, trader.Passphrase) = ("other", "s2", "p2");
        await trader.PlaceAsync("BUY", "LONG", 11, 100.1m);
        (trader.Key, trader.Secret, trader.Passphrase) = ("sandbox-key", "sandbox-secret", "sandbox");
        Assert.Equal("FILLED", (await trader.OrderAsync(resting)).GetProperty("status").GetString());
        Assert.Equal("NEW", (await trader.OrderAsync(better)).GetProperty("status").GetString());
    }

    [Theory]
    [InlineData("quantity", "0.00001", -1160)]
    [InlineData("quantity", "1201", -3007)]
    [InlineData("quantity", "-1", -1142)]
    [InlineData("quantity", "1e3", -1142)]
    [InlineData("quantity", "0", -1142)]
    [InlineData("quantity", "", -1141)]
    [InlineData("price", "100.01", -1160)]
    [InlineData("price", "", -1141)]
    [InlineData("symbol", "NOPE", -1142)]
    [InlineData("symbol", "BTCSUSDT", -1142)]
    [InlineData("side", "HOLD", -1117)]
    [InlineData("positionSide", "BOTH", -1142)]
    [InlineData("type", "STOP", -1116)]
    [InlineData("timeInForce", "DAY", -1115)]
    [InlineData("newClientOrderId", "a b", -1180)]
    [InlineData("newClientOrderId", "1234567890123456789012345678901234567", -1180)]
    [InlineData("newClientOrderId", "", -1141)]
    public async Task RefusesAMalformedOrder(string field, string value, int code)
    {
        await using var trader = await Trader.StartQuotedAsync();
        var fields = JsonSerializer.Deserialize<Dictionary<string, string>>(Trader.OrderBody("BUY", "LONG", 1, 100m))!;
        fields[field] = value;
        var (status, body, _) = await trader.SendAsync("POST", "/capi/v3/order", body: JsonSerializer.Serialize(fields));
        Assert.Equal((400, code), (status, body.GetProperty("code").GetInt32()));
    }

    [Theory]
    [InlineData("BUY", "LONG", 1, 101.1)]
    [InlineData("SELL", "SHORT", 1, 99.0)]
    [InlineData("SELL", "LONG", 1, 100.0)]
    [InlineData("BUY", "SHORT", 1, 100.1)]
    [InlineData("BUY", "LONG", 1100, 100.1)]
    public async Task RefusesWhatTheStateDoesNotAllowInsideSuccess(string side, string positionSide, int quantity, double price)
    {
        await using var trader = await Trader.StartQuotedAsync(o => o.Accounts = [new() { ContractBalances = new Dictionary<string, decimal> { ["USDT"] = 5_000 } }]);
        var answer = await trader.PlaceAsync(side, positionSide, quantity, (decimal)price);
        Assert.False(answer.GetProperty("success").GetBoolean());
        Assert.Equal("-1054", answer.GetProperty("errorCode").GetString());
        Assert.StartsWith("FAILED_PRECONDITION: ", answer.GetProperty("errorMessage").GetString());
    }

    [Fact]
    public async Task ClosesOnlyWhatNoOtherOrderCloses()
    {
        await using var trader = await Trader.StartQuotedAsync();
        await trader.PlaceAsync("BUY", "LONG", 2);
        Assert.True((await trader.PlaceAsync("SELL", "LONG", 1.5m, 100.9m)).GetProperty("success").GetBoolean());
        Assert.False((await trader.PlaceAsync("SELL", "LONG", 1m, 100.9m)).GetProperty("success").GetBoolean());
        Assert.True((await trader.PlaceAsync("SELL", "LONG", 0.5m, 100.9m)).GetProperty("success").GetBoolean());
    }

    [Fact]
    public async Task CancelingTwiceTellsThatThereIsNoOrder()
    {
        await using var trader = await Trader.StartQuotedAsync();
        await trader.PlaceAsync("BUY", "LONG", 1, 99m, clientId: "mine");
        var first = (await trader.SendAsync("DELETE", "/capi/v3/order", "origClientOrderId=mine")).Body;
        Assert.True(first.GetProperty("success").GetBoolean());
        var second = (await trader.SendAsync("DELETE", "/capi/v3/order", "origClientOrderId=mine")).Body;
        Assert.Equal(("-3200", false), (second.GetProperty("errorCode").GetString(), second.GetProperty("success").GetBoolean()));
    }

    [Fact]
    public async Task SpotRepeatsAnActiveClientIdWithoutASecondOrder()
    {
        await using var trader = await Trader.StartQuotedAsync();
        const string Body = """{"symbol":"BTCUSDT","side":"BUY","type":"LIMIT","quantity":"0.5","price":"99","newClientOrderId":"mine"}""";
        var first = (await trader.PostAsync("/api/v3/order", Body)).GetProperty("orderId").GetInt64();
        Assert.Equal(first, (await trader.PostAsync("/api/v3/order", Body)).GetProperty("orderId").GetInt64());
        Assert.Single((await trader.GetAsync("/api/v3/openOrders")).EnumerateArray());
        await trader.SendAsync("DELETE", "/api/v3/order", "origClientOrderId=mine");
        Assert.NotEqual(first, (await trader.PostAsync("/api/v3/order", Body)).GetProperty("orderId").GetInt64());
    }
}
