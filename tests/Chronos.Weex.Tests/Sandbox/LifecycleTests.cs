using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Chronos.Weex.Sandbox;

namespace Chronos.Weex.Tests.Sandbox;

/// <summary>Starting, stopping, clocks, quotes and configuration.</summary>
public class LifecycleTests
{
    [Fact]
    public async Task StopsInTimeWhateverClientsDo()
    {
        var trader = await Trader.StartQuotedAsync();
        await using var socket = await Listener.OpenAsync(trader, "/v3/ws/public");
        await trader.ArmAsync("""{"kind":"halfOpen","path":"/capi/v3/market/time"}""");
        var hanging = trader.SendAsync("GET", "/capi/v3/market/time", signed: false);
        using var silent = new TcpClient();
        await silent.ConnectAsync(IPAddress.Loopback, trader.Sandbox.Address.Port);
        var watch = Stopwatch.StartNew();
        await trader.DisposeAsync();
        Assert.InRange(watch.ElapsedMilliseconds, 0, 6_000);
        await Assert.ThrowsAnyAsync<Exception>(() => hanging);
    }

    [Fact]
    public async Task ListensOnLoopbackAlone()
    {
        var wrong = await Assert.ThrowsAsync<ArgumentException>(
            () => WeexSandbox.StartAsync(new WeexSandboxOptions { Listen = new IPEndPoint(IPAddress.Any, 0) }));
        Assert.Contains("loopback", wrong.Message);
    }

    [Fact]
    public async Task AnAddressInUseIsTold()
    {
        await using var trader = await Trader.StartAsync();
        await Assert.ThrowsAsync<IOException>(
            () => WeexSandbox.StartAsync(new WeexSandboxOptions { Listen = new IPEndPoint(IPAddress.Loopback, trader.Sandbox.Address.Port) }));
    }

    [Fact]
    public async Task AVirtualClockPlaysQuotesAsRecordedAndTheSameEachTime()
    {
        var states = new List<string>();
        for (var run = 0; run < 2; run++)
        {
            await using var trader = await Trader.StartAsync(o => o.Quotes = Synthetic());
            await trader.PlaceAsync("BUY", "LONG", 0.05m, clientId: "one");
            await trader.PlaceAsync("SELL", "LONG", 0.02m, 87_000m, clientId: "two");
            await trader.StepAsync(3_600_000);
            var state = await trader.StateAsync();
            Assert.Equal(61, state.GetProperty("quotesPlayed").GetInt32());
            states.Add(state.GetRawText());
        }

        Assert.Equal(states[0], states[1]);
    }

    [Fact]
    public async Task HistoryMakesBarsBeforeTheStart()
    {
        await using var trader = await Trader.StartAsync(o => (o.Quotes, o.HistoryMinutes) = (Synthetic(), 120));
        var bars = await trader.GetAsync("/capi/v3/market/klines", "symbol=BTCUSDT&interval=1m&limit=1000", signed: false);
        Assert.Equal(Trader.Start - 120 * 60_000, bars[0][0].GetInt64());
        // The quote of the start itself has been played too.
        Assert.Equal(121, bars.GetArrayLength());
        await trader.StepAsync(60_000);
        Assert.Equal(122, (await trader.StateAsync()).GetProperty("quotesPlayed").GetInt32());
    }

    [Fact]
    public async Task ARealClockPlaysQuotesAtItsSpeed()
    {
        await using var sandbox = await WeexSandbox.StartAsync(new WeexSandboxOptions { Quotes = Synthetic(), Speed = 600 });
        using var http = new HttpClient { BaseAddress = sandbox.Address };
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < TimeSpan.FromSeconds(20))
        {
            var state = await http.GetStringAsync(new Uri("/sandbox/state", UriKind.Relative));
            using var json = System.Text.Json.JsonDocument.Parse(state);
            if (json.RootElement.GetProperty("quotesPlayed").GetInt32() >= 5)
            {
                // Four minutes after the first quote, at 600 recorded seconds a second, are 0.4 s.
                Assert.InRange(watch.ElapsedMilliseconds, 0, 15_000);
                return;
            }

            await Task.Delay(50);
        }

        Assert.Fail("no quotes were played");
    }

    [Theory]
    [InlineData("""{"seed":7,"virtualClock":true,"switches":{"errorStatus":200,"duplicateClientOrderIds":"refuse"}}""", null)]
    [InlineData("""{"accounts":[{"key":"k","secret":"s","passphrase":"p","permissions":["Readonly"],"contractBalances":{"USDT":"12.5"}}]}""", null)]
    [InlineData("""{"instruments":[{"symbol":"SOLUSDT","baseAsset":"SOL","pricePrecision":2,"quantityPrecision":1,"minOrderSize":"0.1"}]}""", null)]
    [InlineData("""{"sede":7}""", "sede")]
    [InlineData("""{"switches":{"postOnlyCross":"maybe"}}""", "postOnlyCross")]
    [InlineData("""[1]""", "")]
    public void ReadsAConfiguration(string json, string? wrong)
    {
        if (wrong is null)
        {
            SandboxConfigFile.Parse(json).Check();
        }
        else
        {
            Assert.Contains(wrong, Assert.Throws<FormatException>(() => SandboxConfigFile.Parse(json)).Message);
        }
    }

    [Fact]
    public void TheDocumentedConfigurationIsOne()
    {
        var page = File.ReadAllText(RepositoryPages.Find("docs/sandbox.md"));
        var json = page.Split("```json")[1].Split("```")[0];
        var options = SandboxConfigFile.Parse(json);
        options.Check();
        Assert.Equal(("k1", DuplicateIds.Refuse), (options.Accounts[0].Key, options.Switches.DuplicateClientOrderIds));
    }

    [Fact]
    public void EverySettingIsDocumented()
    {
        var page = File.ReadAllText(RepositoryPages.Find("docs/sandbox.md"));
        var types = new[] { typeof(WireSwitches), typeof(RateLimitOptions), typeof(SandboxAccount), typeof(WeexSandboxOptions) };
        foreach (var property in types.SelectMany(t => t.GetProperties())
            .Where(p => !p.IsDefined(typeof(System.Text.Json.Serialization.JsonIgnoreAttribute), inherit: false)))
        {
            Assert.Contains($"`{System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(property.Name)}`", page);
        }
    }

    [Theory]
    [InlineData("time,symbol\n")]
    [InlineData("time,symbol,bid,bid_size,ask,ask_size\n")]
    [InlineData("time,symbol,bid,bid_size,ask,ask_size\n2026-01-05T00:00:00Z,BTCUSDT,2,1,1,1\n")]
    [InlineData("time,symbol,bid,bid_size,ask,ask_size\n2026-01-05T00:00:00Z,BTCUSDT,1,1,1e3,1\n")]
    [InlineData("time,symbol,bid,bid_size,ask,ask_size\n2026-01-05T00:00:01Z,BTCUSDT,1,1,2,1\n2026-01-05T00:00:00Z,BTCUSDT,1,1,2,1\n")]
    public void RefusesQuotesThatCannotBe(string text)
    {
        using var reader = new StringReader(text);
        Assert.StartsWith("q.csv:", Assert.Throws<FormatException>(() => QuoteCsv.Read("q.csv", reader)).Message);
    }

    [Fact]
    public void CutsSizesAndTakesAnotherSymbol()
    {
        using var reader = new StringReader("# c\ntime,symbol,bid,bid_size,ask,ask_size\n2018-04-04T00:01:00.000Z,X,416.15,0.34307688999999997,416.16,47.8553\n");
        var quote = Assert.Single(QuoteCsv.Read("q.csv", reader, "ETHUSDT"));
        Assert.Equal(("ETHUSDT", 0.34307688m), (quote.Symbol, quote.BidSize));
    }

    private static IReadOnlyList<SandboxQuote> Synthetic()
    {
        using var reader = new StreamReader(RepositoryPages.Find("samples/quotes-synthetic-btcusdt.csv"));
        return QuoteCsv.Read("synthetic", reader);
    }
}
