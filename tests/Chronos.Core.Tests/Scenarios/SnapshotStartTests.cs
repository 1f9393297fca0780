using Chronos.Core.Clocks;
using Chronos.Core.Engine;
using Chronos.Core.Journal;
using Chronos.Core.Model;
using Chronos.Core.Replay;
using Chronos.Core.Replay.Snapshots;

namespace Chronos.Core.Tests.Scenarios;

/// <summary>Starts from a snapshot: the same books as a replay of everything, or an older snapshot, or everything.</summary>
public sealed class SnapshotStartTests : IDisposable
{
    private readonly TradedJournal _journal = new();

    [Fact]
    public void RestoresTheNewestAndDecidesOnlyTheRestAgain()
    {
        _journal.Trade(runs: 3);
        var all = _journal.ReplayAll();

        using var f = _journal.Open();
        Assert.Equal((all.Records, 0L), (f.Engine.Recovered.SnapshotSequence, f.Engine.Recovered.Records));
        Assert.Equal(all.StateHash, f.Engine.Recovered.StateHash);
        Assert.DoesNotContain(f.Engine.RecoveryFindings, x => x.Verdict == RecoveryVerdict.SnapshotBad);
        Assert.True(f.Engine.Stop());
        Assert.True(_journal.ReplayAll().IsIdentical);
    }

    [Fact]
    public void DecidesTheTailAgainWhereTheEndHasNoSnapshot()
    {
        _journal.Trade(runs: 2);
        _journal.Trade(runs: 1, follows: false);
        var all = _journal.ReplayAll();

        using var f = _journal.Open();
        var recovered = f.Engine.Recovered;
        Assert.True(recovered.SnapshotSequence > 0 && recovered.Records > 0);
        Assert.Equal((all.Records, all.StateHash), (recovered.SnapshotSequence + recovered.Records, recovered.StateHash));
        Assert.Equal(1, recovered.StateHashesConfirmed);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void PassesOverBadOnes(int bad)
    {
        _journal.Trade(runs: 3);
        var all = _journal.ReplayAll();
        var snapshots = JournalFiles.Snapshots(_journal.Data);
        Assert.Equal(3, snapshots.Length);
        for (var i = 0; i < bad; i++)
        {
            TradedJournal.Flip(snapshots[i], 300 + (i * 1000));
        }

        using var f = _journal.Open();
        var expected = bad == 3 ? 0 : TradedJournal.SequenceOf(snapshots[bad]);
        Assert.Equal((expected, all.Records - expected), (f.Engine.Recovered.SnapshotSequence, f.Engine.Recovered.Records));
        Assert.Equal(all.StateHash, f.Engine.Recovered.StateHash);
        Assert.Equal(
            snapshots.Take(bad),
            f.Engine.RecoveryFindings.Where(x => x.Verdict == RecoveryVerdict.SnapshotBad).Select(x => x.Message.Split(": ")[0]));
    }

    /// <summary>Well-formed and with the hash of its own books, but they are not those of the journal.</summary>
    [Fact]
    public void PassesOverOneFromWhichTheRestIsDecidedDifferently()
    {
        _journal.Trade(runs: 2);
        _journal.Trade(runs: 1, follows: false);
        var newest = JournalFiles.Snapshots(_journal.Data)[0];
        TradedJournal.Rewrite(newest, header => header.RecordCrc, isTampered: true);

        using var f = _journal.Open();
        Assert.Equal(TradedJournal.SequenceOf(JournalFiles.Snapshots(_journal.Data)[1]), f.Engine.Recovered.SnapshotSequence);
        Assert.Contains(f.Engine.RecoveryFindings, x => x.Verdict == RecoveryVerdict.SnapshotBad && x.Message.StartsWith(newest, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void PassesOverOneThatStandsOnAnotherRecord(bool hasTail)
    {
        _journal.Trade(runs: 2);
        if (hasTail)
        {
            _journal.Trade(runs: 1, follows: false);
        }

        var snapshots = JournalFiles.Snapshots(_journal.Data);
        TradedJournal.Rewrite(snapshots[0], header => header.RecordCrc + 1, isTampered: false);

        using var f = _journal.Open();
        Assert.Equal(TradedJournal.SequenceOf(snapshots[1]), f.Engine.Recovered.SnapshotSequence);
        Assert.True(f.Engine.Recovered.IsIdentical);
    }

    /// <summary>A snapshot holds only what had been synced: a journal that ends before has lost records.</summary>
    [Fact]
    public void RefusesAJournalThatEndsBeforeASnapshot()
    {
        _journal.Trade(runs: 2);
        File.Delete(JournalFiles.Segments(_journal.Data)[^1]);

        var refused = Assert.Throws<JournalRefusedException>(() => _journal.Open());
        Assert.Equal((RecoveryVerdict.Truncated, RefusalCode.Corrupt), (refused.Verdict!.Value, refused.Code));
    }

    [Fact]
    public void InLiveASnapshotOfAnotherProgramIsPassedOver()
    {
        _journal.Trade(runs: 2);
        var all = _journal.ReplayAll();
        var own = Recover(EngineMode.Live);
        Assert.Equal((all.Records, all.StateHash), (own.Report.SnapshotSequence, own.Report.StateHash));

        MakeForeign(JournalFiles.Snapshots(_journal.Data));
        var (report, findings) = Recover(EngineMode.Live);
        Assert.Equal((0L, all.Records, all.StateHash), (report.SnapshotSequence, report.Records, report.StateHash));
        Assert.Equal(2, findings.Count(x => x.Verdict == RecoveryVerdict.ProgramMismatch));
        Assert.Equal(all.Records, Recover(EngineMode.Paper).Report.SnapshotSequence);
    }

    [Fact]
    public void InLiveAJournalWithoutItsBeginningIsRefusedToAnotherProgram()
    {
        _journal.Trade(runs: 3);
        var last = TradedJournal.SequenceOf(JournalFiles.Snapshots(_journal.Data)[0]);
        var retention = new Retention(_journal.Data, EngineIdentity.TryRead(_journal.Data)!, new RetentionOptions { AgeNanosMax = 1, Archive = new FullyArchived() }, new DiskSync());
        Assert.NotEqual(0, retention.Remove(long.MaxValue, last, last));
        Assert.Equal(last, Recover(EngineMode.Live).Report.SnapshotSequence);

        MakeForeign(JournalFiles.Snapshots(_journal.Data));
        var refused = Assert.Throws<JournalRefusedException>(() => Recover(EngineMode.Live));
        Assert.Equal((RecoveryVerdict.ProgramMismatch, RefusalCode.Foreign), (refused.Verdict!.Value, refused.Code));
        Assert.Contains("taken by another program", refused.Message, StringComparison.Ordinal);
        Assert.Equal(last, Recover(EngineMode.Paper).Report.SnapshotSequence);
    }

    [Fact]
    public void DecidesEverythingAgainWhereTheOptionsSaySo()
    {
        _journal.Trade(runs: 2);
        using var f = new EngineFixture(s => s.StartsFromSnapshot = false, _journal.Root, keepDirectory: true);
        Assert.Equal((0L, true), (f.Engine.Recovered.SnapshotSequence, f.Engine.Recovered.Records > 0));
    }

    [Fact]
    public void TakesThemWhileItRuns()
    {
        using var f = new EngineFixture(s => s.Follower = new FollowerOptions { SnapshotRecords = 20, SnapshotsKept = 3 }, _journal.Root, keepDirectory: true);
        for (var i = 0; i < 200; i++)
        {
            f.Quote("BTCUSDT", "87000", "87001");
        }

        Tests.Journal.JournalFixture.WaitUntil(() => f.Engine.Follower!.Status is { LagRecords: 0, SnapshotSequence: > 40 });
        // How many depends on how far it lags: one is taken at most after every batch.
        Assert.InRange(JournalFiles.Snapshots(_journal.Data).Length, 1, 3);
        Assert.Null(f.Engine.Follower!.Status.SnapshotFailure);
    }

    public void Dispose() => _journal.Dispose();

    /// <summary>What a start in a mode does before the engine looks at the journal's own.</summary>
    private (ReplayReport Report, IReadOnlyList<RecoveryFinding> Findings) Recover(EngineMode mode)
    {
        using var keys = EngineFixture.NewKeys();
        var (store, replayer, findings) = EngineRecovery.Run(new ChronosOptions
        {
            Policy = SamplePolicy.Load(),
            Keys = keys,
            Journal = new JournalOptions { DataDirectory = _journal.Data, RingDirectory = Path.Combine(_journal.Root, "ring") },
            Venues = [],
            Clock = new SystemClock(),
            Mode = mode,
        });
        using (store)
        using (replayer)
        {
            return (replayer.Report(), findings);
        }
    }

    private static void MakeForeign(string[] snapshots)
    {
        foreach (var path in snapshots)
        {
            var bytes = File.ReadAllBytes(path);
            (SnapshotHeader.Parse(bytes) with { BinaryHash = new byte[32] }).Write(bytes.AsSpan(0, SnapshotHeader.Bytes));
            File.WriteAllBytes(path, bytes);
        }
    }

    private sealed class FullyArchived : IArchiveMark
    {
        public long ArchivedSequence => long.MaxValue;
    }
}
