using System.Globalization;

namespace Chronos.Weex.Tests.Sandbox;

/// <summary>Isolated margin and leverage of contracts.</summary>
public class IsolatedTests
{
    [Fact]
    public async Task MarginMovesInAndOutWithinWhatIsFree()
    {
        await using var trader = await Trader.StartQuotedAsync();
        await trader.PostAsync("/capi/v3/account/marginType", """{"symbol":"BTCUSDT","marginType":"ISOLATED"}""");
        await trader.PlaceAsync("BUY", "LONG", 2);
        var position = await PositionAsync(trader);
        // 200.2 at 20.
        Assert.Equal(("ISOLATED", 10.01m), (position.GetProperty("marginType").GetString(), Number(position, "isolatedMargin")));
        var id = position.GetProperty("id").GetRawText();
        await MoveAsync(trader, id, "6.98296375", 1, 200);
        Assert.Equal(16.99296375m, Number(await PositionAsync(trader), "isolatedMargin"));
        var refusal = await MoveAsync(trader, id, "200", 2, 400);
        Assert.Equal(-1054, refusal.GetProperty("code").GetInt32());
        Assert.Equal(
            "FAILED_PRECONDITION: Move margin available amount not enough. Move out available amount is 6.98296375, move out amount is 200.00000000",
            refusal.GetProperty("msg").GetString());
        await MoveAsync(trader, id, "6.98296375", 2, 200);
        await trader.PlaceAsync("SELL", "LONG", 0.5m);
        Assert.Equal(7.5075m, Number(await PositionAsync(trader), "isolatedMargin"));
    }

    [Fact]
    public async Task ModeStaysWhileThereIsAPosition()
    {
        await using var trader = await Trader.StartQuotedAsync();
        await trader.PlaceAsync("BUY", "LONG", 1);
        var answer = await trader.SendAsync("POST", "/capi/v3/account/marginType", body: """{"symbol":"BTCUSDT","marginType":"ISOLATED"}""");
        Assert.Equal(-1054, answer.Body.GetProperty("code").GetInt32());
        answer = await trader.SendAsync(
            "POST", "/capi/v3/account/marginType", body: """{"symbol":"ETHUSDT","marginType":"CROSSED","separatedType":"SEPARATED"}""");
        Assert.Equal(-1140, answer.Body.GetProperty("code").GetInt32());
    }

    [Theory]
    [InlineData("401", -3313)]
    [InlineData("0", -3313)]
    [InlineData("1.5", -1142)]
    public async Task LeverageHasBounds(string leverage, int code)
    {
        await using var trader = await Trader.StartQuotedAsync();
        var answer = await trader.SendAsync(
            "POST", "/capi/v3/account/leverage", body: $$"""{"symbol":"BTCUSDT","marginType":"CROSSED","crossLeverage":"{{leverage}}"}""");
        Assert.Equal(code, answer.Body.GetProperty("code").GetInt32());
    }

    // 100 at 100.0 is the whole balance at a leverage of 1, and the fee is not covered.
    [Theory]
    [InlineData(1, 100, false)]
    [InlineData(20, 100, true)]
    public async Task LeverageDecidesWhatCanBeOpened(int leverage, int quantity, bool fits)
    {
        await using var trader = await Trader.StartQuotedAsync();
        await trader.PostAsync("/capi/v3/account/leverage", $$"""{"symbol":"BTCUSDT","marginType":"CROSSED","crossLeverage":{{leverage}}}""");
        Assert.Equal(fits, (await trader.PlaceAsync("BUY", "LONG", quantity, 100.0m)).GetProperty("success").GetBoolean());
    }

    private static async Task<System.Text.Json.JsonElement> PositionAsync(Trader trader) =>
        (await trader.GetAsync("/capi/v3/account/position/singlePosition", "symbol=BTCUSDT"))[0];

    private static async Task<System.Text.Json.JsonElement> MoveAsync(Trader trader, string id, string amount, int type, int status)
    {
        var answer = await trader.SendAsync(
            "POST", "/capi/v3/account/positionMargin", body: $$"""{"isolatedPositionId":{{id}},"amount":"{{amount}}","type":{{type}}}""");
        Assert.Equal(status, answer.Status);
        return answer.Body;
    }

    private static decimal Number(System.Text.Json.JsonElement element, string name) =>
        decimal.Parse(element.GetProperty(name).GetString()!, CultureInfo.InvariantCulture);
}
