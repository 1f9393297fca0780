namespace Chronos.Host.Tests;

/// <summary>The sandbox from the command line.</summary>
public class WeexSandboxTests
{
    [Fact]
    public async Task TellsItsAddressAndServesQuotesOfAFile()
    {
        using var directory = new TemporaryDirectory();
        var quotes = directory.Write(
            "q.csv", "time,symbol,bid,bid_size,ask,ask_size\n2026-01-01T00:00:00Z,X,87000,0.5,87001,1\n");
        var config = directory.Write("c.json", """{"depthLevels":1,"accounts":[{"key":"k","secret":"s","passphrase":"p"}]}""");
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var told = new TaskCompletionSource();
        using var stdout = new SignalingWriter("ready", told.SetResult);
        using var stderr = new StringWriter();
        var running = ChronosCli.RunAsync(
            ["weex-sandbox", "--listen", "127.0.0.1:0", "--quotes", "BTCUSDT=" + quotes, "--config", config, "--json"], stdout, stderr, stop.Token);
        await told.Task.WaitAsync(stop.Token);
        using var ready = System.Text.Json.JsonDocument.Parse(stdout.ToString());
        using var http = new HttpClient { BaseAddress = new Uri(ready.RootElement.GetProperty("address").GetString()!) };

        var depth = await http.GetStringAsync(new Uri("/capi/v3/market/depth?symbol=BTCUSDT", UriKind.Relative), stop.Token);

        Assert.StartsWith("""{"bids":[["87000.0","0.5000"]],"asks":[["87001.0","1.0000"]],""", depth, StringComparison.Ordinal);
        await stop.CancelAsync();
        Assert.Equal(0, await running);
    }

    [Fact]
    public async Task EndsByItself()
    {
        var run = await Cli.RunAsync("weex-sandbox", "--listen", "127.0.0.1:0", "--exit-after", "1");
        Assert.Equal(0, run.Code);
        Assert.Contains("960 quotes", run.Out, StringComparison.Ordinal);
    }
}
