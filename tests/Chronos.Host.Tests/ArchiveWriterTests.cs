using System.Globalization;
using Chronos.Host.Archive;

namespace Chronos.Host.Tests;

/// <summary>The archive against a real server: whole, once, and after whatever happened to either side.</summary>
public class ArchiveWriterTests
{
    private const int WaitMillis = 60_000;

    private ArchiveProgress _progress = new();

    private static readonly string[] Tables = ["decisions", "orders", "reports", "fills", "commands", "policies"];

    [FactIfInstalled("initdb", "pg_ctl", "psql", "runuser")]
    public async Task HoldsWhatTheExportHolds()
    {
        using var directory = new TemporaryDirectory();
        var last = await Demo(directory["d"]);
        using var server = new PostgresServer();

        Archive(directory["d"], last, server.ConnectionString, batchRows: 50);

        Assert.Equal($"{last}", server.Ask("SELECT sequence FROM archive_progress"));
        var archived = Digests(server);
        server.Load("DROP TABLE decisions, orders, reports, fills, commands, policies;");
        await Cli.RunAsync("journal", "export", directory["d"], "--format", "sql", "--out", directory["x.sql"]);
        server.Load(File.ReadAllText(directory["x.sql"]));
        Assert.Equal(Digests(server), archived);
    }

    [FactIfInstalled("initdb", "pg_ctl", "psql", "runuser")]
    public async Task GoesOnWhereAnotherRunEndedAndAddsNothingTwice()
    {
        using var directory = new TemporaryDirectory();
        var last = await Demo(directory["d"]);
        using var server = new PostgresServer();
        Archive(directory["d"], last / 2, server.ConnectionString, batchRows: 20);
        Assert.Equal($"{last / 2}", server.Ask("SELECT sequence FROM archive_progress"));
        var half = server.Ask("SELECT count(*) FROM decisions");

        Archive(directory["d"], last, server.ConnectionString, batchRows: 20);
        var whole = Digests(server);
        server.Load("UPDATE archive_progress SET sequence = 700;");
        Archive(directory["d"], last, server.ConnectionString, batchRows: 20);

        Assert.NotEqual(half, server.Ask("SELECT count(*) FROM decisions"));
        Assert.Equal(whole, Digests(server));
    }

    /// <summary>The server dies while rows are on their way and comes back: the archive waits, goes on, and lacks nothing.</summary>
    [FactIfInstalled("initdb", "pg_ctl", "psql", "runuser")]
    public async Task SurvivesAServerThatCrashes()
    {
        using var directory = new TemporaryDirectory();
        var last = await Demo(directory["d"]);
        using var server = new PostgresServer();
        var told = new List<string>();
        var synced = last / 3;
        using var archive = Writer(directory["d"], () => Volatile.Read(ref synced), server.ConnectionString, 10, told.Add);
        archive.Start();
        WaitFor(() => _progress.Archived == last / 3);

        server.Stop();
        Volatile.Write(ref synced, last);
        WaitFor(() => told.Count > 0);
        Assert.Equal(last / 3, _progress.Archived);
        server.Start();

        WaitFor(() => _progress.Archived == last);
        Assert.True(archive.Stop());
        Assert.Contains("goes on", told[^1], StringComparison.Ordinal);
        var survived = Digests(server);
        server.Load("DROP TABLE decisions, orders, reports, fills, commands, policies, archive_progress;");
        Archive(directory["d"], last, server.ConnectionString, 5_000);
        Assert.Equal(Digests(server), survived);
    }

    /// <summary>Without a database the archive tells it, holds what it has read, and ends when told to.</summary>
    [Fact]
    public async Task ADatabaseThatIsNotThereStopsNothing()
    {
        using var directory = new TemporaryDirectory();
        var last = await Demo(directory["d"]);
        var told = new List<string>();
        using var archive = Writer(directory["d"], () => last, $"Host={directory["nowhere"]};Username=x;Timeout=1", 10, told.Add);
        archive.Start();
        WaitFor(() => told.Count > 0);

        Assert.False(archive.Stop());
        Assert.Equal(0, _progress.Archived);
        Assert.Null(_progress.Failure);
        Assert.Single(told);
    }

    private ArchiveWriter Writer(string data, Func<long> synced, string connection, int batchRows, Action<string> tell) => new(
        data, synced, new ArchiveOptions { ConnectionString = connection, BatchRows = batchRows, PollMillis = 10, RetryMillis = 50, StopMillis = 500 }, _progress = new ArchiveProgress(), tell);

    private void Archive(string data, long upTo, string connection, int batchRows)
    {
        using var archive = Writer(data, () => upTo, connection, batchRows, _ => { });
        archive.Start();
        WaitFor(() => _progress.Archived >= upTo || _progress.Failure is not null);
        Assert.True(archive.Stop(), _progress.Failure);
    }

    /// <summary>Every row of every table in one number each.</summary>
    private static List<string> Digests(PostgresServer server) =>
    [
        .. Tables.Select(t => $"{t} {server.Ask($"SELECT count(*) FROM {t}")} {server.Ask($"SELECT md5(string_agg(t::text, '|' ORDER BY sequence)) FROM {t} t")}"),
    ];

    private static void WaitFor(Func<bool> holds) => Assert.True(SpinWait.SpinUntil(holds, WaitMillis), "not in time");

    private static async Task<long> Demo(string data)
    {
        var demo = await Cli.RunAsync("demo", "--speed", "max", "--exit", "--data", data);
        Assert.Equal(0, demo.Code);
        var verify = await Cli.RunAsync("journal", "verify", data, "--json");
        return long.Parse(verify.Json.RootElement.GetProperty("records").GetRawText(), CultureInfo.InvariantCulture);
    }
}
