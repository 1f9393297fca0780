using System.Security.Cryptography;
using Chronos.Core.Clocks;
using Chronos.Core.Engine;
using Chronos.Core.Journal;
using Chronos.Core.Model;
using Chronos.Core.Replay;
using Chronos.Core.Signing;
using Chronos.Core.Tests.Journal;
using Chronos.Core.Tests.Pipeline;
using Chronos.Core.Tests.Scenarios;

namespace Chronos.Core.Tests.Crash;

/// <summary>Followers and engines in processes of their own, one of which may be killed.</summary>
[Trait("Category", "Crash")]
public class FollowerProcessTests
{
    private const int FirstOrderMillisMax = 15_000;

    [Fact]
    public void FollowsAnEngineInAnotherProcess()
    {
        using var f = new EngineFixture(s => s.Durability = Durability.Disk);
        using var follower = new FollowerProcess(f.DataDirectory, f.RingDirectory);
        f.Arm();
        f.Quote("BTCUSDT", "87000", "87001");
        for (ulong id = 1; id <= 3_000; id++)
        {
            var proposal = f.Limit(id, OrderSide.Buy, "0.001", "87001");
            while (f.Engine.TryPropose(in proposal) != SubmitResult.Accepted)
            {
                Thread.Sleep(0);
            }
        }

        f.Engine.WaitUntilIdle();
        var written = f.Engine.Journal.Written;
        var end = follower.EndAt(written);
        Assert.Equal((0, written, written, 0L), (end.Code, end.Sequence, end.Records, end.Lag));
        Assert.Equal(Convert.ToHexStringLower(f.Engine.State.Hash()), end.StateHash);
    }

    [Fact]
    public void GoesOnOverRestartsAndFromSnapshots()
    {
        string root;
        using (var first = new EngineFixture(s => s.Follower = new FollowerOptions(), keepDirectory: true))
        {
            root = first.Root;
            Assert.True(first.Engine.Stop());
        }

        var snapshot = JournalFiles.Snapshots(Path.Combine(root, "data")).Single();
        using var follower = new FollowerProcess(Path.Combine(root, "data"), Path.Combine(root, "ring"));
        for (var run = 0; run < 3; run++)
        {
            using var f = new EngineFixture(directory: root, keepDirectory: run < 2);
            if (run > 0)
            {
                f.Quote("BTCUSDT", "87000", "87001");
            }

            f.Engine.Stop();
            if (run == 2)
            {
                var end = follower.EndAt(f.Engine.Journal.Synced);
                Assert.Equal((0, f.Engine.Journal.Synced), (end.Code, end.Sequence));
                Assert.Equal(SequenceOf(snapshot), end.Sequence - end.Records);
                Assert.Equal(Convert.ToHexStringLower(f.Engine.State.Hash()), end.StateHash);
            }
        }
    }

    [Fact]
    public void EndsAtADecisionThatWasNotTheEngines()
    {
        using var source = new PipelineFixture(new TestPolicy());
        source.Propose(source.Order(OrderSide.Buy, 1, 101));
        source.Propose(source.Order(OrderSide.Buy, 2, 101));
        source.Quote();
        var records = source.Journal.Records;
        var tampered = records.FindLastIndex(r => r.Kind == EventKind.Proposal);
        records[tampered].Payload[RecordPayload.HeadBytes + 80 + 24] ^= 1;

        using var journal = new JournalFixture { Disk = new FaultyDisk() };
        using (var store = journal.OpenAndStart(segmentBytes: 1 << 20, ringBytes: 1 << 20))
        {
            using var follower = new FollowerProcess(journal.Data, journal.Ring);
            Append(store, records);
            var end = follower.EndAt(records.Count);
            Assert.Equal((1, records[tampered].Sequence - 1), (end.Code, end.Sequence));
            Assert.StartsWith($"record {records[tampered].Sequence}: Proposal: first difference", follower.Errors, StringComparison.Ordinal);
        }
    }

    /// <summary>Killed while its follower takes one snapshot after the other: every start comes to the books of the whole journal.</summary>
    [Theory]
    [InlineData(Durability.Process)]
    [InlineData(Durability.Disk)]
    public void AStartAfterAKillComesToTheSameBooksFromASnapshot(Durability durability)
    {
        using var journal = new KilledJournal(durability);
        for (var kill = 0; kill < 3; kill++)
        {
            using (var engine = EngineProcess.Run(journal.Options, follows: true))
            {
                Assert.True(engine.WaitForOrders(100, FirstOrderMillisMax), engine.HasExited ? engine.Errors : "");
                var before = kill;
                JournalFixture.WaitUntil(() => JournalFiles.Snapshots(journal.Options.DataDirectory).Length > Math.Min(before, 2));
                Thread.Sleep(17 * kill);
                journal.Note(engine.Kill());
            }

            var fromSnapshot = Start(journal.Options, startsFromSnapshot: true);
            var fromEverything = journal.RecoverAndReplay();
            Assert.Equal(fromEverything.StateHash, fromSnapshot.StateHash);
            Assert.Equal(fromEverything.Records, fromSnapshot.SnapshotSequence + fromSnapshot.Records);
            Assert.True(fromSnapshot.SnapshotSequence > 0, "no snapshot was taken");
        }
    }

    private static ReplayReport Start(JournalOptions options, bool startsFromSnapshot)
    {
        using var keys = new KeyRing(new SealKey(1, SHA256.HashData("seal"u8)));
        var (store, replayer, findings) = EngineRecovery.Run(new ChronosOptions
        {
            Policy = SamplePolicy.Load(),
            Keys = keys,
            Journal = options,
            Venues = [],
            Clock = new SystemClock(),
            StartsFromSnapshot = startsFromSnapshot,
        });
        using (store)
        using (replayer)
        {
            Assert.DoesNotContain(findings, x => x.Verdict == RecoveryVerdict.SnapshotBad);
            return replayer.Report();
        }
    }

    private static unsafe void Append(JournalStore store, List<MemoryJournal.Record> records)
    {
        foreach (var record in records)
        {
            var place = store.Ring.TryReserve(record.Payload.Length);
            Assert.True(place != null, "the ring is full");
            record.Payload.CopyTo(new Span<byte>(place, record.Payload.Length));
            store.Ring.Commit((ushort)record.Kind, 1, record.Sequence, record.TimeNanos, 1);
        }

        store.Ring.Publish();
        JournalFixture.WaitUntilSynced(store);
    }

    private static long SequenceOf(string path) =>
        long.Parse(Path.GetFileNameWithoutExtension(path)["snapshot-".Length..], null);
}
