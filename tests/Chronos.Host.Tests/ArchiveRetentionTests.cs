using Chronos.Core;
using Chronos.Core.Journal;
using Chronos.Core.Replay.Snapshots;
using Chronos.Host.Archive;
using Chronos.Host.Export;

namespace Chronos.Host.Tests;

/// <summary>An archive of a journal that loses its beginning, against a real server.</summary>
public sealed class ArchiveRetentionTests : IDisposable
{
    private readonly ArchiveProgress _progress = new();
    private readonly List<string> _told = [];
    private readonly TemporaryDirectory _directory = new();
    private readonly SmallSegments _journal;

    public ArchiveRetentionTests() => _journal = new SmallSegments(snapshotsKept: 2, _progress);

    private long First => JournalReader.FirstSequence(_journal.Data);

    /// <summary>Segments go behind the archive, and only there; however the runs fall, the database lacks nothing and has nothing twice.</summary>
    [FactIfInstalled("initdb", "pg_ctl", "psql", "runuser")]
    public async Task SegmentsGoOnlyWhenTheyAreArchived()
    {
        using var server = new PostgresServer();
        await Run(server, plays: 4);
        var removed = First - 1;
        Assert.True(removed > 0 && removed <= Archived(server), $"{removed} removed");

        server.Stop();
        await Run(server, plays: 2, isReached: false);
        Assert.Equal(removed, First - 1);
        Assert.Contains("tried again", Assert.Single(_told), StringComparison.Ordinal);

        server.Start();
        await Run(server, plays: 3);
        Assert.True(First - 1 > removed, $"{First - 1} removed");
        AssertWhole(server);
    }

    /// <summary>The database comes back from a backup that is older than what it has answered for: what it lost is sent again.</summary>
    [FactIfInstalled("initdb", "pg_ctl", "psql", "runuser")]
    public async Task WhatTheDatabaseHasLostIsSentAgain()
    {
        using var server = new PostgresServer();
        await Run(server, plays: 3, between: (engine, play) =>
        {
            if (play == 1)
            {
                // As far back as the newest snapshot that is kept for the archive; the rows behind it are gone too.
                var newest = JournalFiles.Snapshots(_journal.Data)
                    .First(path => string.CompareOrdinal(Path.GetFileName(path), JournalFiles.SnapshotName(_journal.ArchivedSequence)) <= 0);
                var sequence = Path.GetFileNameWithoutExtension(newest)[JournalFiles.SnapshotPrefix.Length..];
                server.Load(string.Concat(ExportTable.All.Select(t => $"DELETE FROM {t.Name} WHERE sequence > {sequence};"))
                    + $"UPDATE archive_progress SET sequence = {sequence};");
            }
        });
        Assert.Contains(_told, t => t.Contains("begins again", StringComparison.Ordinal));
        AssertWhole(server);
    }

    /// <summary>Nothing stands for what both the database and the journal have lost: that is told, and no more is lost.</summary>
    [FactIfInstalled("initdb", "pg_ctl", "psql", "runuser")]
    public async Task ADatabaseThatIsGoneIsToldWhenTheBeginningIsToo()
    {
        using var server = new PostgresServer();
        await Run(server, plays: 4);
        var first = First;
        Assert.True(first > 1);
        server.Load(string.Concat(ExportTable.All.Select(t => $"DROP TABLE {t.Name};")) + "DROP TABLE archive_progress;");

        await Run(server, plays: 2, isReached: false, ends: true);
        Assert.Equal(first, First);
        Assert.Contains("up to sequence 0, the journal begins with", _progress.Failure, StringComparison.Ordinal);
        Assert.Contains("ended: the database holds engine", Assert.Single(_told), StringComparison.Ordinal);
    }

    /// <summary>Rows that orders under way still need were deleted in the database: told, and nothing is made up in their place.</summary>
    [FactIfInstalled("initdb", "pg_ctl", "psql", "runuser")]
    public async Task AMissingRowOfAnOrderUnderWayIsTold()
    {
        using var server = new PostgresServer();
        await Run(server, plays: 4);
        for (var tries = 0; tries < 10 && !HasOrderUnderWay(); tries++)
        {
            // Whether one rests at a stop depends on which quotes the venue came to see.
            await Run(server, plays: 1);
        }

        Assert.True(HasOrderUnderWay());
        server.Load("DELETE FROM decisions;");

        // Nothing is played: no later snapshot takes the place of the one at the stop, at which an order rests.
        await Run(server, plays: 0, isReached: false, ends: true);
        Assert.Contains("without the order approved at", _progress.Failure, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _journal.Dispose();
        _directory.Dispose();
    }

    private async Task Run(PostgresServer server, int plays, bool isReached = true, bool ends = false, Action<ChronosEngine, int>? between = null)
    {
        _told.Clear();
        using var engine = _journal.NewEngine();
        await _journal.StartAsync(engine);
        using var archive = new ArchiveWriter(
            _journal.Data,
            () => engine.Journal.Synced,
            new ArchiveOptions { ConnectionString = server.ConnectionString, BatchRows = 40, PollMillis = 5, RetryMillis = 20, StopMillis = isReached ? 10_000 : 100 },
            _progress,
            _told.Add);
        archive.Start();
        for (var play = 0; play < plays; play++)
        {
            _journal.Play(engine, 4_000);
            if (isReached)
            {
                SmallSegments.WaitFor(() => _progress.ArchivedSequence >= engine.Journal.Synced || _progress.Failure is not null);
                Assert.Null(_progress.Failure);
            }

            between?.Invoke(engine, play);
        }

        if (ends)
        {
            SmallSegments.WaitFor(() => _progress.Failure is not null);
        }

        _journal.Stop(engine);
        Assert.Equal(isReached, archive.Stop());
    }

    private bool HasOrderUnderWay() => AuditRows.ApprovalsOfOrdersUnderWay(
        new SnapshotDirectory(_journal.Data, EngineIdentity.TryRead(_journal.Data)!, new DiskSync()).Good().First().State).Count > 0;

    private static long Archived(PostgresServer server) =>
        long.Parse(server.Ask("SELECT sequence FROM archive_progress"), System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The tables hold exactly the rows made from the first record on.</summary>
    private void AssertWhole(PostgresServer server)
    {
        Assert.Equal(_journal.ArchivedSequence, Archived(server));
        var archived = Digests(server);
        server.Load(string.Concat(ExportTable.All.Select(t => $"DROP TABLE {t.Name};")));
        using (var sql = new SqlRows(_directory["expected.sql"]))
        {
            foreach (var row in _journal.Rows)
            {
                sql.Write(row);
            }

            sql.Finish();
        }

        server.Load(File.ReadAllText(_directory["expected.sql"]));
        Assert.Equal(Digests(server), archived);
    }

    private static List<string> Digests(PostgresServer server) =>
    [
        .. ExportTable.All.Select(t => $"{t.Name} {server.Ask($"SELECT count(*) FROM {t.Name}")} {server.Ask($"SELECT md5(string_agg(t::text, '|' ORDER BY sequence)) FROM {t.Name} t")}"),
    ];
}
