using System.Globalization;

namespace Chronos.Weex.Tests.Sandbox;

/// <summary>What longs and shorts owe each other at settlements.</summary>
public class FundingTests
{
    [Theory]
    [InlineData("BUY", "LONG", "0.0001", "-0.02001")]
    [InlineData("SELL", "SHORT", "0.0001", "0.02001")]
    [InlineData("BUY", "LONG", "-0.0003", "0.06003")]
    public async Task MovesSizeTimesMarkTimesRate(string side, string positionSide, string rate, string amount)
    {
        // 2 at a mark of 100.05.
        await using var trader = await Trader.StartQuotedAsync();
        await trader.PlaceAsync(side, positionSide, 2);
        await trader.PostAsync("/sandbox/funding", $$"""{"symbol":"BTCUSDT","rate":"{{rate}}"}""", signed: false);
        var before = await BalanceAsync(trader);
        await trader.StepAsync(8 * 3_600_000 - 1);
        Assert.Equal(before, await BalanceAsync(trader));
        await trader.StepAsync(1);
        var due = decimal.Parse(amount, CultureInfo.InvariantCulture);
        Assert.Equal(before + due, await BalanceAsync(trader));
        var position = (await trader.GetAsync("/capi/v3/account/position/allPosition"))[0];
        Assert.Equal(due, decimal.Parse(position.GetProperty("fundingFee").GetString()!, CultureInfo.InvariantCulture));
        await trader.StepAsync(16 * 3_600_000);
        Assert.Equal(before + 3 * due, await BalanceAsync(trader));
        Assert.Equal(3, (await trader.GetAsync("/capi/v3/market/fundingRate", "symbol=BTCUSDT", signed: false)).GetArrayLength());
    }

    private static async Task<decimal> BalanceAsync(Trader trader) => decimal.Parse(
        (await trader.GetAsync("/capi/v3/account/balance"))[0].GetProperty("balance").GetString()!, CultureInfo.InvariantCulture);
}
