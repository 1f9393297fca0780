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
    private readonly string _root = Path.Combine(Path.GetTempPath(), "chronos-test-" + Guid.NewGuid().ToString("N"));
    private ulong _nextId = 1;

    private string Data => Path.Combine(_root, "data");

    [Fact]
    public void RestoresTheNewestAndDecidesOnlyTheRestAgain()
    {
        Trade(runs: 3);
        var all = ReplayAll();

        using var f = Open();
        Assert.Equal((all.Records, 0L), (f.Engine.Recovered.SnapshotSequence, f.Engine.Recovered.Records));
        Assert.Equal(all.StateHash, f.Engine.Recovered.StateHash);
        Assert.DoesNotContain(f.Engine.RecoveryFindings, x => x.Verdict == RecoveryVerdict.SnapshotBad);
        Assert.True(f.Engine.Stop());
        Assert.True(ReplayAll().IsIdentical);
    }

    [Fact]
    public void DecidesTheTailAgainWhereTheEndHasNoSnapshot()
    {
        Trade(runs: 2);
        Trade(runs: 1, follows: false);
        var all = ReplayAll();

        using var f = Open();
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
        Trade(runs: 3);
        var all = ReplayAll();
        var snapshots = JournalFiles.Snapshots(Data);
        Assert.Equal(3, snapshots.Length);
        for (var i = 0; i < bad; i++)
        {
            Flip(snapshots[i], 300 + (i * 1000));
        }

        using var f = Open();
        var expected = bad == 3 ? 0 : SequenceOf(snapshots[bad]);
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
        Trade(runs: 2);
        Trade(runs: 1, follows: false);
        var newest = JournalFiles.Snapshots(Data)[0];
        Rewrite(newest, header => header.RecordCrc, isTampered: true);

        using var f = Open();
        Assert.Equal(SequenceOf(JournalFiles.Snapshots(Data)[1]), f.Engine.Recovered.SnapshotSequence);
        Assert.Contains(f.Engine.RecoveryFindings, x => x.Verdict == RecoveryVerdict.SnapshotBad && x.Message.StartsWith(newest, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void PassesOverOneThatStandsOnAnotherRecord(bool hasTail)
    {
        Trade(runs: 2);
        if (hasTail)
        {
            Trade(runs: 1, follows: false);
        }

        var snapshots = JournalFiles.Snapshots(Data);
        Rewrite(snapshots[0], header => header.RecordCrc + 1, isTampered: false);

        using var f = Open();
        Assert.Equal(SequenceOf(snapshots[1]), f.Engine.Recovered.SnapshotSequence);
        Assert.True(f.Engine.Recovered.IsIdentical);
    }

    /// <summary>A snapshot holds only what had been synced: a journal that ends before has lost records.</summary>
    [Fact]
    public void RefusesAJournalThatEndsBeforeASnapshot()
    {
        Trade(runs: 2);
        File.Delete(JournalFiles.Segments(Data)[^1]);

        var refused = Assert.Throws<JournalRefusedException>(() => Open());
        Assert.Equal((RecoveryVerdict.Truncated, RefusalCode.Corrupt), (refused.Verdict!.Value, refused.Code));
    }

    [Fact]
    public void InLiveASnapshotOfAnotherProgramIsPassedOver()
    {
        Trade(runs: 2);
        var all = ReplayAll();
        var own = Recover(EngineMode.Live);
        Assert.Equal((all.Records, all.StateHash), (own.Report.SnapshotSequence, own.Report.StateHash));

        MakeForeign(JournalFiles.Snapshots(Data));
        var (report, findings) = Recover(EngineMode.Live);
        Assert.Equal((0L, all.Records, all.StateHash), (report.SnapshotSequence, report.Records, report.StateHash));
        Assert.Equal(2, findings.Count(x => x.Verdict == RecoveryVerdict.ProgramMismatch));
        Assert.Equal(all.Records, Recover(EngineMode.Paper).Report.SnapshotSequence);
    }

    [Fact]
    public void InLiveAJournalWithoutItsBeginningIsRefusedToAnotherProgram()
    {
        Trade(runs: 3);
        var last = SequenceOf(JournalFiles.Snapshots(Data)[0]);
        var retention = new Retention(Data, EngineIdentity.TryRead(Data)!, new RetentionOptions { AgeNanosMax = 1, Archive = new FullyArchived() }, new DiskSync());
        Assert.NotEqual(0, retention.Remove(long.MaxValue, last, last));
        Assert.Equal(last, Recover(EngineMode.Live).Report.SnapshotSequence);

        MakeForeign(JournalFiles.Snapshots(Data));
        var refused = Assert.Throws<JournalRefusedException>(() => Recover(EngineMode.Live));
        Assert.Equal((RecoveryVerdict.ProgramMismatch, RefusalCode.Foreign), (refused.Verdict!.Value, refused.Code));
        Assert.Contains("taken by another program", refused.Message, StringComparison.Ordinal);
        Assert.Equal(last, Recover(EngineMode.Paper).Report.SnapshotSequence);
    }

    [Fact]
    public void DecidesEverythingAgainWhereTheOptionsSaySo()
    {
        Trade(runs: 2);
        using var f = new EngineFixture(s => s.StartsFromSnapshot = false, _root, keepDirectory: true);
        Assert.Equal((0L, true), (f.Engine.Recovered.SnapshotSequence, f.Engine.Recovered.Records > 0));
    }

    [Fact]
    public void TakesThemWhileItRuns()
    {
        using var f = new EngineFixture(s => s.Follower = new FollowerOptions { SnapshotRecords = 20 }, _root, keepDirectory: true);
        for (var i = 0; i < 200; i++)
        {
            f.Quote("BTCUSDT", "87000", "87001");
        }

        Tests.Journal.JournalFixture.WaitUntil(() => f.Engine.Follower!.Status is { LagRecords: 0, SnapshotSequence: > 40 });
        // How many depends on how far it lags: one is taken at most after every batch.
        Assert.InRange(JournalFiles.Snapshots(Data).Length, 1, 3);
        Assert.Null(f.Engine.Follower!.Status.SnapshotFailure);
    }

    public void Dispose()
    {
        if (Directory.Exists(_root))
        {
            Directory.Delete(_root, recursive: true);
        }
    }

    private EngineFixture Open(bool follows = true) =>
        new(s => s.Follower = follows ? new FollowerOptions() : null, _root, keepDirectory: true);

    private void Trade(int runs, bool follows = true)
    {
        for (var run = 0; run < runs; run++)
        {
            using var f = Open(follows);
            f.Clock.AdvanceTo(f.Engine.State.NowNanos + 1_000_000_000);
            f.Command(Chronos.Core.Commands.CommandAction.Arm, key: 1_000 + _nextId);
            f.Quote("BTCUSDT", "87000", "87001");
            for (var i = 0; i < 5; i++)
            {
                f.Propose(f.Limit(_nextId++, OrderSide.Buy, "0.01", i % 2 == 0 ? "87001" : "86990"));
            }

            Assert.True(f.Engine.Stop());
        }
    }

    /// <summary>What a start in a mode does before the engine looks at the journal's own.</summary>
    private (ReplayReport Report, IReadOnlyList<RecoveryFinding> Findings) Recover(EngineMode mode)
    {
        using var keys = EngineFixture.NewKeys();
        var (store, replayer, findings) = EngineRecovery.Run(new ChronosOptions
        {
            Policy = SamplePolicy.Load(),
            Keys = keys,
            Journal = new JournalOptions { DataDirectory = Data, RingDirectory = Path.Combine(_root, "ring") },
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

    private ReplayReport ReplayAll()
    {
        using var replayer = new Replayer();
        using var reader = JournalReader.Open(Data);
        while (reader.TryRead(out var record))
        {
            replayer.Replay(in record);
        }

        Assert.Null(replayer.FirstDifference);
        return replayer.Report();
    }

    private static void Rewrite(string path, Func<SnapshotHeader, uint> crc, bool isTampered)
    {
        var bytes = File.ReadAllBytes(path);
        var header = SnapshotHeader.Parse(bytes);
        var snapshot = SnapshotFile.Restore(path, bytes, header.EngineId.Span);
        if (isTampered)
        {
            snapshot.State.Positions[0, 0].Position += 1;
        }

        File.WriteAllBytes(path, SnapshotFile.Of(snapshot.State, header.EngineId.Span, crc(header), header.Epoch));
    }

    private static void Flip(string path, int at)
    {
        var bytes = File.ReadAllBytes(path);
        bytes[at] ^= 1;
        File.WriteAllBytes(path, bytes);
    }

    private sealed class FullyArchived : IArchiveMark
    {
        public long ArchivedSequence => long.MaxValue;
    }

    private static long SequenceOf(string path) => SnapshotHeader.Parse(File.ReadAllBytes(path)).Sequence;
}
