using System.Text.Json;
using Chronos.Core.Journal;

namespace Chronos.Host.Tests;

/// <summary>The follower as deployed: in the host's health, on the command line, and in its configuration.</summary>
public class FollowTests
{
    [Fact]
    public async Task FollowDecidesAJournalAgainAndNamesTheDifference()
    {
        using var directory = new TemporaryDirectory();
        await Demo(directory["d"]);
        var records = (await Cli.RunAsync("journal", "verify", directory["d"], "--json")).Json.RootElement.GetProperty("records").GetInt64();

        var follow = await Cli.RunAsync("journal", "follow", directory["d"], "--once", "--json");

        Assert.Equal((0, ""), (follow.Code, follow.Error));
        using var last = JsonDocument.Parse(follow.Out.Trim().Split('\n')[^1]);
        Assert.Equal(records, last.RootElement.GetProperty("sequence").GetInt64());
        Assert.Equal(records, last.RootElement.GetProperty("records").GetInt64());
        Assert.Equal(JsonValueKind.Null, last.RootElement.GetProperty("alarm").ValueKind);
    }

    [Fact]
    public async Task TheHostFollowsTellsOfItAndStartsFromItsSnapshot()
    {
        using var directory = new TemporaryDirectory();
        var config = await HostSample.WriteWithKeysAsync(directory);
        using var first = new RunningHost(config);
        var health = await first.Health();
        var follower = health.GetProperty("follower");
        Assert.True(follower.GetProperty("running").GetBoolean());
        Assert.Equal(JsonValueKind.Null, follower.GetProperty("alarm").ValueKind);
        Assert.Contains("follower  at", (await Cli.RunAsync("status", "--url", first.Url)).Out, StringComparison.Ordinal);
        Assert.Equal(0, await first.Stop());
        Assert.Single(Directory.GetFiles(directory["data"], "snapshot-*.cxs"));

        using var second = new RunningHost(config);
        var snapshot = second.Started.GetProperty("snapshotSequence").GetInt64();
        Assert.Equal((true, 0L), (snapshot > 0, second.Started.GetProperty("recordsReplayed").GetInt64()));
        Assert.Equal(0, await second.Stop());

        var replay = await Cli.RunAsync("journal", "replay", directory["data"], "--from-snapshot", "--json");
        var all = await Cli.RunAsync("journal", "replay", directory["data"], "--json");
        var plain = await Cli.RunAsync("journal", "replay", directory["data"], "--threads", "1", "--json");
        var divided = await Cli.RunAsync("journal", "replay", directory["data"], "--threads", "2", "--json");
        Assert.Equal((0, 0, 0, 0), (replay.Code, all.Code, plain.Code, divided.Code));
        Assert.Equal((Hash(all), Hash(all), Hash(all)), (Hash(replay), Hash(plain), Hash(divided)));
        Assert.Equal((1, 3), (Stretches(plain), Stretches(divided)));
        Assert.Contains(
            "in 3 stretches", (await Cli.RunAsync("journal", "replay", directory["data"], "--threads", "2")).Out, StringComparison.Ordinal);
        Assert.True(replay.Json.RootElement.GetProperty("records").GetInt64() < all.Json.RootElement.GetProperty("records").GetInt64());
    }

    [Fact]
    public async Task AJournalWhoseBeginningIsGoneStandsOnItsSnapshots()
    {
        using var directory = new TemporaryDirectory();
        var config = await HostSample.WriteWithKeysAsync(directory);
        for (var run = 0; run < 3; run++)
        {
            using var host = new RunningHost(config);
            Assert.Equal(0, await host.Stop());
        }

        var data = directory["data"];
        var retention = new Retention(data, EngineIdentity.TryRead(data)!, new RetentionOptions { AgeNanosMax = 1 }, new DiskSync());
        Assert.Equal(1, retention.Remove(long.MaxValue, long.MaxValue, SequenceOf(JournalFiles.Snapshots(data)[1]) - 1));

        var verify = await Cli.RunAsync("journal", "verify", data);
        Assert.Equal(0, verify.Code);
        Assert.Contains($"removed      up to sequence {retention.RemovedSequence}", verify.Out, StringComparison.Ordinal);
        Assert.Equal(0, (await Cli.RunAsync("journal", "replay", data, "--from-snapshot")).Code);
        var rest = await Cli.RunAsync("journal", "verify", data, "--from-snapshot", "--json");
        Assert.Equal((0, 0L), (rest.Code, rest.Json.RootElement.GetProperty("records").GetInt64()));
        var replay = await Cli.RunAsync("journal", "replay", data);
        Assert.Equal(1, replay.Code);
        Assert.Contains("removed by retention", replay.Error, StringComparison.Ordinal);
        Assert.Contains($"{retention.RemovedSequence + 1}", (await Cli.RunAsync("journal", "dump", data)).Out, StringComparison.Ordinal);
        using (var host = new RunningHost(config))
        {
            // What is asked about was never proposed; that is found out from the snapshot on.
            using var client = new HttpClient { BaseAddress = new Uri(host.Url) };
            using var answer = await client.GetAsync(new Uri("/api/proposals/momentum:1", UriKind.Relative));
            Assert.Equal(System.Net.HttpStatusCode.NotFound, answer.StatusCode);
            Assert.Equal(0, await host.Stop());
        }

        Array.ForEach(JournalFiles.Snapshots(data), File.Delete);
        var without = await Cli.RunAsync("journal", "verify", data);
        Assert.Equal(1, without.Code);
        Assert.Contains("no good snapshot stands", without.Out, StringComparison.Ordinal);
        var refused = await Cli.RunAsync("run", "--config", config);
        Assert.Equal(65, refused.Code);
    }

    [Fact]
    public async Task VerifyTellsOfASnapshotThatIsBad()
    {
        using var directory = new TemporaryDirectory();
        var config = await HostSample.WriteWithKeysAsync(directory);
        using (var host = new RunningHost(config))
        {
            Assert.Equal(0, await host.Stop());
        }

        var snapshot = JournalFiles.Snapshots(directory["data"]).Single();
        File.WriteAllBytes(snapshot, File.ReadAllBytes(snapshot)[..^1]);

        var verify = await Cli.RunAsync("journal", "verify", directory["data"]);
        Assert.Equal(0, verify.Code);
        Assert.Contains($"finding      SnapshotBad: {snapshot}", verify.Out, StringComparison.Ordinal);
        using var second = new RunningHost(config);
        Assert.Equal(0, second.Started.GetProperty("snapshotSequence").GetInt64());
        Assert.Contains(
            second.Started.GetProperty("findings").EnumerateArray(),
            f => f.GetString()!.StartsWith("SnapshotBad", StringComparison.Ordinal));
        Assert.Equal(0, await second.Stop());
    }

    [Fact]
    public async Task WithoutFollowerThereIsNone()
    {
        using var directory = new TemporaryDirectory();
        var config = await HostSample.WriteWithKeysAsync(directory, "\"follow\": false,");
        using var host = new RunningHost(config);
        Assert.Equal(JsonValueKind.Null, (await host.Health()).GetProperty("follower").ValueKind);
        Assert.Equal(0, await host.Stop());
        Assert.Empty(Directory.GetFiles(directory["data"], "snapshot-*"));
        Assert.Equal(2, (await Cli.RunAsync("journal", "replay", directory["data"], "--from-snapshot")).Code);
    }

    [Theory]
    [InlineData("\"follow\": 1,", "follow: must be true or false")]
    [InlineData("\"follow\": false, \"snapshotsKept\": 3,", "snapshotsKept: is the follower's work")]
    [InlineData("\"snapshotsKept\": 1,", "snapshotsKept: must be a whole number from 2 to 100")]
    [InlineData("\"snapshotRecords\": -1,", "snapshotRecords: must be a whole number")]
    [InlineData("\"retention\": {},", "retention: needs days or mebibytes")]
    [InlineData("\"retention\": { \"weeks\": 1 },", "retention.weeks: is not a key")]
    [InlineData("\"retention\": { \"days\": 0 },", "retention.days: must be a whole number from 1")]
    public async Task RefusesAConfigurationThatMakesNoSense(string keys, string named)
    {
        using var directory = new TemporaryDirectory();
        var run = await Cli.RunAsync("run", "--config", await HostSample.WriteWithKeysAsync(directory, keys));
        Assert.Equal(64, run.Code);
        Assert.Contains(named, run.Error, StringComparison.Ordinal);
    }

    private static long SequenceOf(string snapshot) =>
        long.Parse(Path.GetFileNameWithoutExtension(snapshot)["snapshot-".Length..], null);

    private static int Stretches(Cli replay) => replay.Json.RootElement.GetProperty("stretches").GetInt32();

    private static string? Hash(Cli replay) => replay.Json.RootElement.GetProperty("stateHash").GetString();

    private static async Task Demo(string directory) => Assert.Equal(
        0, (await Cli.RunAsync("demo", "--speed", "max", "--exit", "--data", directory)).Code);
}
