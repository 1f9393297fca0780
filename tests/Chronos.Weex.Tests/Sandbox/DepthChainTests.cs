using System.Globalization;
using System.Text.Json;

namespace Chronos.Weex.Tests.Sandbox;

/// <summary>The chain of book pushes: every frame begins where the last one ended, and the book stays whole.</summary>
public class DepthChainTests
{
    [Theory]
    [InlineData("BTCUSDT@depth", 15, 1)]
    [InlineData("btcusdt@depth200", 200, 2)]
    public async Task BooksMadeOfDeltasAreTheRealOnes(string channel, int levels, int seed)
    {
        await using var trader = await Trader.StartAsync(o => o.Seed = seed);
        await trader.QuoteAsync(1000m, 3, 1000.1m, 3);
        await using var socket = await Listener.OpenAsync(trader, "/v3/ws/public");
        await socket.SubscribeAsync(channel);
        var snapshot = await socket.NextAsync("depthSnapshot");
        Assert.Equal(
            ["e", "E", "s", "U", "u", "l", "d", "b", "a"], snapshot.EnumerateObject().Select(p => p.Name));
        Assert.Equal(levels, snapshot.GetProperty("l").GetInt32());
        var (bids, asks) = (new SortedDictionary<decimal, decimal>(), new SortedDictionary<decimal, decimal>());
        Apply(snapshot, bids, asks);
        var last = snapshot.GetProperty("u").GetInt64();
        var random = new Random(seed);
        for (var i = 0; i < 40; i++)
        {
            // Now and then the whole window jumps.
            var bid = 1000m + random.Next(-30, 30) * 0.1m + (i % 13 == 12 ? 100 : 0);
            await trader.QuoteAsync(bid, random.Next(1, 9), bid + 0.1m, random.Next(1, 9));
            if (i % 3 == 0)
            {
                await trader.PlaceAsync("BUY", "LONG", 0.5m, bid - 0.3m);
            }

            await trader.StepAsync(500);
            var delta = await socket.NextAsync("depth");
            Assert.Equal("CHANGED", delta.GetProperty("d").GetString());
            Assert.Equal(last, delta.GetProperty("U").GetInt64());
            Assert.True(delta.GetProperty("u").GetInt64() > last);
            last = delta.GetProperty("u").GetInt64();
            Apply(delta, bids, asks);
            Assert.Equal((levels, levels), (bids.Count, asks.Count));
            Assert.True(bids.Keys.Last() < asks.Keys.First());
        }

        var book = await trader.GetAsync("/capi/v3/market/depth", "symbol=BTCUSDT&limit=" + levels, signed: false);
        Assert.Equal(Levels(book.GetProperty("bids")).OrderBy(l => l.Price), bids.Select(l => (l.Key, l.Value)));
        Assert.Equal(Levels(book.GetProperty("asks")), asks.Select(l => (l.Key, l.Value)));
    }

    [Fact]
    public async Task SubscribingAgainBeginsAnew()
    {
        await using var trader = await Trader.StartQuotedAsync();
        await using var socket = await Listener.OpenAsync(trader, "/v3/ws/public");
        await socket.SubscribeAsync("BTCUSDT@depth");
        await socket.NextAsync("depthSnapshot");
        await trader.QuoteAsync(101m, 4, 101.1m, 4);
        await socket.SubscribeAsync("BTCUSDT@depth");
        Assert.Equal("101.0", (await socket.NextAsync("depthSnapshot")).GetProperty("b")[0][0].GetString());
    }

    private static void Apply(JsonElement frame, SortedDictionary<decimal, decimal> bids, SortedDictionary<decimal, decimal> asks)
    {
        foreach (var (side, levels) in new[] { (bids, frame.GetProperty("b")), (asks, frame.GetProperty("a")) })
        {
            foreach (var (price, quantity) in Levels(levels))
            {
                if (quantity == 0)
                {
                    Assert.True(side.Remove(price), $"{price} was not there");
                }
                else
                {
                    side[price] = quantity;
                }
            }
        }
    }

    private static List<(decimal Price, decimal Quantity)> Levels(JsonElement levels) =>
        [.. levels.EnumerateArray().Select(l => (Number(l[0]), Number(l[1])))];

    private static decimal Number(JsonElement text) => decimal.Parse(text.GetString()!, CultureInfo.InvariantCulture);
}
