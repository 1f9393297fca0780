using Chronos.Weex.Sandbox;

namespace Chronos.Weex.Tests.Sandbox;

/// <summary>The other reading of what is not known of the venue.</summary>
public class SwitchTests
{
    [Theory]
    [InlineData(400)]
    [InlineData(200)]
    [InlineData(422)]
    public async Task ErrorStatus(int status)
    {
        await using var trader = await Trader.StartAsync(o => o.Switches.ErrorStatus = status);
        var answer = await trader.SendAsync("GET", "/capi/v3/order", "orderId=7");
        Assert.Equal((status, -3200), (answer.Status, answer.Body.GetProperty("code").GetInt32()));
    }

    [Theory]
    [InlineData(DuplicateIds.Accept, 2)]
    [InlineData(DuplicateIds.Refuse, 1)]
    [InlineData(DuplicateIds.Idempotent, 1)]
    public async Task DuplicateClientOrderIds(DuplicateIds reading, int orders)
    {
        await using var trader = await Trader.StartQuotedAsync(o => o.Switches.DuplicateClientOrderIds = reading);
        await trader.PlaceAsync("BUY", "LONG", 1, 99.5m, clientId: "same");
        var (_, second, _) = await trader.SendAsync("POST", "/capi/v3/order", body: Trader.OrderBody("BUY", "LONG", 1, 99.5m, clientId: "same"));
        Assert.Equal(reading == DuplicateIds.Refuse, second.TryGetProperty("code", out var code) && code.GetInt32() == -1140);
        Assert.Equal(orders, (await trader.GetAsync("/capi/v3/openOrders")).GetArrayLength());
    }

    [Fact]
    public async Task RefusalsAsErrors()
    {
        await using var trader = await Trader.StartQuotedAsync(o => o.Switches.RefusalsInsideSuccess = false);
        var (status, body, _) = await trader.SendAsync("POST", "/capi/v3/order", body: Trader.OrderBody("SELL", "LONG", 1));
        Assert.Equal((400, -1054), (status, body.GetProperty("code").GetInt32()));
    }

    [Fact]
    public async Task BatchOrders()
    {
        var body = $$"""{"batchOrders":[{{Trader.OrderBody("BUY", "LONG", 1)}},{{Trader.OrderBody("SELL", "LONG", 5)}}]}""";
        await using (var trader = await Trader.StartQuotedAsync())
        {
            Assert.Equal(-1150, (await trader.SendAsync("POST", "/capi/v3/batchOrders", body: body)).Body.GetProperty("code").GetInt32());
        }

        await using var other = await Trader.StartQuotedAsync(o => o.Switches.BatchOrders = true);
        var answer = await other.PostAsync("/capi/v3/batchOrders", body);
        Assert.Equal([true, false], answer.EnumerateArray().Select(o => o.GetProperty("success").GetBoolean()));
    }

    [Fact]
    public async Task PostOnlyThatWouldCrossIsRefused()
    {
        await using var trader = await Trader.StartQuotedAsync(o => o.Switches.PostOnlyCross = PostOnlyCross.Refuse);
        Assert.False((await trader.PlaceAsync("BUY", "LONG", 1, 100.1m, "POST_ONLY")).GetProperty("success").GetBoolean());
    }

    [Fact]
    public async Task PartialFillStatus()
    {
        await using var trader = await Trader.StartQuotedAsync(o => o.Switches.PartialFillStatus = "NEW");
        Assert.Equal("NEW", (await trader.OrderAsync(await trader.PlaceAsync("BUY", "LONG", 12, 100.1m))).GetProperty("status").GetString());
    }

    [Fact]
    public async Task InsufficientMarginCode()
    {
        await using var trader = await Trader.StartQuotedAsync(o =>
        {
            o.Switches.InsufficientMarginCode = -1140;
            o.Accounts = [new() { ContractBalances = new Dictionary<string, decimal> { ["USDT"] = 1 } }];
        });
        Assert.Equal("-1140", (await trader.PlaceAsync("BUY", "LONG", 1)).GetProperty("errorCode").GetString());
    }

    [Fact]
    public async Task OpenOrdersMax()
    {
        await using var trader = await Trader.StartQuotedAsync(o => o.Switches.OpenOrdersMax = 1);
        Assert.True((await trader.PlaceAsync("BUY", "LONG", 1, 99.5m)).GetProperty("success").GetBoolean());
        Assert.False((await trader.PlaceAsync("BUY", "LONG", 1, 99.5m)).GetProperty("success").GetBoolean());
    }

    [Fact]
    public async Task RatioReference()
    {
        // The quote falls: the last trade is at the bid of 98, the mark at 99.
        await using var trader = await Trader.StartQuotedAsync(o => o.Switches.RatioReference = PriceReference.Last);
        await trader.QuoteAsync(98m, 10, 100m, 10);
        Assert.False((await trader.PlaceAsync("BUY", "LONG", 1, 99.9m)).GetProperty("success").GetBoolean());
        await using var other = await Trader.StartQuotedAsync();
        await other.QuoteAsync(98m, 10, 100m, 10);
        Assert.True((await other.PlaceAsync("BUY", "LONG", 1, 99.9m)).GetProperty("success").GetBoolean());
    }

    [Theory]
    [InlineData(true, "9.9")]
    [InlineData(false, "10.01")]
    public async Task MarginAtMarkOrAtCost(bool atMark, string margin)
    {
        await using var trader = await Trader.StartQuotedAsync(o => o.Switches.MarginAtMark = atMark);
        await trader.PlaceAsync("BUY", "LONG", 2);
        await trader.QuoteAsync(98m, 10, 100m, 10);
        var position = (await trader.GetAsync("/capi/v3/account/position/allPosition"))[0];
        Assert.Equal(margin, position.GetProperty("marginSize").GetString());
    }

    [Fact]
    public async Task PrivateSnapshots()
    {
        await using var trader = await Trader.StartQuotedAsync(o => o.Switches.PrivateSnapshots = true);
        await trader.PlaceAsync("BUY", "LONG", 1, 99.5m, clientId: "mine");
        await using var socket = await Listener.OpenAsync(trader, "/v3/ws/private");
        await socket.SubscribeAsync("orders");
        Assert.Equal("mine", (await socket.NextAsync("orders")).GetProperty("d")[0].GetProperty("clientOrderId").GetString());
    }

    [Fact]
    public async Task UnansweredPingsMax()
    {
        await using var trader = await Trader.StartQuotedAsync(o => (o.Switches.UnansweredPingsMax, o.PingSeconds) = (2, 10));
        await using var socket = await Listener.OpenAsync(trader, "/v3/ws/public");
        await trader.StepAsync(40_000);
        Assert.True(await socket.ClosesAsync());
    }

    [Fact]
    public async Task SocketAgeSecondsMax()
    {
        await using var trader = await Trader.StartQuotedAsync(o => o.Switches.SocketAgeSecondsMax = 30);
        await using var socket = await Listener.OpenAsync(trader, "/v3/ws/public");
        await trader.StepAsync(31_000);
        Assert.True(await socket.ClosesAsync());
    }
}
