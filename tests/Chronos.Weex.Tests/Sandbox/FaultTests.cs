using System.Diagnostics;
using System.Net.WebSockets;
using Chronos.Weex.Sandbox.Faults;

namespace Chronos.Weex.Tests.Sandbox;

/// <summary>Each fault fires when armed, as often as asked for, and is seen by a client.</summary>
public class FaultTests
{
    private const string Path = "/capi/v3/order";

    public static TheoryData<string> Ends => ["closeBefore", "resetBefore", "closeAfter", "resetAfter", "closeMidBody", "resetMidBody"];

    [Theory]
    [MemberData(nameof(Ends))]
    public async Task EndsTheConnection(string kind)
    {
        await using var trader = await Trader.StartQuotedAsync();
        var id = await trader.ArmAsync($$"""{"kind":"{{kind}}","path":"{{Path}}","method":"POST","symbol":"BTCUSDT","times":1}""");
        await Assert.ThrowsAsync<HttpRequestException>(() => trader.PlaceAsync("BUY", "LONG", 1, 99.5m, clientId: "mine"));
        Assert.Equal(1, await trader.FiredAsync(id));
        // Whether the order was made is what the kind says, and the log proves that it was sent once.
        Assert.Equal(kind.EndsWith("Before", StringComparison.Ordinal) ? 0 : 1, (await trader.GetAsync("/capi/v3/openOrders")).GetArrayLength());
        Assert.Equal(1, (await trader.GetAsync("/sandbox/requests", "method=POST&contains=mine", signed: false)).GetProperty("count").GetInt32());
        Assert.True((await trader.PlaceAsync("BUY", "LONG", 1, 99.5m)).GetProperty("success").GetBoolean());
    }

    [Theory]
    [InlineData("dropAnswer", 1)]
    [InlineData("halfOpen", 0)]
    public async Task NeverAnswers(string kind, int orders)
    {
        await using var trader = await Trader.StartQuotedAsync();
        var id = await trader.ArmAsync($$"""{"kind":"{{kind}}","path":"{{Path}}","times":1}""");
        using var http = new HttpClient { BaseAddress = trader.Sandbox.Address, Timeout = TimeSpan.FromMilliseconds(500) };
        var body = Trader.OrderBody("BUY", "LONG", 1, 99.5m);
        using var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json") };
        request.Headers.Add("ACCESS-KEY", trader.Key);
        request.Headers.Add("ACCESS-SIGN", SignatureTests.Sign(trader.Secret, $"{Trader.Start}POST{Path}{body}"));
        request.Headers.Add("ACCESS-TIMESTAMP", $"{Trader.Start}");
        request.Headers.Add("ACCESS-PASSPHRASE", trader.Passphrase);
        await Assert.ThrowsAsync<TaskCanceledException>(() => http.SendAsync(request));
        Assert.Equal(1, await trader.FiredAsync(id));
        Assert.Equal(orders, (await trader.GetAsync("/capi/v3/openOrders")).GetArrayLength());
    }

    [Theory]
    [InlineData("delay")]
    [InlineData("delayAnswer")]
    public async Task AnswersLate(string kind)
    {
        await using var trader = await Trader.StartQuotedAsync();
        await trader.ArmAsync($$"""{"kind":"{{kind}}","path":"/capi/v3/market/time","millis":400,"times":1}""");
        var watch = Stopwatch.StartNew();
        await trader.GetAsync("/capi/v3/market/time", signed: false);
        Assert.InRange(watch.ElapsedMilliseconds, 390, 10_000);
    }

    [Theory]
    [InlineData("""{"kind":"tooManyRequests","times":2}""", 429, """{"code":429,"msg":"Too many requests"}""")]
    [InlineData("""{"kind":"serverError","status":502,"times":2}""", 502, """{"code":-1000,"msg":"UNKNOWN_ERROR"}""")]
    [InlineData("""{"kind":"htmlPage","status":521,"times":2}""", 521, "<!DOCTYPE html>")]
    [InlineData("""{"kind":"htmlPage","times":2}""", 200, "<!DOCTYPE html>")]
    [InlineData("""{"kind":"redirect","location":"/x","times":2}""", 307, "")]
    [InlineData("""{"kind":"notFound","times":2}""", 404, "<!DOCTYPE html>")]
    public async Task AnswersSomethingElse(string fault, int status, string beginning)
    {
        await using var trader = await Trader.StartQuotedAsync();
        await trader.ArmAsync(fault);
        for (var i = 0; i < 2; i++)
        {
            var answer = await trader.SendAsync("GET", "/capi/v3/market/time", signed: false);
            Assert.Equal(status, answer.Status);
            Assert.StartsWith(beginning, answer.Text);
        }

        Assert.Equal(200, (await trader.SendAsync("GET", "/capi/v3/market/time", signed: false)).Status);
    }

    [Fact]
    public async Task RejectsTheNextOrders()
    {
        await using var trader = await Trader.StartQuotedAsync();
        await trader.ArmAsync("""{"kind":"rejectOrders","code":-3007,"message":"no","as":"success","times":1}""");
        await trader.ArmAsync("""{"kind":"rejectOrders","code":-1059,"message":"too often","as":"http","times":1}""");
        var first = await trader.PlaceAsync("BUY", "LONG", 1);
        Assert.Equal((false, "-3007", "no"), (first.GetProperty("success").GetBoolean(), first.GetProperty("errorCode").GetString(), first.GetProperty("errorMessage").GetString()));
        var second = await trader.SendAsync("POST", Path, body: Trader.OrderBody("BUY", "LONG", 1));
        Assert.Equal((400, -1059), (second.Status, second.Body.GetProperty("code").GetInt32()));
        Assert.True((await trader.PlaceAsync("BUY", "LONG", 1)).GetProperty("success").GetBoolean());
        Assert.Single((await trader.GetAsync("/capi/v3/userTrades")).EnumerateArray());
    }

    [Fact]
    public async Task FillsInAPattern()
    {
        await using var trader = await Trader.StartQuotedAsync();
        await trader.ArmAsync("""{"kind":"partialFill","fills":["0.3","0.2"],"symbol":"BTCUSDT","times":1}""");
        var placed = await trader.PlaceAsync("BUY", "LONG", 1, 100.1m);
        Assert.Equal("0.5", (await trader.OrderAsync(placed)).GetProperty("executedQty").GetString());
        var fills = await trader.GetAsync("/capi/v3/userTrades");
        Assert.Equal(["0.2", "0.3"], fills.EnumerateArray().Select(f => f.GetProperty("qty").GetString()));
        await trader.QuoteAsync(100.0m, 10, 100.1m, 10);
        Assert.Equal("FILLED", (await trader.OrderAsync(placed)).GetProperty("status").GetString());
    }

    [Fact]
    public async Task SendsTheBodySlowly()
    {
        await using var trader = await Trader.StartQuotedAsync();
        await trader.ArmAsync("""{"kind":"slowBody","bytesPerSecond":50,"times":1}""");
        var watch = Stopwatch.StartNew();
        await trader.GetAsync("/capi/v3/market/time", signed: false);
        Assert.InRange(watch.ElapsedMilliseconds, 300, 10_000);
    }

    [Fact]
    public async Task ListsLagBehind()
    {
        await using var trader = await Trader.StartQuotedAsync();
        await trader.StepAsync(60_000);
        var placed = await trader.PlaceAsync("BUY", "LONG", 12, 100.1m);
        await trader.ArmAsync("""{"kind":"staleLists","seconds":5}""");
        Assert.Empty((await trader.GetAsync("/capi/v3/openOrders")).EnumerateArray());
        Assert.Empty((await trader.GetAsync("/capi/v3/userTrades")).EnumerateArray());
        Assert.Empty((await trader.GetAsync("/capi/v3/account/position/allPosition")).EnumerateArray());
        Assert.Equal("10000", (await trader.GetAsync("/capi/v3/account/balance"))[0].GetProperty("balance").GetString());
        await trader.StepAsync(3_000);
        await trader.SendAsync("DELETE", Path, "orderId=" + placed.GetProperty("orderId").GetString());
        await trader.StepAsync(3_000);
        // The order as it was before it was canceled.
        Assert.Equal("PARTIALLY_FILLED", (await trader.GetAsync("/capi/v3/openOrders"))[0].GetProperty("status").GetString());
        await trader.StepAsync(3_000);
        Assert.Empty((await trader.GetAsync("/capi/v3/openOrders")).EnumerateArray());
    }

    [Fact]
    public async Task APageIsMissing()
    {
        await using var trader = await Trader.StartQuotedAsync();
        await trader.PlaceAsync("BUY", "LONG", 1);
        await trader.ArmAsync("""{"kind":"missingPage","path":"/capi/v3/userTrades","times":1}""");
        Assert.Empty((await trader.GetAsync("/capi/v3/userTrades")).EnumerateArray());
        Assert.Single((await trader.GetAsync("/capi/v3/userTrades")).EnumerateArray());
    }

    [Theory]
    [InlineData("withholdPush", "2,3")]
    [InlineData("duplicatePush", "1,1,2,3")]
    [InlineData("reorderPush", "2,1,3")]
    public async Task DisturbsPushes(string kind, string order)
    {
        await using var trader = await Trader.StartQuotedAsync();
        await using var socket = await Listener.OpenAsync(trader, "/v3/ws/private");
        await socket.SubscribeAsync("orders");
        await trader.ArmAsync($$"""{"kind":"{{kind}}","channel":"orders","times":1}""");
        for (var i = 1; i <= 3; i++)
        {
            await trader.PlaceAsync("BUY", "LONG", 1, 99.5m, clientId: $"{i}");
        }

        foreach (var expected in order.Split(','))
        {
            Assert.Equal(expected, (await socket.NextAsync("orders")).GetProperty("d")[0].GetProperty("clientOrderId").GetString());
        }

        Assert.True(await socket.IsSilentAsync(100));
    }

    [Fact]
    public async Task BreaksTheDepthChain()
    {
        await using var trader = await Trader.StartQuotedAsync();
        await using var socket = await Listener.OpenAsync(trader, "/v3/ws/public");
        await socket.SubscribeAsync("BTCUSDT@depth");
        var last = (await socket.NextAsync("depthSnapshot")).GetProperty("u").GetInt64();
        await trader.ArmAsync("""{"kind":"depthGap","symbol":"BTCUSDT","times":1}""");
        for (var i = 1; i <= 2; i++)
        {
            await trader.QuoteAsync(100m + i, 1, 101m + i, 1);
            await trader.StepAsync(500);
        }

        Assert.True((await socket.NextAsync("depth")).GetProperty("U").GetInt64() > last);
    }

    [Fact]
    public async Task EndsSockets()
    {
        await using var trader = await Trader.StartQuotedAsync();
        await using var first = await Listener.OpenAsync(trader, "/v3/ws/public");
        await using var second = await Listener.OpenAsync(trader, "/v3/ws/private");
        var answer = await trader.PostAsync("/sandbox/sockets/disconnect", """{"private":true}""", signed: false);
        Assert.Equal(1, answer.GetProperty("count").GetInt32());
        Assert.False(await second.ClosesAsync());
        await first.SubscribeAsync("BTCUSDT@trade");
        await trader.ArmAsync("""{"kind":"disconnectSocket","channel":"trade","times":1}""");
        await trader.QuoteAsync(101m, 1, 101.1m, 1);
        Assert.False(await first.ClosesAsync());
    }

    [Fact]
    public async Task ASocketIsDeaf()
    {
        await using var trader = await Trader.StartQuotedAsync();
        await trader.ArmAsync("""{"kind":"deafSocket","times":1}""");
        await using var socket = await Listener.OpenAsync(trader, "/v3/ws/public", greeted: false);
        await socket.SendAsync("""{"method":"PING","id":7}""");
        Assert.True(await socket.IsSilentAsync(200));
    }

    [Fact]
    public async Task AHandshakeIsRefused()
    {
        await using var trader = await Trader.StartQuotedAsync();
        await trader.ArmAsync("""{"kind":"serverError","status":503,"path":"/v3/ws/public","times":1}""");
        await Assert.ThrowsAsync<WebSocketException>(() => Listener.OpenAsync(trader, "/v3/ws/public"));
        await using var socket = await Listener.OpenAsync(trader, "/v3/ws/public");
    }

    [Fact]
    public async Task EndAfterTheirTime()
    {
        await using var trader = await Trader.StartQuotedAsync();
        await trader.ArmAsync("""{"kind":"tooManyRequests","forSeconds":1}""");
        Assert.Equal(429, (await trader.SendAsync("GET", "/api/v3/time", signed: false)).Status);
        await Task.Delay(1_100);
        Assert.Equal(200, (await trader.SendAsync("GET", "/api/v3/time", signed: false)).Status);
    }

    [Fact]
    public async Task AreDisarmedAndCounted()
    {
        await using var trader = await Trader.StartQuotedAsync();
        var id = await trader.ArmAsync("""{"kind":"tooManyRequests","path":"/capi/v3/market/time"}""");
        await trader.SendAsync("GET", "/capi/v3/market/time", signed: false);
        await trader.SendAsync("GET", "/api/v3/time", signed: false);
        Assert.Equal(1, await trader.FiredAsync(id));
        await trader.SendAsync("DELETE", "/sandbox/faults", "id=" + id, signed: false);
        Assert.Equal(200, (await trader.SendAsync("GET", "/capi/v3/market/time", signed: false)).Status);
    }

    [Theory]
    [InlineData("""{"kind":"nonsense"}""")]
    [InlineData("""{"kind":"delay","tmies":1}""")]
    [InlineData("""{"kind":"delay","times":0}""")]
    [InlineData("""{"kind":"partialFill"}""")]
    [InlineData("""{"kind":"delay","millis":600001}""")]
    public async Task RefusesWhatIsNoFault(string fault)
    {
        await using var trader = await Trader.StartAsync();
        var answer = await trader.SendAsync("POST", "/sandbox/faults", body: fault, signed: false);
        Assert.Equal(400, answer.Status);
        Assert.True(answer.Body.TryGetProperty("error", out _));
    }

    /// <summary>No kind is without a test here; the page names them all.</summary>
    [Fact]
    public void EveryKindIsProvokedAndDocumented()
    {
        var tests = File.ReadAllText(RepositoryPages.Find("tests/Chronos.Weex.Tests/Sandbox/FaultTests.cs"));
        var page = File.ReadAllText(RepositoryPages.Find("docs/sandbox.md"));
        foreach (var kind in Enum.GetNames<FaultKind>().Select(System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName))
        {
            Assert.Contains($"\"{kind}\"", tests);
            Assert.Contains($"`{kind}`", page);
        }
    }
}
