namespace Chronos.Weex.Tests.Sandbox;

/// <summary>Conditional orders become ordinary ones when their price is reached.</summary>
public class AlgoTests
{
    [Theory]
    [InlineData("SELL", "LONG", "STOP_MARKET", "99.5", 99.4, true)]
    [InlineData("SELL", "LONG", "STOP_MARKET", "99.5", 99.6, false)]
    [InlineData("SELL", "LONG", "TAKE_PROFIT_MARKET", "100.5", 100.5, true)]
    [InlineData("SELL", "LONG", "TAKE_PROFIT_MARKET", "100.5", 100.3, false)]
    [InlineData("BUY", "SHORT", "STOP_MARKET", "100.5", 100.6, true)]
    [InlineData("BUY", "SHORT", "TAKE_PROFIT_MARKET", "99.5", 99.5, true)]
    public async Task TriggersOnItsSide(string side, string positionSide, string type, string trigger, double price, bool triggers)
    {
        await using var trader = await Trader.StartQuotedAsync();
        await trader.PlaceAsync(side == "SELL" ? "BUY" : "SELL", positionSide, 1);
        await trader.PostAsync(
            "/capi/v3/algoOrder",
            $$"""{"symbol":"BTCUSDT","side":"{{side}}","positionSide":"{{positionSide}}","type":"{{type}}","quantity":"1","triggerPrice":"{{trigger}}","clientAlgoId":"a"}""");
        await trader.QuoteAsync((decimal)price, 10, (decimal)price, 10);
        Assert.Equal(triggers ? 0 : 1, (await trader.GetAsync("/capi/v3/openAlgoOrders")).GetArrayLength());
        Assert.Equal(triggers ? 0 : 1, (await trader.GetAsync("/capi/v3/account/position/allPosition")).GetArrayLength());
        if (triggers)
        {
            var algo = (await trader.GetAsync("/capi/v3/allAlgoOrders")).GetProperty("orders")[0];
            Assert.Equal("FILLED", algo.GetProperty("algoStatus").GetString());
            var child = await trader.GetAsync("/capi/v3/order", "orderId=" + algo.GetProperty("actualOrderId").GetRawText());
            Assert.Equal(("FILLED", "IOC", true), (child.GetProperty("status").GetString(), child.GetProperty("timeInForce").GetString(), child.GetProperty("reduceOnly").GetBoolean()));
        }
    }

    [Fact]
    public async Task AttachedExitsWaitForTheirOrder()
    {
        await using var trader = await Trader.StartQuotedAsync();
        var placed = await trader.PlaceAsync("BUY", "LONG", 1, 99.5m, more: ""","slTriggerPrice":"99.9","tpTriggerPrice":"105.0" """);
        Assert.Equal(2, (await trader.GetAsync("/capi/v3/openAlgoOrders")).GetArrayLength());
        var history = await trader.GetAsync("/capi/v3/order/history");
        Shapes.Same($"[{Samples.Order}]", history);
        Assert.Equal(
            [("STOP_MARKET", "UNTRIGGERED", "99.9"), ("TAKE_PROFIT_MARKET", "UNTRIGGERED", "105.0")],
            history.EnumerateArray().Select(o => (
                o.GetProperty("type").GetString(), o.GetProperty("status").GetString(), o.GetProperty("stopPrice").GetString())));
        await trader.SendAsync("DELETE", "/capi/v3/order", "orderId=" + placed.GetProperty("orderId").GetString());
        Assert.Empty((await trader.GetAsync("/capi/v3/openAlgoOrders")).EnumerateArray());
        await trader.PlaceAsync("BUY", "LONG", 1, more: ""","slTriggerPrice":"99.0","SlWorkingType":"MARK_PRICE" """);
        await trader.QuoteAsync(98.9m, 10, 99.5m, 10);
        Assert.Single((await trader.GetAsync("/capi/v3/account/position/allPosition")).EnumerateArray());
        await trader.QuoteAsync(98.9m, 10, 99.0m, 10);
        Assert.Empty((await trader.GetAsync("/capi/v3/account/position/allPosition")).EnumerateArray());
    }

    [Fact]
    public async Task LimitChildRestsAtItsPrice()
    {
        await using var trader = await Trader.StartQuotedAsync();
        await trader.PlaceAsync("BUY", "LONG", 1);
        await trader.PostAsync(
            "/capi/v3/placeTpSlOrder",
            """{"symbol":"BTCUSDT","clientAlgoId":"a","planType":"TAKE_PROFIT","triggerPrice":"100.5","executePrice":"100.9","quantity":"1","positionSide":"LONG"}""");
        await trader.QuoteAsync(100.5m, 10, 100.6m, 10);
        var order = (await trader.GetAsync("/capi/v3/openOrders"))[0];
        Assert.Equal(("100.9", "100.5", "CONTRACT_PRICE"), (order.GetProperty("price").GetString(), order.GetProperty("stopPrice").GetString(), order.GetProperty("workingType").GetString()));
    }
}
