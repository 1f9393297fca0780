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
        var run = await Cli.RunAsync("run", "--config", HostSample.Write(directory));

        Assert.Equal(68, run.Code);
        Assert.Contains("seal.key", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RefusesToStartWithoutTheCheckpointKeyItIsToldOf()
    {
        using var directory = new TemporaryDirectory();
        await HostSample.WriteKeysAsync(directory);
        var run = await Cli.RunAsync("run", "--config", HostSample.Write(directory));

        Assert.Equal(68, run.Code);
        Assert.Contains("checkpoint.key", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheSampleStartsHaltedIsArmedAndStopsInOrder()
    {
        using var directory = new TemporaryDirectory();
        var config = await HostSample.WriteWithKeysAsync(directory);
        using var host = new RunningHost(config);
        Assert.Equal("Halted", host.Started.GetProperty("tradingState").GetString());
        var url = host.Url;
        Assert.Contains("Halted", (await Cli.RunAsync("status", "--url", url)).Out, StringComparison.Ordinal);
        var second = await Cli.RunAsync("run", "--config", config);
        Assert.Equal(71, second.Code);
        var arm = await Cli.RunAsync("arm", "--url", url, "--reason", "test", "--operator", "alice", "--key", directory["alice.key"]);
        Assert.Equal((0, ""), (arm.Code, arm.Error));
        var status = (await Cli.RunAsync("status", "--url", url)).Out;
        Assert.Contains("Active", status, StringComparison.Ordinal);
        Assert.Matches("synced [0-9]+, sealed [0-9]+ \\([0-9]+ behind\\), durability", status);
        Assert.Equal(3, (await Cli.RunAsync("journal", "verify", directory["data"])).Code);

        Assert.Equal(0, await host.Stop());
        var verify = await Cli.RunAsync("journal", "verify", directory["data"], "--checkpoint-key", directory["checkpoint.key.pub"], "--json");
        Assert.Equal(0, verify.Code);
        Assert.Equal(0, verify.Json.RootElement.GetProperty("seal").GetProperty("unsealed").GetInt64());
        Assert.Equal(0, (await Cli.RunAsync("journal", "replay", directory["data"])).Code);
    }

    [Fact]
    public async Task RefusesAnArchiveThatIsNoConnection()
    {
        using var directory = new TemporaryDirectory();
        var config = HostSample.Write(directory, Archive("Hostess=x"));

        var run = await Cli.RunAsync("run", "--config", config);

        Assert.Equal(64, run.Code);
        Assert.Contains("archive.postgres: is no connection string", run.Error, StringComparison.Ordinal);
    }

    /// <summary>A run with an archive ends with everything synced in the database.</summary>
    [FactIfInstalled("initdb", "pg_ctl", "psql", "runuser")]
    public async Task ArchivesWhatItJournals()
    {
        using var directory = new TemporaryDirectory();
        using var server = new PostgresServer();
        using var host = new RunningHost(await HostSample.WriteWithKeysAsync(directory, Archive(server.ConnectionString)));
        await Cli.RunAsync("arm", "--url", host.Url, "--reason", "test", "--operator", "alice", "--key", directory["alice.key"]);

        Assert.Equal((0, ""), (await host.Stop(), host.Error));
        Assert.DoesNotContain("archive", host.Out, StringComparison.Ordinal);
        Assert.Equal("Arm", server.Ask("SELECT action FROM commands"));
        var verify = await Cli.RunAsync("journal", "verify", directory["data"], "--json");
        Assert.Equal(verify.Json.RootElement.GetProperty("records").GetRawText(), server.Ask("SELECT sequence FROM archive_progress"));
    }

    /// <summary>With an archive and retention every run goes on where the database is, and health tells how far that is.</summary>
    [FactIfInstalled("initdb", "pg_ctl", "psql", "runuser")]
    public async Task ArchivesRunAfterRunWhatMayBeRemoved()
    {
        using var directory = new TemporaryDirectory();
        using var server = new PostgresServer();
        var config = await HostSample.WriteWithKeysAsync(directory, Archive(server.ConnectionString) + "\"retention\": { \"days\": 1 },");
        for (var run = 1; run <= 3; run++)
        {
            using var host = new RunningHost(config);
            var arm = await Cli.RunAsync("arm", "--url", host.Url, "--reason", "test", "--operator", "alice", "--key", directory["alice.key"]);
            Assert.Equal(0, arm.Code);
            SpinWait.SpinUntil(() => host.Health().Result.GetProperty("archive").GetProperty("lag").GetInt64() == 0, 30_000);
            var archive = (await host.Health()).GetProperty("archive");
            Assert.Equal("null", archive.GetProperty("failure").GetRawText());
            Assert.Contains("archive   at ", (await Cli.RunAsync("status", "--url", host.Url)).Out, StringComparison.Ordinal);

            Assert.Equal((0, ""), (await host.Stop(), host.Error));
            Assert.Equal($"{run}", server.Ask("SELECT count(*) FROM commands WHERE action = 'Arm'"));
        }

        var verify = await Cli.RunAsync("journal", "verify", directory["data"], "--json");
        Assert.Equal(verify.Json.RootElement.GetProperty("records").GetRawText(), server.Ask("SELECT sequence FROM archive_progress"));
    }

    private static string Archive(string connection) => $"\"archive\": {{ \"postgres\": \"{connection}\" }},";
}
