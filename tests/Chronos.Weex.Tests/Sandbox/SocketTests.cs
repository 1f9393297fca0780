using System.Net.WebSockets;
using System.Text.Json;

namespace Chronos.Weex.Tests.Sandbox;

/// <summary>Sessions and channels of sockets.</summary>
public class SocketTests
{
    [Fact]
    public async Task GreetsAndAnswers()
    {
        await using var trader = await Trader.StartQuotedAsync();
        await using var socket = await Listener.OpenAsync(trader, "/contract/v3/ws/public", greeted: false);
        var greeting = await socket.NextAsync();
        Assert.Equal(["cid", "event", "time"], greeting.EnumerateObject().Select(p => p.Name));
        Assert.Equal("1767571200000", greeting.GetProperty("time").GetString());
        await socket.SendAsync("""{"method":"PING","id":7}""");
        Assert.Equal("""{"result":true,"id":7}""", (await socket.NextAsync()).GetRawText());
        await socket.SendAsync("""{"method":"PING"}""");
        Assert.Equal("""{"result":true}""", (await socket.NextAsync()).GetRawText());
        await socket.SendAsync("""{"method":"SUBSCRIBE","params":["totally_bogus_channel"],"id":99}""");
        Assert.Equal(
            """{"result":false,"id":99,"msg":"INVALID_ARGUMENT: invalid event : totally_bogus_channel"}""", (await socket.NextAsync()).GetRawText());
        await socket.SendAsync("""{"method":"SUBSCRIBE","params":["nope@depth"],"id":"t"}""");
        Assert.Equal("""{"result":false,"id":"t","msg":"INVALID_ARGUMENT: invalid symbol : nope"}""", (await socket.NextAsync()).GetRawText());
        await socket.SendAsync("ping");
        Assert.Equal("INVALID_ARGUMENT: unrecognized message : ping", (await socket.NextAsync()).GetProperty("msg").GetString());
    }

    [Fact]
    public async Task ClosesAfterSixRefusals()
    {
        await using var trader = await Trader.StartQuotedAsync();
        await using var socket = await Listener.OpenAsync(trader, "/v3/ws/public");
        for (var i = 0; i < 6; i++)
        {
            await socket.SendAsync("""{"method":"SUBSCRIBE","params":["btcusdt@markPrice"],"id":1}""");
            Assert.False((await socket.NextAsync()).GetProperty("result").GetBoolean());
        }

        Assert.True(await socket.ClosesAsync());
        Assert.Equal((WebSocketCloseStatus)1007, socket.Socket.CloseStatus);
        Assert.Equal("Unrecognized message sent multiple times", socket.Socket.CloseStatusDescription);
    }

    [Theory]
    [InlineData("/v3/ws/public", "bookTicker", false)]
    [InlineData("/spot/v3/ws/public", "bookTicker", true)]
    [InlineData("/v3/ws/public", "depth50", false)]
    [InlineData("/v3/ws/public", "kline_2h", false)]
    [InlineData("/spot/v3/ws/public", "kline_2h", true)]
    [InlineData("/v3/ws/public", "kline_1m_MARK_PRICE", true)]
    [InlineData("/v3/ws/public", "kline_1m_INDEX_PRICE", false)]
    public async Task OffersAChannel(string path, string channel, bool offered)
    {
        await using var trader = await Trader.StartQuotedAsync();
        await using var socket = await Listener.OpenAsync(trader, path);
        await socket.SendAsync($$"""{"method":"SUBSCRIBE","params":["BtcUsdt@{{channel}}"],"id":1}""");
        Assert.Equal(offered, (await socket.NextAsync()).GetProperty("result").GetBoolean());
    }

    [Fact]
    public async Task PublicChannelsHaveTheirForms()
    {
        await using var trader = await Trader.StartQuotedAsync();
        await using var socket = await Listener.OpenAsync(trader, "/v3/ws/public");
        await socket.SubscribeAsync("BTCUSDT@ticker", "BTCUSDT@trade", "BTCUSDT@kline_1m");
        Shapes.Same("""{"e":"","E":1,"s":"","d":[{"T":1,"t":"","p":"","q":"","v":"","m":true}]}""", await socket.NextAsync("tradeSnapshot"));
        const string Bar = """{"t":1,"T":1,"s":"","i":"","o":"","c":"","h":"","l":"","v":"","n":1,"q":"","V":"","Q":""}""";
        Shapes.Same($$"""{"e":"","E":1,"s":"","p":"","d":[{{Bar}}]}""", await socket.NextAsync("klineSnapshot"));
        await trader.QuoteAsync(100.2m, 5, 100.3m, 5);
        Shapes.Same("""{"e":"","E":1,"s":"","d":[{"T":1,"t":"","p":"","q":"","v":"","m":true}]}""", await socket.NextAsync("trade"));
        await trader.StepAsync(1_000);
        Shapes.Same(
            """{"e":"","E":1,"s":"","d":[{"p":"","P":"","w":"","c":"","o":"","h":"","l":"","v":"","q":"","O":1,"C":1,"n":1,"m":"","i":""}]}""",
            await socket.NextAsync("ticker"));
        Shapes.Same($$"""{"e":"","E":1,"s":"","p":"","d":[{{Bar}}]}""", await socket.NextAsync("kline"));
        await using var spot = await Listener.OpenAsync(trader, "/spot/v3/ws/public");
        await spot.SubscribeAsync("BTCUSDT@bookTicker");
        Shapes.Same("""{"e":"","E":1,"s":"","u":1,"b":"","B":"","a":"","A":""}""", await spot.NextAsync("bookTicker"));
    }

    [Fact]
    public async Task PrivateChannelsTellAnOrdersLife()
    {
        await using var trader = await Trader.StartQuotedAsync();
        await using var socket = await Listener.OpenAsync(trader, "/v3/ws/private");
        await socket.SubscribeAsync("orders", "fill", "positions", "account");
        await trader.PlaceAsync("BUY", "LONG", 0.1m);
        var frames = new List<JsonElement>();
        for (var i = 0; i < 5; i++)
        {
            frames.Add(await socket.NextAsync());
        }

        Assert.Equal(["orders", "fill", "orders", "positions", "account"], frames.Select(f => f.GetProperty("e").GetString()));
        Assert.Equal(
            ["PENDING", "FILLED"],
            frames.Where(f => f.GetProperty("e").GetString() == "orders").Select(f => f.GetProperty("d")[0].GetProperty("status").GetString()));
        var versions = frames.Select(f => f.GetProperty("v").GetInt64()).ToArray();
        Assert.Equal(Enumerable.Range(0, 5).Select(i => versions[0] + i), versions);
        Shapes.Same(Samples.OrderPush, frames[0]);
        Shapes.Same(Samples.FillPush, frames[1]);
        Shapes.Same(Samples.PositionPush, frames[3]);
        Shapes.Same(Samples.AccountPush, frames[4]);
        // 0.1 at 100.1, fee 0.0008 of it.
        Assert.Equal("9999.991992", decimal.Parse(
            frames[4].GetProperty("d")[0].GetProperty("amount").GetString()!, System.Globalization.CultureInfo.InvariantCulture)
            .ToString("0.##########", System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task SpotPrivateChannelsHaveTheirForms()
    {
        await using var trader = await Trader.StartQuotedAsync();
        await using var socket = await Listener.OpenAsync(trader, "/spot/v3/ws/private");
        await socket.SendAsync("""{"method":"SUBSCRIBE","params":["positions"],"id":1}""");
        Assert.False((await socket.NextAsync()).GetProperty("result").GetBoolean());
        await socket.SubscribeAsync("orders", "fill", "account");
        await trader.PostAsync("/api/v3/order", """{"symbol":"BTCUSDT","side":"BUY","type":"MARKET","quantity":"0.5"}""");
        Shapes.Same(Samples.SpotOrderPush, await socket.NextAsync("orders"));
        Shapes.Same(Samples.SpotFillPush, await socket.NextAsync("fill"));
        Shapes.Same("""{"e":"","E":1,"v":1,"msgEvent":"","d":[{"coin":"","equity":"","available":"","frozen":""}]}""", await socket.NextAsync("account"));
    }

    [Fact]
    public async Task PrivateSocketsDemandASignature()
    {
        await using var trader = await Trader.StartQuotedAsync();
        trader.Secret = "wrong";
        await Assert.ThrowsAsync<WebSocketException>(() => Listener.OpenAsync(trader, "/v3/ws/private"));
    }

    [Fact]
    public async Task PingsEveryMinute()
    {
        await using var trader = await Trader.StartQuotedAsync();
        await using var open = await Listener.OpenAsync(trader, "/v3/ws/public");
        await using var own = await Listener.OpenAsync(trader, "/v3/ws/private");
        await trader.StepAsync(60_000);
        Assert.Equal("""{"event":"ping","time":"1767571260000"}""", (await open.NextAsync()).GetRawText());
        Assert.Equal("""{"type":"ping","time":"1767571260000"}""", (await own.NextAsync()).GetRawText());
        await open.SendAsync("""{"method":"PONG","id":1}""");
        Assert.True(await open.IsSilentAsync(200));
    }

    [Fact]
    public async Task UnsubscribedChannelsAreSilent()
    {
        await using var trader = await Trader.StartQuotedAsync();
        await using var socket = await Listener.OpenAsync(trader, "/v3/ws/public");
        await socket.SubscribeAsync("BTCUSDT@depth");
        await socket.NextAsync("depthSnapshot");
        await socket.SendAsync("""{"method":"UNSUBSCRIBE","params":["btcusdt@depth15"],"id":1002}""");
        Assert.Equal("""{"result":true,"id":1002}""", (await socket.NextAsync()).GetRawText());
        await trader.QuoteAsync(101m, 5, 101.1m, 5);
        await trader.StepAsync(1_000);
        Assert.True(await socket.IsSilentAsync(200));
    }

    [Fact]
    public async Task LimitsOperationsAndChannels()
    {
        await using var trader = await Trader.StartQuotedAsync(o => (o.Limits.SocketOperationsPerHour, o.Limits.ChannelsPerSocket) = (2, 2));
        await using var socket = await Listener.OpenAsync(trader, "/v3/ws/public");
        await socket.SendAsync("""{"method":"SUBSCRIBE","params":["BTCUSDT@ticker","ETHUSDT@ticker","DOGEUSDT@ticker"],"id":1}""");
        Assert.Contains("channels", (await socket.NextAsync()).GetProperty("msg").GetString());
        await socket.SubscribeAsync("BTCUSDT@ticker");
        await socket.SendAsync("""{"method":"SUBSCRIBE","params":["ETHUSDT@ticker"],"id":1}""");
        Assert.Contains("operations", (await socket.NextAsync()).GetProperty("msg").GetString());
    }
}
