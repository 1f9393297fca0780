namespace Chronos.Host.Tests;

/// <summary>Wrong usage and input end with 2 and one line on stderr; refused starts with their own codes.</summary>
public class UsageTests
{
    [Theory]
    [InlineData("", "command")]
    [InlineData("nonsense", "nonsense")]
    [InlineData("demo --nonsense", "--nonsense")]
    [InlineData("demo --speed fast", "--speed")]
    [InlineData("demo --speed 0", "--speed")]
    [InlineData("demo --port 70000", "--port")]
    [InlineData("demo --quotes /nowhere.csv", "/nowhere.csv")]
    [InlineData("demo --speed max --exit --data /dev/null", "--data")]
    [InlineData("run", "--config")]
    [InlineData("run --config /nowhere.json", "/nowhere.json")]
    [InlineData("propose /nowhere.jsonl", "/nowhere.jsonl")]
    [InlineData("status --url nonsense", "--url")]
    [InlineData("halt --reason x --operator a --key /nowhere.key", "/nowhere.key")]
    [InlineData("halt --scope everything --reason x --operator a --key /nowhere.key", "--scope")]
    [InlineData("halt --operator a --key /nowhere.key", "--reason")]
    [InlineData("journal verify /nowhere", "/nowhere")]
    [InlineData("journal replay /nowhere", "/nowhere")]
    [InlineData("journal dump /nowhere", "/nowhere")]
    [InlineData("journal dump /tmp --kind Nonsense", "Nonsense")]
    [InlineData("keys new --kind door --out x", "door")]
    [InlineData("keys new --kind seal --out /nowhere/x --id 1", "--out")]
    [InlineData("keys new --kind seal --out x --id 0", "--id")]
    [InlineData("policy check /nowhere.json", "/nowhere.json")]
    [InlineData("weex-sandbox --listen nonsense", "--listen")]
    [InlineData("weex-sandbox --listen 0.0.0.0:0", "loopback")]
    [InlineData("weex-sandbox --speed fast", "--speed")]
    [InlineData("weex-sandbox --quotes BTCUSDT", "--quotes")]
    [InlineData("weex-sandbox --quotes BTCUSDT=/nowhere.csv", "/nowhere.csv")]
    [InlineData("weex-sandbox --config /nowhere.json", "/nowhere.json")]
    [InlineData("weex-sandbox --exit-after 0", "--exit-after")]
    public async Task WrongUsageEndsWithTwo(string line, string named) =>
        (await Cli.RunAsync(line.Split(' ', StringSplitOptions.RemoveEmptyEntries))).AssertUsage(named);

    [Theory]
    [InlineData("time,symbol,bid", ":1:header")]
    [InlineData("# c\ntime,symbol,bid,bid_size,ask,ask_size\n2026-01-01T00:00:00Z,BTCUSDT,1,1,1", ":3:line")]
    [InlineData("time,symbol,bid,bid_size,ask,ask_size\n2026-01-01 00:00:00,BTCUSDT,1,1,1,1", ":2:time")]
    [InlineData("time,symbol,bid,bid_size,ask,ask_size\n2026-01-01T00:01:00Z,BTCUSDT,1,1,1,1\n2026-01-01T00:00:00Z,BTCUSDT,1,1,1,1", ":3:time")]
    [InlineData("time,symbol,bid,bid_size,ask,ask_size\n2026-01-01T00:00:00Z,BTCUSDT,1.123456789,1,1,1", ":2:bid:")]
    [InlineData("time,symbol,bid,bid_size,ask,ask_size\n2026-01-01T00:00:00Z,BTCUSDT,1,1,1e3,1", ":2:ask:")]
    [InlineData("time,symbol,bid,bid_size,ask,ask_size\n2026-01-01T00:00:00Z,BTCUSDT,1,-1,1,1", ":2:bid_size:")]
    [InlineData("time,symbol,bid,bid_size,ask,ask_size\n2026-01-01T00:00:00Z,DOGE,1,1,1,1\n2026-01-01T00:00:00Z,SHIB,1,1,1,1", "DOGE, SHIB")]
    [InlineData("time,symbol,bid,bid_size,ask,ask_size\n", "holds no quote")]
    public async Task WrongQuotesAreNamedByFileAndLine(string text, string named)
    {
        using var directory = new TemporaryDirectory();
        var file = directory.Write("quotes.csv", text);

        var demo = await Cli.RunAsync("demo", "--quotes", file, "--speed", "max", "--exit", "--data", directory["d"]);

        demo.AssertUsage("quotes.csv", named);
        Assert.False(Directory.Exists(directory["d"]));
    }

    [Fact]
    public async Task SizesAreCutDownAndCounted()
    {
        using var directory = new TemporaryDirectory();
        var file = directory.Write(
            "quotes.csv",
            "time,symbol,bid,bid_size,ask,ask_size\n2026-01-01T00:00:00Z,BTCUSDT,87000,0.123456789,87001,1.000000009\n");

        var demo = await Cli.RunAsync("demo", "--quotes", file, "--speed", "max", "--exit", "--data", directory["d"]);
        var dump = await Cli.RunAsync("journal", "dump", directory["d"], "--kind", "Quote");

        Assert.Contains("2 sizes cut down", demo.Out, StringComparison.Ordinal);
        Assert.Contains("bidSize=0.12345678 ", dump.Out, StringComparison.Ordinal);
        Assert.Contains("askSize=1\n", dump.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PolicyCheckTellsEveryError()
    {
        using var directory = new TemporaryDirectory();
        var text = File.ReadAllText(RepositoryFiles.PathOf("samples/policy.json"))
            .Replace("\"dailyLossMax\": \"2000\",", "", StringComparison.Ordinal)
            .Replace("\"leverageMaxPercent\": 300", "\"leverageMaxPercent\": 0", StringComparison.Ordinal);

        var bad = await Cli.RunAsync("policy", "check", directory.Write("p.json", text));
        var good = await Cli.RunAsync("policy", "check", RepositoryFiles.PathOf("samples/policy.json"), "--json");

        Assert.Equal(1, bad.Code);
        Assert.Contains("dailyLossMax", bad.Out, StringComparison.Ordinal);
        Assert.Contains("leverageMaxPercent", bad.Out, StringComparison.Ordinal);
        Assert.Equal(0, good.Code);
        Assert.True(good.Json.RootElement.GetProperty("valid").GetBoolean());
    }

    [Fact]
    public async Task AHostThatIsNotThereCouldNotBeReached() =>
        Assert.Equal(3, (await Cli.RunAsync("status", "--url", "http://127.0.0.1:9")).Code);
}
