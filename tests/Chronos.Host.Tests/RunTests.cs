namespace Chronos.Host.Tests;

/// <summary>The host as deployed: its configuration, its refusals, its way to end.</summary>
public class RunTests
{
    [Fact]
    public async Task TellsEverythingWrongWithAConfiguration()
    {
        using var directory = new TemporaryDirectory();
        var file = directory.Write("host.json", """
            {
              "dataDirectory": "", "mode": "Live", "durability": "disk", "sealKey": "k", "operators": [],
              "listen": "0.0.0.0:80", "extra": 1, "paper": { "openingBalance": 5, "takerFeePpm": -1 },
            }
            """);

        var run = await Cli.RunAsync("run", "--config", file);

        Assert.Equal(64, run.Code);
        Assert.All(
            (string[])["dataDirectory:", "mode: Live is refused", "operators:", "listen:", "extra:", "policy: is missing",
                "paper.openingBalance:", "paper.takerFeePpm:", "paper.makerFeePpm: is missing"],
            word => Assert.Contains(word, run.Error, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{", "line 1")]
    [InlineData("{\"mode\":\"Paper\",\"mode\":\"Paper\"}", "twice")]
    [InlineData("[]", "object")]
    public async Task RefusesWhatIsNoConfiguration(string text, string named)
    {
        using var directory = new TemporaryDirectory();
        var run = await Cli.RunAsync("run", "--config", directory.Write("host.json", text));

        Assert.Equal(64, run.Code);
        Assert.Contains(named, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RefusesToStartWithoutASealKey()
    {
        using var directory = new TemporaryDirectory();
        var run = await Cli.RunAsync("run", "--config", Sample(directory));

        Assert.Equal(68, run.Code);
        Assert.Contains("seal.key", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RefusesToStartWithoutTheCheckpointKeyItIsToldOf()
    {
        using var directory = new TemporaryDirectory();
        await Cli.RunAsync("keys", "new", "--kind", "seal", "--out", directory["seal.key"]);
        await Cli.RunAsync("keys", "new", "--kind", "operator", "--out", directory["alice.key"]);
        await Cli.RunAsync("keys", "new", "--kind", "operator", "--out", directory["bob.key"]);
        var run = await Cli.RunAsync("run", "--config", Sample(directory));

        Assert.Equal(68, run.Code);
        Assert.Contains("checkpoint.key", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheSampleStartsHaltedIsArmedAndStopsInOrder()
    {
        using var directory = new TemporaryDirectory();
        var config = Sample(directory);
        await Cli.RunAsync("keys", "new", "--kind", "seal", "--out", directory["seal.key"]);
        await Cli.RunAsync("keys", "new", "--kind", "operator", "--out", directory["alice.key"]);
        await Cli.RunAsync("keys", "new", "--kind", "operator", "--out", directory["bob.key"]);
        await Cli.RunAsync("keys", "new", "--kind", "checkpoint", "--out", directory["checkpoint.key"]);
        using var stop = new CancellationTokenSource();
        using var stdout = new StringWriter();
        using var stderr = new StringWriter();
        var running = ChronosCli.RunAsync(["run", "--config", config, "--json"], TextWriter.Synchronized(stdout), stderr, stop.Token);
        while (!running.IsCompleted && !stdout.ToString().Contains("started", StringComparison.Ordinal))
        {
            await Task.Delay(20);
        }

        Assert.Equal("", stderr.ToString());
        using var started = System.Text.Json.JsonDocument.Parse(stdout.ToString());
        Assert.Equal("Halted", started.RootElement.GetProperty("tradingState").GetString());
        var url = started.RootElement.GetProperty("address").GetString()!;
        Assert.Contains("Halted", (await Cli.RunAsync("status", "--url", url)).Out, StringComparison.Ordinal);
        var second = await Cli.RunAsync("run", "--config", config);
        Assert.Equal(71, second.Code);
        var arm = await Cli.RunAsync("arm", "--url", url, "--reason", "test", "--operator", "alice", "--key", directory["alice.key"]);
        Assert.Equal((0, ""), (arm.Code, arm.Error));
        var status = (await Cli.RunAsync("status", "--url", url)).Out;
        Assert.Contains("Active", status, StringComparison.Ordinal);
        Assert.Matches("synced [0-9]+, sealed [0-9]+ \\([0-9]+ behind\\), durability", status);
        Assert.Equal(3, (await Cli.RunAsync("journal", "verify", directory["data"])).Code);

        await stop.CancelAsync();

        Assert.Equal(0, await running);
        var verify = await Cli.RunAsync("journal", "verify", directory["data"], "--checkpoint-key", directory["checkpoint.key.pub"], "--json");
        Assert.Equal(0, verify.Code);
        Assert.Equal(0, verify.Json.RootElement.GetProperty("seal").GetProperty("unsealed").GetInt64());
        Assert.Equal(0, (await Cli.RunAsync("journal", "replay", directory["data"])).Code);
    }

    [Fact]
    public async Task RefusesAnArchiveThatIsNoConnection()
    {
        using var directory = new TemporaryDirectory();
        var config = WithArchive(directory, "Hostess=x");

        var run = await Cli.RunAsync("run", "--config", config);

        Assert.Equal(64, run.Code);
        Assert.Contains("archive.postgres: is no connection string", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RefusesAnArchiveOfAJournalThatLosesItsBeginning()
    {
        using var directory = new TemporaryDirectory();
        var config = WithArchive(directory, "Host=localhost");
        File.WriteAllText(config, File.ReadAllText(config).Replace("\"mode\"", "\"retention\": { \"days\": 7 }, \"mode\"", StringComparison.Ordinal));

        var run = await Cli.RunAsync("run", "--config", config);

        Assert.Equal(64, run.Code);
        Assert.Contains("retention: cannot go with archive", run.Error, StringComparison.Ordinal);
    }

    /// <summary>A run with an archive ends with everything synced in the database.</summary>
    [FactIfInstalled("initdb", "pg_ctl", "psql", "runuser")]
    public async Task ArchivesWhatItJournals()
    {
        using var directory = new TemporaryDirectory();
        using var server = new PostgresServer();
        var config = WithArchive(directory, server.ConnectionString);
        await Cli.RunAsync("keys", "new", "--kind", "seal", "--out", directory["seal.key"]);
        await Cli.RunAsync("keys", "new", "--kind", "operator", "--out", directory["alice.key"]);
        await Cli.RunAsync("keys", "new", "--kind", "operator", "--out", directory["bob.key"]);
        await Cli.RunAsync("keys", "new", "--kind", "checkpoint", "--out", directory["checkpoint.key"]);
        using var stop = new CancellationTokenSource();
        using var stdout = new StringWriter();
        using var stderr = new StringWriter();
        var running = ChronosCli.RunAsync(["run", "--config", config, "--json"], TextWriter.Synchronized(stdout), stderr, stop.Token);
        while (!running.IsCompleted && !stdout.ToString().Contains("started", StringComparison.Ordinal))
        {
            await Task.Delay(20);
        }

        using var started = System.Text.Json.JsonDocument.Parse(stdout.ToString());
        var url = started.RootElement.GetProperty("address").GetString()!;
        await Cli.RunAsync("arm", "--url", url, "--reason", "test", "--operator", "alice", "--key", directory["alice.key"]);
        await stop.CancelAsync();

        Assert.Equal((0, ""), (await running, stderr.ToString()));
        Assert.DoesNotContain("archive", stdout.ToString(), StringComparison.Ordinal);
        Assert.Equal("Arm", server.Ask("SELECT action FROM commands"));
        var verify = await Cli.RunAsync("journal", "verify", directory["data"], "--json");
        Assert.Equal(verify.Json.RootElement.GetProperty("records").GetRawText(), server.Ask("SELECT sequence FROM archive_progress"));
    }

    private static string WithArchive(TemporaryDirectory directory, string connection)
    {
        var config = Sample(directory);
        return directory.Write("host.json", File.ReadAllText(config).Replace(
            "\"mode\": \"Paper\"", $"\"archive\": {{ \"postgres\": \"{connection}\" }}, \"mode\": \"Paper\"", StringComparison.Ordinal));
    }

    private static string Sample(TemporaryDirectory directory)
    {
        foreach (var file in (string[])["policy.json", "quotes-synthetic-btcusdt.csv", "quotes-synthetic-ethusdt.csv"])
        {
            File.Copy(RepositoryFiles.PathOf("samples/" + file), directory[file]);
        }

        return directory.Write(
            "host.json",
            File.ReadAllText(RepositoryFiles.PathOf("samples/host.json"))
                .Replace("\"../chronos-data/host\"", "\"data\", \"ringDirectory\": \"ring\"", StringComparison.Ordinal)
                .Replace("127.0.0.1:8000", "127.0.0.1:0", StringComparison.Ordinal));
    }
}
