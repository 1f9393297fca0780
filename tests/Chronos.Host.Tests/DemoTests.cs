namespace Chronos.Host.Tests;

/// <summary>The demo runs, is reproducible, and leaves a journal that verifies and replays.</summary>
public class DemoTests
{
    [Fact]
    public async Task RunsOnTheSyntheticSeriesAndLeavesAJournalThatReplays()
    {
        using var directory = new TemporaryDirectory();
        var demo = await Demo(directory["d"]);
        using var summary = demo.Json;
        var s = summary.RootElement;
        Assert.True(s.GetProperty("simulated").GetBoolean());
        Assert.True(s.GetProperty("synthetic").GetBoolean());
        Assert.Equal(960, s.GetProperty("quotes").GetInt32());
        Assert.True(s.GetProperty("approved").GetInt32() > 0);
        Assert.True(s.GetProperty("modified").GetInt32() > 0);
        Assert.True(s.GetProperty("simulatedFills").GetInt32() > 0);
        Assert.True(s.GetProperty("cancels").GetInt32() > 0);
        Assert.True(s.GetProperty("blockedBy").EnumerateObject().Count() >= 3);
        Assert.Equal(0, s.GetProperty("allocation").GetProperty("engineThreadBytes").GetInt64());

        var verify = await Cli.RunAsync("journal", "verify", directory["d"], "--json");
        Assert.Equal(0, verify.Code);
        Assert.True(verify.Json.RootElement.GetProperty("intact").GetBoolean());
        Assert.Equal(s.GetProperty("records").GetInt64(), verify.Json.RootElement.GetProperty("records").GetInt64());

        var replay = await Cli.RunAsync("journal", "replay", directory["d"], "--key", directory["d/seal.key"], "--json");
        Assert.Equal(0, replay.Code);
        var r = replay.Json.RootElement;
        Assert.True(r.GetProperty("identical").GetBoolean());
        Assert.Equal(s.GetProperty("stateHash").GetString(), r.GetProperty("stateHash").GetString());
        Assert.Equal(s.GetProperty("orders").GetInt64(), r.GetProperty("sealsRecomputed").GetInt64());
        Assert.Equal(1, r.GetProperty("stateHashesConfirmed").GetInt32());
    }

    [Fact]
    public async Task TwoRunsReachTheSameState()
    {
        using var directory = new TemporaryDirectory();
        using var first = (await Demo(directory["a"])).Json;
        using var second = (await Demo(directory["b"])).Json;

        Assert.Equal(
            first.RootElement.GetProperty("stateHash").GetString(), second.RootElement.GetProperty("stateHash").GetString());
    }

    [Fact]
    public async Task ContinuesAJournal()
    {
        using var directory = new TemporaryDirectory();
        using var first = (await Demo(directory["a"])).Json;
        using var second = (await Demo(directory["a"])).Json;

        Assert.True(second.RootElement.GetProperty("approved").GetInt32() > 0);
        Assert.True(second.RootElement.GetProperty("records").GetInt64() > first.RootElement.GetProperty("records").GetInt64());
        Assert.True(second.RootElement.GetProperty("series")[0].GetProperty("shiftNanos").GetInt64() > 0);
        var replay = await Cli.RunAsync("journal", "replay", directory["a"]);
        Assert.Equal(0, replay.Code);
    }

    [Fact]
    public async Task SaysInWordsThatEverythingIsSimulated()
    {
        using var directory = new TemporaryDirectory();
        var demo = await Cli.RunAsync("demo", "--speed", "max", "--exit", "--data", directory["d"]);

        Assert.Equal((0, ""), (demo.Code, demo.Error));
        Assert.Contains("SIMULATED", demo.Out, StringComparison.Ordinal);
        Assert.Contains("SYNTHETIC", demo.Out, StringComparison.Ordinal);
        Assert.Contains("ephemeral operator key", demo.Out, StringComparison.Ordinal);
        Assert.Contains("realised P&L", demo.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EndsInOrderWhenInterrupted()
    {
        using var directory = new TemporaryDirectory();
        using var stop = new CancellationTokenSource();

        // Interrupted while starting it could not run, which is another answer; so not before it runs.
        using var stdout = new SignalingWriter("armed by the demo itself", () => stop.CancelAfter(300));
        using var stderr = new StringWriter();

        var code = await ChronosCli.RunAsync(
            ["demo", "--speed", "60", "--port", "0", "--data", directory["d"]], stdout, stderr, stop.Token);

        Assert.Equal((0, ""), (code, stderr.ToString()));
        Assert.Contains("interrupted", stdout.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, (await Cli.RunAsync("journal", "replay", directory["d"])).Code);
    }

    [Fact]
    public async Task RefusesASealKeyOpenToOthers()
    {
        using var directory = new TemporaryDirectory();
        await Cli.RunAsync("keys", "new", "--kind", "seal", "--out", directory["seal.key"]);
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        File.SetUnixFileMode(directory["seal.key"], UnixFileMode.UserRead | UnixFileMode.OtherRead);

        var demo = await Cli.RunAsync("demo", "--speed", "max", "--exit", "--data", directory.Path);

        Assert.Equal(68, demo.Code);
    }

    [FactIfShared("quotes-btcusdt-20260101-1m.csv", "quotes-ethusdt-20180404-1m.csv")]
    public async Task RunsOnRecordedQuotes()
    {
        using var directory = new TemporaryDirectory();
        var demo = await Cli.RunAsync(
            "demo", "--speed", "max", "--exit", "--data", directory["d"], "--json",
            "--quotes", RepositoryFiles.SharedData("quotes-btcusdt-20260101-1m.csv")!,
            "--quotes", RepositoryFiles.SharedData("quotes-ethusdt-20180404-1m.csv")!);

        Assert.Equal((0, ""), (demo.Code, demo.Error));
        using var summary = demo.Json;
        Assert.Equal(2878, summary.RootElement.GetProperty("quotes").GetInt32());
        Assert.True(summary.RootElement.GetProperty("series")[1].GetProperty("sizesCut").GetInt32() > 0);
        Assert.True(summary.RootElement.GetProperty("blockedBy").EnumerateObject().Count() >= 4);
        Assert.Equal(0, (await Cli.RunAsync("journal", "replay", directory["d"])).Code);
    }

    private static async Task<Cli> Demo(string data)
    {
        var demo = await Cli.RunAsync("demo", "--speed", "max", "--exit", "--data", data, "--json");
        Assert.Equal((0, ""), (demo.Code, demo.Error));
        return demo;
    }
}
