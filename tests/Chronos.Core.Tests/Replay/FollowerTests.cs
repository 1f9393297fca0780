using Chronos.Core.Journal;
using Chronos.Core.Model;
using Chronos.Core.Replay;
using Chronos.Core.Tests.Journal;
using Chronos.Core.Tests.Scenarios;

namespace Chronos.Core.Tests.Replay;

/// <summary>A follower in the engine's process.</summary>
public class FollowerTests
{
    [Fact]
    public void DecidesEverythingAgainUnderLoad()
    {
        using var f = new EngineFixture(s => s.Follower = new FollowerOptions { AuditRecords = 5_000 });
        f.Arm();
        f.Quote("BTCUSDT", "87000", "87001");
        var proposers = new[] { "momentum", "mean-reversion" }.Select(name => new Thread(() => Flood(f, name, 20_000))).ToArray();
        Array.ForEach(proposers, t => t.Start());
        Array.ForEach(proposers, t => t.Join());
        f.Engine.WaitUntilIdle();

        var follower = f.Engine.Follower!;
        JournalFixture.WaitUntil(() => follower.Status is { LagRecords: 0, Audits: > 0 });
        Assert.Equal((null, 0L, true), (follower.Status.Alarm, follower.Status.LagNanos, follower.Status.IsRunning));
        Assert.Equal(f.Engine.State.Hash(), follower.Read(books => books.Hash()));
        Assert.True(f.Engine.Stop());
        var status = follower.Status;
        Assert.Equal((f.Engine.Journal.Written, f.Engine.Journal.Written, false), (status.Sequence, status.Records, status.IsRunning));
        Assert.Equal(status.Sequence, status.SnapshotSequence);
        Assert.True(status.Decisions >= 40_000, $"{status.Decisions} decisions");
    }

    [Fact]
    public void LagsWhileItIsHeldAndCatchesUp()
    {
        using var f = new EngineFixture(s => s.Follower = new FollowerOptions());
        var follower = f.Engine.Follower!;
        JournalFixture.WaitUntil(() => follower.Status.LagRecords == 0);
        follower.Read(_ =>
        {
            f.Quote("BTCUSDT", "87000", "87001");
            f.Advance(5);
            f.Quote("BTCUSDT", "87000", "87001");
            f.Advance(7);
            Assert.Equal(2, follower.Status.LagRecords);
            Assert.Equal(12_000_000, follower.Status.LagNanos);
            return 0;
        });
        JournalFixture.WaitUntil(() => follower.Status is { LagRecords: 0, LagNanos: 0 });
    }

    [Fact]
    public void HaltsTheEngineAtTheFirstDifference()
    {
        using var f = new EngineFixture(s => s.Follower = new FollowerOptions());
        f.Arm();
        f.Quote("BTCUSDT", "87000", "87001");
        var follower = f.Engine.Follower!;
        JournalFixture.WaitUntil(() => follower.Status.LagRecords == 0);

        // From here on the two disagree about whether the venue is connected.
        follower.Read(books =>
        {
            books.SetSession(0, false);
            return 0;
        });
        var decided = f.Propose(f.Limit(1, OrderSide.Buy, "0.01", "87001"));
        Assert.Equal(Verdict.Approve, decided.Verdict);
        JournalFixture.WaitUntil(() => f.Engine.TradingState == TradingState.Halted);

        var status = follower.Status;
        Assert.StartsWith($"record {decided.Sequence}: Proposal: ", status.Alarm, StringComparison.Ordinal);
        Assert.False(status.IsRunning);
        Assert.True(status.Sequence < decided.Sequence, "what differs is not held");
        Assert.Equal(Verdict.Block, f.Propose(f.Limit(2, OrderSide.Buy, "0.01", "87001")).Verdict);
        Assert.True(f.Engine.Stop());
        Assert.Equal((0L, true), (follower.Status.SnapshotSequence, f.Replay().IsIdentical));
    }

    [Fact]
    public void HaltsTheEngineWhenItsBooksContradictThemselves()
    {
        using var f = new EngineFixture(s => s.Follower = new FollowerOptions());
        f.Arm();
        f.Quote("BTCUSDT", "87000", "87001");
        f.Propose(f.Limit(1, OrderSide.Buy, "0.01", "86000"));
        var follower = f.Engine.Follower!;
        JournalFixture.WaitUntil(() => follower.Status is { LagRecords: 0, Audits: > 0 });
        follower.Read(books => books.Positions[0, 0].WorkingBuys += 1);
        f.Engine.TryTick();
        JournalFixture.WaitUntil(() => f.Engine.TradingState == TradingState.Halted);

        Assert.Contains("contradict", follower.Status.Alarm!, StringComparison.Ordinal);
    }

    [Fact]
    public void HaltsTheEngineWhenTheDiskGivesBackSomethingElse()
    {
        using var f = new EngineFixture(s => s.Follower = new FollowerOptions());
        f.Arm();
        var follower = f.Engine.Follower!;
        JournalFixture.WaitUntil(() => follower.Status.LagRecords == 0);
        follower.Read(_ =>
        {
            f.Quote("BTCUSDT", "87000", "87001");
            JournalFixture.WaitUntil(() => f.Engine.Journal.Synced == f.Engine.Journal.Written);
            FlipIn(JournalFiles.Segments(f.DataDirectory)[^1], f.Engine.Journal.Written);
            return 0;
        });
        JournalFixture.WaitUntil(() => f.Engine.TradingState == TradingState.Halted);

        Assert.Contains("CRC", follower.Status.Alarm!, StringComparison.Ordinal);
        Assert.Contains(f.DataDirectory, follower.Status.Alarm!, StringComparison.Ordinal);
    }

    [Fact]
    public void ReadersWaitForABatchAndNoLonger()
    {
        using var f = new EngineFixture(s => s.Follower = new FollowerOptions());
        f.Arm();
        f.Quote("BTCUSDT", "87000", "87001");
        var flood = new Thread(() => Flood(f, "momentum", 20_000));
        flood.Start();
        var reads = 0;
        while (flood.IsAlive)
        {
            var (sequence, inconsistency) = f.Engine.Follower!.Read(books => (books.Sequence, books.FindInconsistency()));
            Assert.Null(inconsistency);
            Assert.True(sequence <= f.Engine.Journal.Synced, "ahead of the disk");
            reads++;
        }

        flood.Join();
        Assert.True(reads > 10, $"{reads} reads");
    }

    [Theory]
    [InlineData("SnapshotsKept is 1")]
    [InlineData("AuditRecords is 0")]
    [InlineData("neither an age nor a size")]
    public void RefusesOptionsThatMakeNoSense(string error)
    {
        var options = new FollowerOptions { SnapshotsKept = 1, AuditRecords = 0, Retention = new() };
        var refused = Assert.Throws<ArgumentException>(() => new EngineFixture(s => s.Follower = options));
        Assert.Contains(error, refused.Message, StringComparison.Ordinal);
    }

    /// <summary>Changes a byte of the record of a sequence, whose header holds it.</summary>
    private static void FlipIn(string path, long sequence)
    {
        using var file = File.Open(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        var bytes = new byte[64 * 1024];
        file.ReadExactly(bytes);
        for (var at = (int)SegmentHeader.DataOffset; at < bytes.Length; at += 8)
        {
            if (BitConverter.ToInt64(bytes, at + 8) == sequence && BitConverter.ToUInt16(bytes, at + 24) == (ushort)EventKind.Quote)
            {
                file.Position = at + JournalRecord.HeaderBytes + 20;
                file.WriteByte((byte)(bytes[at + JournalRecord.HeaderBytes + 20] ^ 1));
                return;
            }
        }

        Assert.Fail($"{path} has no quote at {sequence}");
    }

    private static void Flood(EngineFixture f, string strategy, int count)
    {
        for (var id = 1; id <= count;)
        {
            var proposal = f.Limit((ulong)id, OrderSide.Buy, "0.001", "87001", strategy: strategy);
            proposal.TimeInForce = TimeInForce.Ioc;
            if (f.Engine.TryPropose(in proposal) == SubmitResult.Accepted)
            {
                id++;
            }
            else
            {
                Thread.Sleep(0);
            }
        }
    }
}
