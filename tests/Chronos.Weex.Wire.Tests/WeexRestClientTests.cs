using System.Net;
using System.Net.Sockets;
using Chronos.Core.Model;
using Xunit.Abstractions;

namespace Chronos.Weex.Wire.Tests;

public sealed class WeexRestClientTests(ITestOutputHelper output) : IDisposable
{
    private const string Secret = "canary-5ecret";

    private static readonly WeexOrderName Name = WeexOrderName.OfClient("cx/1:a");

    private readonly WeexCredentials _credentials = new("key-of-mine", "canary-5ecret"u8, "pass-of-mine");
    private long _clock = 1775580300000;

    public void Dispose() => _credentials.Dispose();

    [Fact]
    public async Task PlacesAnOrderSignedAsSent()
    {
        await using var venue = new LoopbackVenue((_, _) => LoopbackVenue.Json("""{"orderId":"7","clientOrderId":"cx/1:a","success":true,"errorCode":"","errorMessage":""}"""));
        using var client = Client(venue.Address);
        var body = Body();
        var result = await client.PlaceOrderAsync(WeexProduct.Contract, body);
        Assert.Equal((WeexOutcome.Done, 7L, true, 200), (result.Outcome, result.Value!.OrderId!.Value, result.WasWritten, result.HttpStatus));
        Assert.True(result.RoundTripNanos > 0);

        var request = Assert.Single(venue.Requests);
        Assert.StartsWith("POST /capi/v3/order HTTP/1.1\r\n", request, StringComparison.Ordinal);
        Assert.Contains("ACCESS-KEY: key-of-mine\r\n", request, StringComparison.Ordinal);
        Assert.Contains("ACCESS-PASSPHRASE: pass-of-mine\r\n", request, StringComparison.Ordinal);
        Assert.Contains("ACCESS-TIMESTAMP: 1775580300001\r\n", request, StringComparison.Ordinal);
        Assert.Contains("Content-Type: application/json\r\n", request, StringComparison.Ordinal);
        Assert.Contains("User-Agent: ChronosX", request, StringComparison.Ordinal);
        Assert.Contains($"ACCESS-SIGN: {WeexSignature.OfRequest(_credentials, 1775580300001, "POST", "/capi/v3/order", body)}\r\n", request, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\n" + Text.Of(body), request, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, request, StringComparison.Ordinal);
        Assert.DoesNotContain("traceparent", request, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task CancelsByQuerySignedAsSent()
    {
        await using var venue = new LoopbackVenue((_, _) => LoopbackVenue.Json("""{"orderId":"7","origClientOrderId":"cx/1:a","success":true,"errorCode":"","errorMessage":""}"""));
        using var client = Client(venue.Address);
        Assert.Equal(WeexOutcome.Done, (await client.CancelAsync(WeexProduct.Contract, Name)).Outcome);
        var request = Assert.Single(venue.Requests);
        Assert.StartsWith("DELETE /capi/v3/order?origClientOrderId=cx/1:a HTTP/1.1\r\n", request, StringComparison.Ordinal);
        Assert.Contains("Content-Type: application/json\r\n", request, StringComparison.Ordinal);
        Assert.Contains($"ACCESS-SIGN: {WeexSignature.OfRequest(_credentials, _clock, "DELETE", "/capi/v3/order?origClientOrderId=cx/1:a", default)}\r\n", request, StringComparison.Ordinal);
    }

    public static TheoryData<string> Calls => ["POST", "DELETE", "GET", "public GET"];

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task WritesOnceWhenAPooledConnectionIsDropped(string call)
    {
        // The first request warms a connection; the second is read whole and its connection closed without an answer.
        await using var venue = new LoopbackVenue((number, _) => number == 1 ? LoopbackVenue.Json("{\"serverTime\":1}") : null);
        using var client = Client(venue.Address, OneAttempt);
        Assert.True((await client.ReadServerTimeAsync(WeexProduct.Contract)).IsDone);

        var (outcome, wasWritten, message) = await SendAsync(client, call);
        Assert.Equal((WeexOutcome.Unknown, true), (outcome, wasWritten));
        Assert.NotEmpty(message);
        Assert.Equal(2, venue.Requests.Length);
        Assert.Equal(2, client.RequestsWritten);
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task WritesOnceWhenAFreshConnectionIsDropped(string call)
    {
        await using var venue = new LoopbackVenue((_, _) => null);
        using var client = Client(venue.Address, OneAttempt);
        var (outcome, wasWritten, _) = await SendAsync(client, call);
        Assert.Equal((WeexOutcome.Unknown, true), (outcome, wasWritten));
        Assert.Single(venue.Requests);
        Assert.Equal(1, client.RequestsWritten);
    }

    /// <summary>Proof that the guard is what prevents it: the handler alone does repeat a bodiless request.</summary>
    [Fact]
    public async Task TheHandlerAloneWritesABodilessDeleteTwice()
    {
        await using var venue = new LoopbackVenue((number, _) => number == 1 ? LoopbackVenue.Json("{}") : null);
        using var handler = new SocketsHttpHandler();
        using var http = new HttpMessageInvoker(handler);
        (await http.SendAsync(new HttpRequestMessage(HttpMethod.Get, venue.Address), default)).Dispose();
        await Assert.ThrowsAsync<HttpRequestException>(() => http.SendAsync(new HttpRequestMessage(HttpMethod.Delete, venue.Address), default));
        Assert.True(venue.Requests.Length > 2, $"{venue.Requests.Length} requests");
    }

    [Theory]
    [InlineData("HTTP/1.1 307 X\r\nLocation: /capi/v3/order\r\nContent-Length: 0\r\n\r\n", "Unknown", 307)]
    [InlineData("HTTP/1.1 503 X\r\nContent-Length: 2\r\n\r\n{}", "Unknown", 503)]
    [InlineData("HTTP/1.1 403 X\r\nContent-Length: 6\r\n\r\n<html>", "Unknown", 403)]
    [InlineData("HTTP/1.1 429 X\r\nContent-Length: 34\r\n\r\n{\"code\":429,\"msg\":\"Too many reque\"}", "Unknown", 429)]
    [InlineData("HTTP/1.1 200 X\r\nX-Cut: yes\r\nContent-Length: 900\r\n\r\n{\"orderId\":\"7\"", "Unknown", 200)]
    [InlineData("HTTP/1.1 200 X\r\nContent-Length: 13\r\n\r\n{\"orderId\":\"7", "Unknown", 200)]
    [InlineData("HTTP/1.1 200 X\r\nContent-Length: 50\r\n\r\n{\"orderId\":\"7\",\"clientOrderId\":\"b\",\"success\":true}", "Unknown", 200)]
    [InlineData("HTTP/1.1 200 X\r\nContent-Length: 40\r\n\r\n{\"clientOrderId\":\"cx/1:a\",\"success\":true}", "Unknown", 200)]
    [InlineData("HTTP/1.1 200 X\r\nContent-Length: 59\r\n\r\n{\"success\":false,\"errorCode\":\"-3007\",\"errorMessage\":\"large\"}", "Refused", 200)]
    [InlineData("HTTP/1.1 400 X\r\nContent-Length: 27\r\n\r\n{\"code\":-1046,\"msg\":\"late\"}", "ClockExpired", 400)]
    [InlineData("HTTP/1.1 200 X\r\nContent-Length: 27\r\n\r\n{\"code\":-1054,\"msg\":\"busy\"}", "Unknown", 200)]
    public async Task JudgesEveryAnswerToAPlacing(string answer, string outcome, int status)
    {
        // Lengths are counted here so that the rows above stay readable.
        if (!answer.Contains("X-Cut", StringComparison.Ordinal))
        {
            var body = answer[(answer.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];
            answer = System.Text.RegularExpressions.Regex.Replace(answer, "Content-Length: [0-9]+", $"Content-Length: {body.Length}");
        }

        await using var venue = new LoopbackVenue((_, _) => answer);
        using var client = Client(venue.Address);
        var result = await client.PlaceOrderAsync(WeexProduct.Contract, Body());
        Assert.Equal((outcome, status, true), (result.Outcome.ToString(), result.HttpStatus, result.WasWritten));
        Assert.Equal(status == 429, result.IsLimited);
        Assert.Single(venue.Requests);
        Assert.DoesNotContain(Secret, result.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnAnswerThatDoesNotComeIsUnknownAfterOurOwnDeadline()
    {
        using var silence = new CancellationTokenSource();
        await using var venue = new LoopbackVenue((_, _) => { silence.Token.WaitHandle.WaitOne(10_000); return null; });
        using var client = Client(venue.Address, o => o with { OrderTimeout = TimeSpan.FromSeconds(1) });
        var result = await client.PlaceOrderAsync(WeexProduct.Contract, Body());
        await silence.CancelAsync();
        Assert.Equal((WeexOutcome.Unknown, true, 0), (result.Outcome, result.WasWritten, result.HttpStatus));
        Assert.Contains("1000 ms", result.Message, StringComparison.Ordinal);
        Assert.Single(venue.Requests);
    }

    [Fact]
    public async Task ARefusedConnectionIsCertainlyNotWritten()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
        listener.Stop();
        using var client = Client(address);
        var result = await client.PlaceOrderAsync(WeexProduct.Contract, Body());
        Assert.Equal((WeexOutcome.NotWritten, false), (result.Outcome, result.WasWritten));
        Assert.Equal(0, client.RequestsWritten);
        Assert.Equal(WeexOutcome.NotWritten, (await client.ReadBalancesAsync(WeexProduct.Contract)).Outcome);
    }

    [Fact]
    public async Task ABodyThatIsNoOrderIsNotWritten()
    {
        await using var venue = new LoopbackVenue((_, _) => null);
        using var client = Client(venue.Address);
        Assert.Equal(WeexOutcome.NotWritten, (await client.PlaceOrderAsync(WeexProduct.Contract, "{}"u8.ToArray())).Outcome);
        Assert.Equal(WeexOutcome.NotWritten, (await client.PlaceOrderAsync(WeexProduct.Spot, Body())).Outcome);
        Assert.Equal(WeexOutcome.NotWritten, (await client.PlaceAlgoOrderAsync(Body())).Outcome);
        Assert.Empty(venue.Requests);
    }

    [Fact]
    public async Task ReadsAreRepeatedWithAFreshSignatureAndRefusalsAreNot()
    {
        await using var venue = new LoopbackVenue((number, _) => number switch
        {
            1 => null,
            2 => LoopbackVenue.Json("busy", 502),
            3 => LoopbackVenue.Json($"[{Payloads.ContractBalance}]"),
            _ => LoopbackVenue.Json("""{"code":-1044,"msg":"no such key"}""", 400),
        });
        using var client = Client(venue.Address);
        var result = await client.ReadBalancesAsync(WeexProduct.Contract);
        Assert.True(result.IsDone, result.Message);
        Assert.Single(result.Value!);
        Assert.Equal(3, venue.Requests.Length);
        Assert.Equal(3, venue.Requests.Select(r => Line(r, "ACCESS-SIGN")).Distinct().Count());

        var refused = await client.ReadBalancesAsync(WeexProduct.Contract);
        Assert.Equal((WeexOutcome.HaltAuth, -1044, "no such key"), (refused.Outcome, refused.Code, refused.Message));
        Assert.Equal(4, venue.Requests.Length);
    }

    [Fact]
    public async Task ALimitIsNotAskedAgain()
    {
        await using var venue = new LoopbackVenue((_, _) => LoopbackVenue.Json("""{"code":429,"msg":"Too many requests"}""", 429));
        using var client = Client(venue.Address);
        Assert.Equal(WeexOutcome.RateLimited, (await client.ReadPositionsAsync()).Outcome);
        Assert.Single(venue.Requests);
    }

    [Fact]
    public async Task ReadsPagesToTheEnd()
    {
        await using var venue = new LoopbackVenue((_, request) => LoopbackVenue.Json(
            Page(request) == 0 ? Orders(1, 100) : Page(request) == 1 ? Orders(100, 30) : "[]"));
        using var client = Client(venue.Address);
        var result = await client.ReadOpenOrdersAsync(WeexProduct.Contract, "BTCUSDT");
        Assert.True(result.IsDone, result.Message);

        // One order moved across the boundary and was told twice.
        Assert.Equal(129, result.Value!.Count);
        Assert.Equal(2, venue.Requests.Length);
        Assert.StartsWith("GET /capi/v3/openOrders?symbol=BTCUSDT&limit=100&page=0 ", venue.Requests[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task APageThatFailsFailsTheRead()
    {
        await using var venue = new LoopbackVenue((_, request) => Page(request) == 0
            ? LoopbackVenue.Json(Orders(1, 100))
            : LoopbackVenue.Json("""{"code":-1000,"msg":"odd"}""", 400));
        using var client = Client(venue.Address);
        var result = await client.ReadOpenOrdersAsync(WeexProduct.Contract);
        Assert.Equal(WeexOutcome.Unknown, result.Outcome);
        Assert.Null(result.Value);
    }

    [Fact]
    public async Task AListThatIgnoresPagesIsNotTakenForComplete()
    {
        await using var venue = new LoopbackVenue((_, _) => LoopbackVenue.Json(Orders(1, 100)));
        using var client = Client(venue.Address);
        var result = await client.ReadOpenOrdersAsync(WeexProduct.Contract);
        Assert.Equal(WeexOutcome.Unknown, result.Outcome);
        Assert.Contains("nothing new", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadsFillsByEverShorterStretches()
    {
        // A fill every 10 ms; the venue tells 100 at most, in no order that could be relied on.
        var times = Enumerable.Range(0, 1000).Select(i => i * 10L).ToArray();
        await using var venue = new LoopbackVenue((_, request) =>
        {
            var (from, to) = (Number(request, "startTime="), Number(request, "endTime="));
            var some = times.Where(t => t >= from && t <= to).OrderDescending().Take(100);
            return LoopbackVenue.Json($"[{string.Join(',', some.Select(Fill))}]");
        });
        using var client = Client(venue.Address);
        var result = await client.ReadFillsAsync(WeexProduct.Contract, null, 0, 10_000);
        Assert.True(result.IsDone, result.Message);
        Assert.Equal(times, result.Value!.Select(f => f.TimeMillis).Order());
    }

    [Fact]
    public async Task MoreFillsThanFitAMillisecondAreNotTakenForComplete()
    {
        await using var venue = new LoopbackVenue((_, _) => LoopbackVenue.Json($"[{string.Join(',', Enumerable.Range(0, 100).Select(i => Fill(i)))}]"));
        using var client = Client(venue.Address);
        var result = await client.ReadFillsAsync(WeexProduct.Contract, null, 5, 6);
        Assert.Equal(WeexOutcome.Unknown, result.Outcome);
        Assert.Null(result.Value);
    }

    [Fact]
    public async Task SpeaksSpot()
    {
        await using var venue = new LoopbackVenue((_, request) => LoopbackVenue.Json(request.Split(' ')[0..2] switch
        {
            ["GET", "/api/v3/account/"] => Payloads.SpotAccount,
            ["GET", "/api/v3/exchangeInfo"] => Payloads.SpotInfo,
            ["GET", "/api/v3/openOrders"] => $"[{Payloads.SpotOrder}]",
            ["GET", "/api/v3/order?origClientOrderId=a-1"] => Payloads.SpotOrder,
            ["GET", "/api/v3/order?orderId=5"] => Payloads.SpotOrder,
            ["GET", "/api/v3/allOrders?symbol=BTCUSDT&startTime=1&endTime=2&limit=1000&page=1"] => "[]",
            ["GET", "/api/v3/myTrades?symbol=DOGEUSDT&startTime=1&endTime=2&limit=100"] => $"[{Payloads.SpotFill}]",
            ["DELETE", "/api/v3/order?orderId=9"] => """{"orderId":9,"status":"CANCELED"}""",
            ["DELETE", "/api/v3/order?orderId=8"] => """{"orderId":8,"status":"FAILED","errorMsg":"FAILED_ORDER_NOT_FOUND"}""",
            ["POST", "/api/v3/order"] => """{"symbol":"BTCUSDT","orderId":7,"clientOrderId":"cx/1:a","transactTime":1}""",
            _ => """{"code":-1150,"msg":"unexpected"}""",
        }));
        using var client = Client(venue.Address);
        Assert.Equal(2, (await client.ReadBalancesAsync(WeexProduct.Spot)).Value!.Count);
        Assert.Equal(2, (await client.ReadSymbolsAsync(WeexProduct.Spot)).Value!.Symbols.Count);
        Assert.Single((await client.ReadOpenOrdersAsync(WeexProduct.Spot)).Value!);
        Assert.Equal("a-1", (await client.ReadOrderAsync(WeexProduct.Spot, WeexOrderName.OfClient("a-1"))).Value!.ClientOrderId);
        Assert.Equal(WeexOutcome.Unknown, (await client.ReadOrderAsync(WeexProduct.Spot, WeexOrderName.OfVenue(5))).Outcome);
        Assert.Empty((await client.ReadOrderHistoryAsync(WeexProduct.Spot, "BTCUSDT", 1, 2)).Value!);
        Assert.Single((await client.ReadFillsAsync(WeexProduct.Spot, "DOGEUSDT", 1, 2)).Value!);
        Assert.Equal(WeexOutcome.Done, (await client.CancelAsync(WeexProduct.Spot, WeexOrderName.OfVenue(9))).Outcome);
        Assert.Equal(WeexOutcome.OrderUnknown, (await client.CancelAsync(WeexProduct.Spot, WeexOrderName.OfVenue(8))).Outcome);
        Assert.Equal(WeexOutcome.Done, (await client.PlaceOrderAsync(WeexProduct.Spot, Body(WeexDialect.SpotV3))).Outcome);
    }

    [Fact]
    public async Task SpeaksTheRestOfContracts()
    {
        await using var venue = new LoopbackVenue((_, request) => LoopbackVenue.Json(request.Split(' ')[0..2] switch
        {
            ["GET", "/capi/v3/account/position/allPosition"] => $"[{Payloads.Position}]",
            ["GET", "/capi/v3/market/exchangeInfo"] => Payloads.ContractInfo,
            ["GET", "/capi/v3/order?orderId=737163324445163880"] => Payloads.ContractOrder,
            ["GET", "/capi/v3/order/history?startTime=1&endTime=2&limit=1000&page=0"] => $"[{Payloads.ContractOrder}]",
            ["POST", "/capi/v3/account/leverage"] => """{"symbol":"BTCUSDT","marginType":"CROSSED","crossLeverage":"20"}""",
            ["POST", "/capi/v3/order/uploadAiLog"] => """{"code":"00000","msg":"success","requestTime":1,"data":"upload success"}""",
            ["POST", "/capi/v3/algoOrder"] => """{"orderId":"4","clientOrderId":"cx/1:a","success":true,"errorCode":"","errorMessage":""}""",
            ["DELETE", "/capi/v3/algoOrder?orderId=4"] => """{"orderId":"4","origClientOrderId":"","success":true}""",
            ["GET", "/capi/v3/openAlgoOrders?page=1&limit=100"] => $"[{Payloads.AlgoOrder}]",
            _ => """{"code":-1150,"msg":"unexpected"}""",
        }));
        using var client = Client(venue.Address);
        Assert.Single((await client.ReadPositionsAsync()).Value!);
        Assert.Equal(2, (await client.ReadSymbolsAsync(WeexProduct.Contract)).Value!.Symbols.Count);
        Assert.True((await client.ReadOrderAsync(WeexProduct.Contract, WeexOrderName.OfVenue(737163324445163880))).IsDone);
        Assert.Single((await client.ReadOrderHistoryAsync(WeexProduct.Contract, null, 1, 2)).Value!);
        Assert.Equal(WeexOutcome.Done, (await client.SetLeverageAsync("BTCUSDT", 20)).Outcome);
        Assert.Equal(WeexOutcome.Unknown, (await client.SetLeverageAsync("BTCUSDT", 10)).Outcome);
        Assert.Equal(WeexOutcome.Done, (await client.UploadAiLogAsync(new WeexAiLog(7, "s", "m", "{}"u8.ToArray(), "{}"u8.ToArray(), "e"))).Outcome);
        Assert.Equal(WeexOutcome.Done, (await client.PlaceAlgoOrderAsync(Stop())).Outcome);
        Assert.Equal(WeexOutcome.Done, (await client.CancelAlgoAsync(4)).Outcome);
        Assert.Single((await client.ReadOpenAlgoOrdersAsync()).Value!);
        await Assert.ThrowsAsync<ArgumentException>(() => client.ReadOrderAsync(WeexProduct.Contract, Name));
        await Assert.ThrowsAsync<ArgumentException>(() => client.ReadFillsAsync(WeexProduct.Spot, null, 1, 2));
    }

    [Fact]
    public async Task SpeaksV2()
    {
        await using var venue = new LoopbackVenue((_, request) => LoopbackVenue.Json(request.Split(' ')[0..2] switch
        {
            ["POST", "/capi/v2/order/placeOrder"] => """{"client_oid":"cx/1:a","order_id":"7"}""",
            ["POST", "/capi/v2/order/cancel_order"] => """{"order_id":"7","client_oid":"cx/1:a","result":true,"err_msg":null}""",
            ["GET", "/capi/v2/order/detail?orderId=617414920861909658"] => Payloads.V2Order,
            ["GET", "/capi/v2/order/current?limit=100&page=0"] => $"[{Payloads.V2Order}]",
            ["GET", "/capi/v2/order/history?pageSize=100&createDate=1&endCreateDate=2"] => $"[{Payloads.V2Order}]",
            ["GET", "/capi/v2/order/fills?startTime=1&endTime=2&limit=100"] => $"{{\"list\":[{Payloads.V2Fill}],\"nextFlag\":false,\"totals\":1}}",
            ["GET", "/capi/v2/account/assets"] => $"[{Payloads.V2Balance}]",
            ["GET", "/capi/v2/account/position/allPosition"] => $"[{Payloads.V2Position}]",
            ["GET", "/capi/v2/market/contracts"] => Payloads.V2Contracts,
            ["GET", "/capi/v2/market/time"] => """{"epoch":"1716710918.113","iso":"2024","timestamp":1716710918113}""",
            ["POST", "/capi/v2/account/leverage"] => """{"msg":"success","requestTime":1,"code":"200"}""",
            ["POST", "/capi/v2/order/uploadAiLog"] => """{"code":"00000","msg":"success"}""",
            _ => """{"code":"40409","msg":"unexpected"}""",
        }));
        using var client = Client(venue.Address, o => o with { ContractDialect = WeexDialect.ContractV2 });
        var placed = await client.PlaceOrderAsync(WeexProduct.Contract, Body(WeexDialect.ContractV2));
        Assert.Equal((WeexOutcome.Done, 7L), (placed.Outcome, placed.Value!.OrderId!.Value));
        Assert.Equal(WeexOutcome.Done, (await client.CancelAsync(WeexProduct.Contract, Name)).Outcome);
        Assert.EndsWith("\r\n\r\n{\"clientOid\":\"cx/1:a\"}", venue.Requests[1], StringComparison.Ordinal);
        Assert.True((await client.ReadOrderAsync(WeexProduct.Contract, WeexOrderName.OfVenue(617414920861909658))).IsDone);
        Assert.Single((await client.ReadOpenOrdersAsync(WeexProduct.Contract)).Value!);
        Assert.Single((await client.ReadOrderHistoryAsync(WeexProduct.Contract, null, 1, 2)).Value!);
        Assert.Single((await client.ReadFillsAsync(WeexProduct.Contract, null, 1, 2)).Value!);
        Assert.Single((await client.ReadBalancesAsync(WeexProduct.Contract)).Value!);
        Assert.Single((await client.ReadPositionsAsync()).Value!);
        Assert.Single((await client.ReadSymbolsAsync(WeexProduct.Contract)).Value!.Symbols);
        Assert.Equal(1716710918113, (await client.ReadServerTimeAsync(WeexProduct.Contract)).Value!.Millis);
        Assert.True((await client.SetLeverageAsync("cmt_btcusdt", 20)).IsDone);
        Assert.True((await client.UploadAiLogAsync(new WeexAiLog(null, "s", "m", "{}"u8.ToArray(), "{}"u8.ToArray(), "e"))).IsDone);
        Assert.Equal(WeexOutcome.NotWritten, (await client.PlaceOrderAsync(WeexProduct.Contract, Body())).Outcome);
        await Assert.ThrowsAsync<NotSupportedException>(() => client.ReadOpenAlgoOrdersAsync());
    }

    [Fact]
    public async Task AClosedClientWritesNothing()
    {
        await using var venue = new LoopbackVenue((_, _) => null);
        var client = Client(venue.Address);
        client.Dispose();
        Assert.Equal(WeexOutcome.NotWritten, (await client.PlaceOrderAsync(WeexProduct.Contract, Body())).Outcome);

        using var open = Client(venue.Address);
        _credentials.Dispose();
        var result = await open.PlaceOrderAsync(WeexProduct.Contract, Body());
        Assert.Equal(WeexOutcome.NotWritten, result.Outcome);
        Assert.DoesNotContain(Secret, result.ToString(), StringComparison.Ordinal);
        Assert.Empty(venue.Requests);
    }

    [Fact]
    public async Task TellsWhatAnOrderCosts()
    {
        await using var venue = new LoopbackVenue((_, _) => LoopbackVenue.Json("""{"orderId":"7","clientOrderId":"cx/1:a","success":true}"""));
        using var client = Client(venue.Address);
        var body = Body();
        var nanos = 0L;
        var before = 0L;
        for (var i = 0; i < 300; i++)
        {
            if (i == 100)
            {
                before = GC.GetTotalAllocatedBytes();
                nanos = 0;
            }

            var result = await client.PlaceOrderAsync(WeexProduct.Contract, body);
            Assert.True(result.IsDone, result.Message);
            nanos += result.RoundTripNanos;
        }

        output.WriteLine(
            $"{(GC.GetTotalAllocatedBytes() - before) / 200} bytes an order, the test's own listener included; {nanos / 200} ns a round trip");
    }

    [Theory]
    [InlineData("http://weex.com/")]
    [InlineData("https://weex.com/path")]
    [InlineData("ftp://127.0.0.1/")]
    public void RefusesAddressesThatLeakOrMislead(string address) =>
        Assert.Throws<ArgumentException>(() => Client(new Uri(address)));

    private static async Task<(WeexOutcome Outcome, bool WasWritten, string Message)> SendAsync(WeexRestClient client, string call)
    {
        switch (call)
        {
            case "POST":
                var placed = await client.PlaceOrderAsync(WeexProduct.Contract, Body());
                return (placed.Outcome, placed.WasWritten, placed.Message);
            case "DELETE":
                var canceled = await client.CancelAsync(WeexProduct.Contract, Name);
                return (canceled.Outcome, canceled.WasWritten, canceled.Message);
            case "GET":
                var read = await client.ReadBalancesAsync(WeexProduct.Contract);
                return (read.Outcome, read.WasWritten, read.Message);
            default:
                var time = await client.ReadServerTimeAsync(WeexProduct.Contract);
                return (time.Outcome, time.WasWritten, time.Message);
        }
    }

    private static WeexRestOptions OneAttempt(WeexRestOptions options) => options with { ReadAttempts = 1 };

    private static byte[] Body(WeexDialect dialect = WeexDialect.ContractV3) => Written(new WeexOrderRequest
    {
        Dialect = dialect,
        Symbol = "BTCUSDT",
        Side = OrderSide.Buy,
        PositionSide = dialect == WeexDialect.SpotV3 ? WeexPositionSide.None : WeexPositionSide.Long,
        Type = WeexOrderType.Limit,
        TimeInForce = TimeInForce.Gtc,
        Quantity = Quantity.Parse("0.01"),
        Price = Price.Parse("79979.8"),
        ClientOrderId = "cx/1:a",
    });

    private static byte[] Stop() => Written(new WeexOrderRequest
    {
        Dialect = WeexDialect.ContractV3,
        Symbol = "BTCUSDT",
        Side = OrderSide.Sell,
        PositionSide = WeexPositionSide.Long,
        Type = WeexOrderType.StopMarket,
        Quantity = Quantity.Parse("0.01"),
        TriggerPrice = Price.Parse("70000"),
        ClientOrderId = "cx/1:a",
    });

    private static byte[] Written(in WeexOrderRequest order)
    {
        var body = new byte[WeexOrderBody.BytesMax];
        return body[..WeexOrderBody.Write(order, 1, 4, body)];
    }

    private static string Line(string request, string header) =>
        request.Split("\r\n").Single(l => l.StartsWith(header + ": ", StringComparison.Ordinal));

    private static long Page(string request) => Number(request, "page=");

    private static long Number(string request, string name)
    {
        var digits = request[(request.IndexOf(name, StringComparison.Ordinal) + name.Length)..];
        return long.Parse(digits[..digits.IndexOfAny([' ', '&'])]);
    }

    private static string Orders(int firstId, int count) => "[" + string.Join(',', Enumerable.Range(firstId, count)
        .Select(id => Payloads.ContractOrder.Replace("737163324445163880", id.ToString(), StringComparison.Ordinal))) + "]";

    private static string Fill(long time) => Payloads.ContractFill
        .Replace("737191855967437160", (time + 1).ToString(), StringComparison.Ordinal)
        .Replace("1775760234825", time.ToString(), StringComparison.Ordinal);

    private static string Fill(int time) => Fill((long)time);

    private WeexRestClient Client(Uri address, Func<WeexRestOptions, WeexRestOptions>? change = null)
    {
        var options = new WeexRestOptions { ContractAddress = address, SpotAddress = address, ReadPause = TimeSpan.FromMilliseconds(10) };
        if (change is null)
        {
            options = options with { OrderTimeout = TimeSpan.FromSeconds(20), ReadTimeout = TimeSpan.FromSeconds(20) };
        }

        return new WeexRestClient(change?.Invoke(options) ?? options, _credentials, () => ++_clock);
    }
}
