using Chronos.Weex.Sandbox;

namespace Chronos.Weex.Tests.Sandbox;

/// <summary>The venue's limits, met exactly and exceeded by one.</summary>
public class RateLimitTests
{
    [Fact]
    public async Task WeightOfAnEndpoint()
    {
        // The ticker weighs 40 of 500: twelve fit into ten seconds.
        await using var trader = await Trader.StartQuotedAsync(o => o.Limits = new RateLimitOptions());
        for (var i = 0; i < 12; i++)
        {
            await trader.GetAsync("/capi/v3/market/ticker/24hr", signed: false);
        }

        var over = await trader.SendAsync("GET", "/capi/v3/market/ticker/24hr", signed: false);
        Assert.Equal((429, """{"code":429,"msg":"Too many requests"}"""), (over.Status, over.Text));
        await trader.GetAsync("/capi/v3/market/time", signed: false);
        await trader.StepAsync(10_000);
        await trader.GetAsync("/capi/v3/market/ticker/24hr", signed: false);
    }

    [Theory]
    [InlineData(50, "/capi/v3/order", 60_000)]
    [InlineData(100, "/api/v3/order", 60_000)]
    public async Task OrdersAMinute(int orders, string path, int window)
    {
        await using var trader = await Trader.StartQuotedAsync(o =>
        {
            o.Limits = new RateLimitOptions { Weight = 0 };
            o.DepthLevels = 5;
        });
        var body = path.StartsWith("/capi", StringComparison.Ordinal)
            ? () => Trader.OrderBody("BUY", "LONG", 0.001m, 99.5m)
            : new Func<string>(() => """{"symbol":"BTCUSDT","side":"BUY","type":"LIMIT","quantity":"0.001","price":"99"}""");
        for (var i = 0; i < orders; i++)
        {
            Assert.Equal(200, (await trader.SendAsync("POST", path, body: body())).Status);
        }

        Assert.Equal(429, (await trader.SendAsync("POST", path, body: body())).Status);
        await trader.StepAsync(window);
        Assert.Equal(200, (await trader.SendAsync("POST", path, body: body())).Status);
    }

    [Theory]
    [InlineData("/capi/v3/order", 50)]
    [InlineData("/api/v3/order", 80)]
    public async Task Cancels(string path, int cancels)
    {
        await using var trader = await Trader.StartQuotedAsync(o => o.Limits = new RateLimitOptions { Weight = 0 });
        for (var i = 0; i < cancels; i++)
        {
            Assert.NotEqual(429, (await trader.SendAsync("DELETE", path, "orderId=1")).Status);
        }

        Assert.Equal(429, (await trader.SendAsync("DELETE", path, "orderId=1")).Status);
    }

    [Fact]
    public async Task ConnectionsAtOnce()
    {
        await using var trader = await Trader.StartQuotedAsync(o => o.Limits = new RateLimitOptions { ConnectionsAtOnce = 2 });
        await using var first = await Listener.OpenAsync(trader, "/v3/ws/public");
        using var http = new HttpClient { BaseAddress = trader.Sandbox.Address };
        Assert.Equal(System.Net.HttpStatusCode.TooManyRequests, (await http.GetAsync(new Uri("/api/v3/time", UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task ConnectionsInFiveMinutes()
    {
        await using var trader = await Trader.StartQuotedAsync(o => o.Limits = new RateLimitOptions { ConnectionsPerFiveMinutes = 3 });
        for (var i = 0; i < 3; i++)
        {
            using var http = new HttpClient { BaseAddress = trader.Sandbox.Address };
            // The trader's own connection is the first of three.
            Assert.Equal(i < 2 ? 200 : 429, (int)(await http.GetAsync(new Uri("/api/v3/time", UriKind.Relative))).StatusCode);
        }
    }
}
