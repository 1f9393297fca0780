using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Chronos.Weex.Sandbox;

namespace Chronos.Weex.Tests.Sandbox;

/// <summary>A sandbox with a virtual clock and a client that signs as the sheet says, written apart from the sandbox's own signing.</summary>
internal sealed class Trader : IAsyncDisposable
{
    /// <summary>Where the virtual clock of a trader begins.</summary>
    public const long Start = 1_767_571_200_000;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    private readonly HttpClient _http;

    private Trader(WeexSandbox sandbox)
    {
        Sandbox = sandbox;
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false })
        {
            BaseAddress = sandbox.Address, Timeout = Timeout,
        };
    }

    public WeexSandbox Sandbox { get; }

    public string Key { get; set; } = "sandbox-key";

    public string Secret { get; set; } = "sandbox-secret";

    public string Passphrase { get; set; } = "sandbox";

    /// <summary>Time of the venue as far as signing knows it.</summary>
    public Func<long> Now { get; set; } = () => Start;

    public static async Task<Trader> StartAsync(Action<WeexSandboxOptions>? change = null)
    {
        var options = new WeexSandboxOptions { VirtualClock = true, VirtualStartMillis = Start };
        // Orders of tests are many and the clock stands still.
        options.Limits = new RateLimitOptions
        {
            Weight = 0, ContractOrdersPerMinute = 0, ContractCancelsPerMinute = 0, SpotOrdersPerMinute = 0, SpotCancelsPerMinute = 0,
            SpotCancelsPerTenSeconds = 0,
        };
        change?.Invoke(options);
        var trader = new Trader(await WeexSandbox.StartAsync(options));
        trader.Now = () => trader.Sandbox.Venue.Clock.ServerTime;
        return trader;
    }

    /// <summary>A trader with a quote of 100.0 at 100.1 on BTCUSDT, 10 on each side and nothing behind.</summary>
    public static async Task<Trader> StartQuotedAsync(Action<WeexSandboxOptions>? change = null)
    {
        var trader = await StartAsync(o =>
        {
            o.DepthLevels = 1;
            change?.Invoke(o);
        });
        await trader.QuoteAsync(100.0m, 10, 100.1m, 10);
        return trader;
    }

    public async Task<(int Status, JsonElement Body, string Text)> SendAsync(
        string method, string path, string query = "", string? body = null, bool signed = true, Action<HttpRequestMessage>? change = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path + (query.Length == 0 ? "" : "?" + query));
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        if (signed)
        {
            var time = Now().ToString(CultureInfo.InvariantCulture);
            var text = time + method + path + (query.Length == 0 ? "" : "?" + query) + body;
            request.Headers.Add("ACCESS-Key", Key);
            request.Headers.Add("access-sign", SignatureTests.Sign(Secret, text));
            request.Headers.Add("ACCESS-TIMESTAMP", time);
            request.Headers.Add("ACCESS-PASSPHRASE", Passphrase);
        }

        change?.Invoke(request);
        using var response = await _http.SendAsync(request);
        var answer = await response.Content.ReadAsStringAsync();
        return ((int)response.StatusCode, Json(answer), answer);
    }

    public async Task<JsonElement> GetAsync(string path, string query = "", bool signed = true)
    {
        var (status, body, text) = await SendAsync("GET", path, query, signed: signed);
        Assert.True(status == 200, $"{path}: {status} {text}");
        return body;
    }

    public async Task<JsonElement> PostAsync(string path, string body, bool signed = true)
    {
        var (status, answer, text) = await SendAsync("POST", path, body: body, signed: signed);
        Assert.True(status == 200, $"{path}: {status} {text}");
        return answer;
    }

    public Task<JsonElement> QuoteAsync(decimal bid, decimal bidSize, decimal ask, decimal askSize, string symbol = "BTCUSDT") => PostAsync(
        "/sandbox/quote",
        string.Create(CultureInfo.InvariantCulture, $$"""{"symbol":"{{symbol}}","bid":"{{bid}}","bidSize":"{{bidSize}}","ask":"{{ask}}","askSize":"{{askSize}}"}"""),
        signed: false);

    public Task<JsonElement> StepAsync(long millis) => PostAsync("/sandbox/step", $$"""{"millis":{{millis}}}""", signed: false);

    public async Task<long> ArmAsync(string fault) => (await PostAsync("/sandbox/faults", fault, signed: false)).GetProperty("id").GetInt64();

    /// <summary>How often a fault has fired.</summary>
    public async Task<int> FiredAsync(long id) => (await GetAsync("/sandbox/faults", signed: false)).GetProperty("faults")
        .EnumerateArray().Single(f => f.GetProperty("id").GetInt64() == id).GetProperty("fired").GetInt32();

    /// <summary>Places a contract order; limit orders have a price.</summary>
    public Task<JsonElement> PlaceAsync(
        string side, string positionSide, decimal quantity, decimal? price = null, string timeInForce = "GTC", string? clientId = null, string more = "") =>
        PostAsync("/capi/v3/order", OrderBody(side, positionSide, quantity, price, timeInForce, clientId, more));

    public static string OrderBody(
        string side, string positionSide, decimal quantity, decimal? price = null, string timeInForce = "GTC", string? clientId = null, string more = "")
    {
        var limit = price is { } p
            ? string.Create(CultureInfo.InvariantCulture, $$""","type":"LIMIT","timeInForce":"{{timeInForce}}","price":"{{p}}" """)
            : ""","type":"MARKET" """;
        return string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"symbol":"BTCUSDT","side":"{{side}}","positionSide":"{{positionSide}}","quantity":"{{quantity}}","newClientOrderId":"{{clientId ?? Guid.NewGuid().ToString()}}"{{limit}}{{more}}}""");
    }

    /// <summary>The order of an answer to placing.</summary>
    public async Task<JsonElement> OrderAsync(JsonElement placed) =>
        await GetAsync("/capi/v3/order", "orderId=" + placed.GetProperty("orderId").GetString());

    public async Task<JsonElement> StateAsync() => await GetAsync("/sandbox/state", signed: false);

    public async ValueTask DisposeAsync()
    {
        // Whatever a test is about: nothing may fail inside the sandbox.
        var failures = Sandbox.Failures;
        _http.Dispose();
        await Sandbox.DisposeAsync();
        Assert.Empty(failures.All());
    }

    private static JsonElement Json(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return json.RootElement.Clone();
        }
        catch (JsonException)
        {
            return default;
        }
    }
}
