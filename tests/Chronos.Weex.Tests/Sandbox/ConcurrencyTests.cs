using System.Globalization;
using System.Text.Json;
using Chronos.Weex.Sandbox;

namespace Chronos.Weex.Tests.Sandbox;

/// <summary>Many clients at once on a real clock: nothing hangs, every answer is in form, books and pushes agree afterwards.</summary>
public class ConcurrencyTests
{
    private const int Clients = 6;
    private const int OrdersEach = 40;

    [Fact]
    public async Task BooksAndPushesAgree()
    {
        await using var trader = await Trader.StartAsync(o =>
        {
            o.VirtualClock = false;
            o.Speed = 100;
            o.PushMillis = 20;
            o.Quotes = [.. Enumerable.Range(0, 2_000).Select(i => new SandboxQuote(i * 1_000, "BTCUSDT", 1000m + i % 7, 1, 1000.1m + i % 7, 1))];
        });
        await using var own = await Listener.OpenAsync(trader, "/v3/ws/private");
        await own.SubscribeAsync("orders", "fill");
        await using var open = await Listener.OpenAsync(trader, "/v3/ws/public");
        await open.SubscribeAsync("BTCUSDT@depth200", "BTCUSDT@trade", "BTCUSDT@ticker", "BTCUSDT@kline_1m");
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(c => TradeAsync(trader, c)));
        var state = (await trader.StateAsync()).GetProperty("accounts")[0];
        var fills = state.GetProperty("fills").EnumerateArray().ToArray();
        Assert.NotEmpty(fills);
        foreach (var side in new[] { "LONG", "SHORT" })
        {
            var sum = fills.Where(f => f.GetProperty("positionSide").GetString() == side)
                .Sum(f => (f.GetProperty("side").GetString() == "BUY" == (side == "LONG") ? 1 : -1) * Number(f, "quantity"));
            var position = state.GetProperty("positions").EnumerateArray().Where(p => p.GetProperty("side").GetString() == side);
            Assert.Equal(sum, position.Sum(p => Number(p, "size")));
        }

        var told = new HashSet<string>();
        var last = 0L;
        while (told.Count < fills.Length)
        {
            var frame = await own.NextAsync();
            Assert.True(frame.GetProperty("v").GetInt64() > last);
            last = frame.GetProperty("v").GetInt64();
            if (frame.GetProperty("e").GetString() == "fill")
            {
                Assert.True(told.Add(frame.GetProperty("d")[0].GetProperty("id").GetString()!));
            }
        }

        Assert.Superset(told, fills.Select(f => f.GetProperty("id").GetRawText()).ToHashSet());
        var chain = (await open.NextAsync("depthSnapshot")).GetProperty("u").GetInt64();
        for (var i = 0; i < 20; i++)
        {
            var delta = await open.NextAsync("depth");
            Assert.Equal(chain, delta.GetProperty("U").GetInt64());
            chain = delta.GetProperty("u").GetInt64();
        }
    }

    private static async Task TradeAsync(Trader trader, int client)
    {
        var random = new Random(client);
        for (var i = 0; i < OrdersEach; i++)
        {
            var (side, positionSide) = (random.Next(2) == 0 ? "BUY" : "SELL", random.Next(2) == 0 ? "LONG" : "SHORT");
            var placed = await trader.PlaceAsync(side, positionSide, random.Next(1, 20) * 0.01m, random.Next(2) == 0 ? 1000m + random.Next(-3, 8) : null);
            if (placed.GetProperty("success").GetBoolean() && random.Next(3) == 0)
            {
                var canceled = await trader.SendAsync("DELETE", "/capi/v3/order", "orderId=" + placed.GetProperty("orderId").GetString());
                Assert.Equal(200, canceled.Status);
            }
        }
    }

    private static decimal Number(JsonElement element, string name) =>
        decimal.Parse(element.GetProperty(name).GetString()!, CultureInfo.InvariantCulture);
}
