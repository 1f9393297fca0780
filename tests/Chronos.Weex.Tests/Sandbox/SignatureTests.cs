using System.Security.Cryptography;
using System.Text;
using Chronos.Weex.Sandbox.Rest;

namespace Chronos.Weex.Tests.Sandbox;

/// <summary>Who is let in, and what others are told.</summary>
public class SignatureTests
{
    private const string Balance = "/capi/v3/account/balance";

    /// <summary>The rule of the protocol sheet, for clients of tests.</summary>
    internal static string Sign(string secret, string text) =>
        Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData("test-secret-0123456789abcdef", "1775580300000GET/capi/v3/account/balance", "BC/SWO4Z5MTKI4R5JNaDlo67vl8MJIGoMCffZw7LUv4=")]
    [InlineData("test-secret-0123456789abcdef", "1775580300000/v3/ws/private", "3z/2WgiFTUzWNAnsIHveofJxQb9e0k3B1GuQvzWbLQA=")]
    public void AgreesWithKnownVectors(string secret, string text, string signature) =>
        Assert.Equal(signature, Signature.Of(secret, text));

    /// <summary>The body is signed as bytes behind the text.</summary>
    [Fact]
    public void SignsTheBody()
    {
        const string Body = """{"symbol":"LTCBTC"}""";
        var secret = new string('X', 3);
        var prehash = Signature.Prehash("1499827319559", "POST", "/api/v3/order", "");
        Assert.Equal("CdCGgOcDe74c0yLWEgME1s/hVIjRqEvom5WSFDFdunc=", Signature.Of(secret, prehash, Encoding.UTF8.GetBytes(Body)));
    }

    [Fact]
    public void SignsTheQueryInTheOrderSent() =>
        Assert.Equal("1GET/x?b=2&a=1", Signature.Prehash("1", "GET", "/x", "b=2&a=1"));

    [Theory]
    [InlineData("ACCESS-KEY", null, -1040, "40001")]
    [InlineData("ACCESS-SIGN", null, -1041, "40002")]
    [InlineData("ACCESS-TIMESTAMP", null, -1042, "40003")]
    [InlineData("ACCESS-TIMESTAMP", "yesterday", -1043, "40005")]
    [InlineData("ACCESS-KEY", "another", -1044, "40006")]
    [InlineData("ACCESS-SIGN", "AAAA", -1047, "40009")]
    [InlineData("ACCESS-PASSPHRASE", "wrong", -1049, "40012")]
    [InlineData("ACCESS-PASSPHRASE", null, -1049, "40011")]
    public async Task RefusesAHeader(string header, string? value, int code, string legacy)
    {
        await using var trader = await Trader.StartAsync();
        var (status, body, _) = await trader.SendAsync("GET", Balance, change: Change);
        Assert.Equal((400, code), (status, body.GetProperty("code").GetInt32()));
        (status, body, _) = await trader.SendAsync("GET", "/capi/v2/account/assets", change: Change);
        Assert.Equal((400, legacy), (status, body.GetProperty("code").GetString()));

        void Change(HttpRequestMessage request)
        {
            request.Headers.Remove(header);
            if (value is not null)
            {
                request.Headers.Add(header, value);
            }
        }
    }

    [Theory]
    [InlineData(30_000, 0)]
    [InlineData(-30_000, 0)]
    [InlineData(30_001, -1046)]
    [InlineData(-30_001, -1046)]
    public async Task ToleratesThirtySeconds(int off, int code)
    {
        await using var trader = await Trader.StartAsync();
        trader.Now = () => Trader.Start + off;
        var (_, body, _) = await trader.SendAsync("GET", Balance);
        Assert.Equal(code, body.ValueKind == System.Text.Json.JsonValueKind.Array ? 0 : body.GetProperty("code").GetInt32());
    }

    [Fact]
    public async Task DemandsJson()
    {
        await using var trader = await Trader.StartAsync();
        var (_, body, _) = await trader.SendAsync(
            "POST", "/capi/v3/closePositions", body: "{}", change: r => r.Content!.Headers.ContentType = new("text/plain"));
        Assert.Equal(-1045, body.GetProperty("code").GetInt32());
    }

    [Fact]
    public async Task ABodySignedOtherwiseIsRefused()
    {
        await using var trader = await Trader.StartAsync();
        var (_, body, _) = await trader.SendAsync(
            "POST", "/capi/v3/closePositions", body: "{}", change: r =>
            {
                r.Content = new StringContent("{ }", Encoding.UTF8, "application/json");
            });
        Assert.Equal(-1047, body.GetProperty("code").GetInt32());
    }

    [Theory]
    [InlineData("GET", "/capi/v3/account/balance", "Futures")]
    [InlineData("POST", "/capi/v3/closePositions", "Readonly")]
    [InlineData("POST", "/api/v3/order", "Futures")]
    public async Task AKeyMayOnlyDoWhatItIsFor(string method, string path, string permission)
    {
        await using var trader = await Trader.StartAsync(o => o.Accounts = [new() { Permissions = [permission] }]);
        var (_, body, _) = await trader.SendAsync(method, path, body: method == "GET" ? null : "{}");
        Assert.Equal(-1052, body.GetProperty("code").GetInt32());
    }

    [Fact]
    public async Task AWrongClockMovesTheTolerance()
    {
        await using var trader = await Trader.StartAsync();
        await trader.PostAsync("/sandbox/clock", """{"offsetMillis":-60000}""", signed: false);
        trader.Now = () => Trader.Start;
        Assert.Equal(-1046, (await trader.SendAsync("GET", Balance)).Body.GetProperty("code").GetInt32());
        var told = (await trader.GetAsync("/capi/v3/market/time", signed: false)).GetProperty("serverTime").GetInt64();
        trader.Now = () => told;
        await trader.GetAsync(Balance);
    }
}
