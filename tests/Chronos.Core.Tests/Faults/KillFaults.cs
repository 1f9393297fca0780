using Chronos.Core.Journal;
using Chronos.Core.Tests.Crash;
using Chronos.Core.Tests.Journal;
using Chronos.Core.Tests.Scenarios;
using Xunit.Abstractions;

namespace Chronos.Core.Tests.Faults;

/// <summary>Processes that are killed, stopped or started twice.</summary>
[Trait("Category", "Fault")]
public class KillFaults(ITestOutputHelper output)
{
    private const string Whole = "the journal is whole";
    private const string KilledByStrace = "exit 137 and strace's log of the kill, for each number";
    private const int Records = 80;

    internal static readonly IReadOnlyList<FaultRow> Rows =
    [
        Of(nameof(KilledAtRandomMoments), "F001", "killed at 20 random moments", "SIGKILL by the test", Whole, "exit 137"),
        Of(nameof(KilledAtTwoHundredRandomMoments), "F001a", "killed at 200 random moments", "SIGKILL by the test", Whole, "exit 137 two hundred times"),
        FaultRow.Of<KillNineTests>(nameof(KillNineTests.KeepsEveryOrderThatLeftUnderDurabilityProcess), "F001b", "engine killed under load, durability Process", "SIGKILL by the test", "every order that left is in the journal, which replays identically", "the process was alive before"),
        FaultRow.Of<KillNineTests>(nameof(KillNineTests.KeepsEveryOrderThatLeftUnderDurabilityDisk), "F001c", "engine killed under load, durability Disk", "SIGKILL by the test", "every order that left is in the journal, which replays identically", "the process was alive before"),
        FaultRow.Of<KillNineTests>(nameof(KillNineTests.KeepsEveryOrderThatLeftWhenTheRingIsLostUnderDurabilityDisk), "F001d", "engine killed and the ring gone", "SIGKILL, ring deleted", "every order that left is in the journal, which replays identically", "the process was alive before"),
        Of(nameof(KilledAtEveryCallOfTheWritePath), "F002", "killed at every write, sync, rename and removal of the write path", "strace, N = 1 until the run completes", Whole, KilledByStrace),
        Of(nameof(KilledAtEveryCallOfRecovery), "F006", "killed at every write, sync, rename and removal of a recovery", "strace, N = 1 until the recovery completes", "run again it leaves the bytes an undisturbed one leaves", KilledByStrace),
        Of(nameof(KilledWhileItStarts), "F015", "killed ten times while it starts", "SIGKILL at growing delays", "the records of before are whole, and the next start goes on", "exit 137 ten times"),
        FaultRow.Of<KillNineTests>(nameof(KillNineTests.ClosesTheJournalCleanlyOnTerminate), "F008", "told to end under load", "SIGTERM", "exit 0, Clean, state hash confirmed", "exit code"),
        Of(nameof(StoppedForAWhile), "F009", "stands still for a second and goes on", "SIGSTOP, SIGCONT", "everything appended, exit 0", "nothing was said while it stood"),
        FaultRow.Of<FailureTests>(nameof(FailureTests.StopsWhenAVenueThrows), "F010", "a venue throws", "test venue", "the engine stops, nothing more is taken", "the failure is the venue's"),
        Of(nameof(ASecondProcessIsRefused), "F011", "two processes on one journal", "started twice", "the second ends with 71 and touches nothing", "exit code, hash of the directory"),
        Of(nameof(WithoutDescriptors), "F014", "no file descriptors left", "prlimit --nofile", "a refused start; before and after the journal is whole", "the start is refused"),
        FaultRow.Of<FollowerProcessTests>(nameof(FollowerProcessTests.AStartAfterAKillComesToTheSameBooksFromASnapshot), "F007", "killed while the follower takes snapshots", "SIGKILL by the test", "the start comes to the books of the whole journal", "the process was alive before"),
        FaultRow.Of<FollowerProcessTests>(nameof(FollowerProcessTests.GoesOnOverRestartsAndFromSnapshots), "F007a", "engine restarted under a follower in another process", "stopped and started", "the follower goes on to the same books", "it reads the records of three runs"),
    ];

    [Fact]
    public void KilledAtRandomMoments() => KillAtRandom(20);

    [Fact]
    [Trait("Category", "Nightly")]
    public void KilledAtTwoHundredRandomMoments() => KillAtRandom(200);

    [StraceTheory]
    [InlineData("pwrite64")]
    [InlineData("fdatasync")]
    [InlineData("fsync")]
    [InlineData("rename")]
    [InlineData("unlink")]
    public void KilledAtEveryCallOfTheWritePath(string call)
    {
        for (var n = 1; ; n++)
        {
            using var journal = new FaultedJournal();
            var strace = Strace.KillAt(call, n);
            var end = journal.Append(Records, strace);
            if (!strace.HasHappened())
            {
                Assert.Equal(0, end.Code);
                Assert.True(n > 2, $"only {n - 1} calls of {call}");
                output.WriteLine($"{call}: killed at each of {n - 1}");
                return;
            }

            Assert.Equal(ChildProcess.Killed, end.Code);
            journal.AssertWhole(end.Synced);
        }
    }

    [StraceTheory]
    [InlineData("pwrite64", 5)]
    [InlineData("fdatasync", 3)]
    [InlineData("fsync", 3)]
    [InlineData("rename", 1)]
    [InlineData("unlink", 1)]
    public void KilledAtEveryCallOfRecovery(string call, int callsMin)
    {
        using var crashed = CrashedInEveryWay();
        using var undisturbed = crashed.Copy();
        Assert.Equal(0, undisturbed.Recover().Code);
        var expected = undisturbed.DataHash();
        for (var n = 1; ; n++)
        {
            using var journal = crashed.Copy();
            var strace = Strace.KillAt(call, n);
            var end = journal.Recover(strace);
            if (!strace.HasHappened())
            {
                Assert.Equal(0, end.Code);
                Assert.True(n > callsMin, $"only {n - 1} calls of {call}");
                output.WriteLine($"{call}: killed at each of {n - 1}");
                return;
            }

            Assert.Equal(ChildProcess.Killed, end.Code);
            Assert.Equal(0, journal.Recover().Code);
            Assert.Equal(expected, journal.DataHash());
        }
    }

    [Fact]
    public void KilledWhileItStarts()
    {
        using var journal = new FaultedJournal();
        Assert.Equal(0, journal.Append(Records).Code);
        for (var i = 0; i < 10; i++)
        {
            using var process = journal.StartAppend(0);
            Thread.Sleep(20 + (i * 12));
            Assert.Equal(ChildProcess.Killed, process.Kill().Code);
        }

        Assert.Equal(0, journal.Append(Records).Code);
        Assert.Equal(2 * Records, journal.AssertWhole(2 * Records).LastSequence);
    }

    [Fact]
    public void StoppedForAWhile()
    {
        using var journal = new FaultedJournal();
        using var process = journal.StartAppend(2000);
        process.WaitForLines(3);
        process.Signal("STOP");
        Thread.Sleep(100);
        var said = process.Lines().Length;
        Thread.Sleep(1000);
        Assert.Equal(said, process.Lines().Length);
        process.Signal("CONT");
        var end = process.WaitForEnd();
        Assert.Equal((0, 2000L), (end.Code, end.Synced));
        Assert.Equal((RecoveryVerdict.Clean, 2000L), journal.AssertWhole(2000));
    }

    [Fact]
    public void ASecondProcessIsRefused()
    {
        using var journal = new FaultedJournal();
        using var first = journal.StartAppend(0);
        first.WaitForLines(1);
        JournalFixture.WaitUntil(() => Directory.GetFiles(journal.Data, "spare-*.cxj").Length == 3);
        var before = journal.DataHash();
        var second = journal.Append(Records);
        Assert.Equal((int)RefusalCode.Busy, second.Code);
        Assert.Contains("is open in another process", second.Error, StringComparison.Ordinal);
        Assert.Equal((int)RefusalCode.Busy, journal.Recover().Code);
        Assert.Equal(before, journal.DataHash());
        first.EndInput();
        Assert.Equal(0, first.WaitForEnd().Code);
    }

    [Fact]
    public void WithoutDescriptors()
    {
        using var journal = new FaultedJournal();
        Assert.Equal(0, journal.Append(Records).Code);
        var refused = 0;
        for (var descriptors = 20; descriptors <= 60; descriptors += 4)
        {
            var end = ChildProcess.Run(
                ["prlimit", $"--nofile={descriptors}", "dotnet", Path.Combine(AppContext.BaseDirectory, "crash-child", "Chronos.CrashChild.dll"), "append", journal.Data, journal.Ring, "10", "synced"]);
            refused += end.Code == 0 ? 0 : 1;
            journal.AssertWhole(Math.Max(Records, end.Synced));
        }

        Assert.InRange(refused, 1, 11);
    }

    /// <summary>A torn last batch, more in the ring than on the disk, and a bad header copy, all at once.</summary>
    internal static FaultedJournal CrashedInEveryWay()
    {
        var journal = CrashedAtSyncOfBatch(out _);
        journal.Edit(journal.Segments[^1], bytes =>
        {
            bytes[100] ^= 1;
            var last = Array.FindLastIndex(bytes, b => b != 0);
            bytes.AsSpan(last - 99, 100).Clear();
        });
        var found = journal.Inspect().Findings.Select(f => f.Verdict).ToArray();
        Assert.All((RecoveryVerdict[])[RecoveryVerdict.RingAhead, RecoveryVerdict.TornTail, RecoveryVerdict.HeaderRepaired], v => Assert.Contains(v, found));
        return journal;
    }

    /// <summary>
    /// Ended by a sync that failed, of a batch of records: which sync that is depends on when heartbeats came. Where the
    /// batch begins in the last segment.
    /// </summary>
    internal static FaultedJournal CrashedAtSyncOfBatch(out int frame)
    {
        for (var n = 4; n < 20; n++)
        {
            var journal = new FaultedJournal();
            var strace = Strace.FailAt("fdatasync", "EIO", n);
            var end = journal.Append(Records, strace);
            Assert.True(strace.HasHappened());
            Assert.Equal(ChildProcess.FailFast, end.Code);
            var inspected = journal.Inspect();
            frame = FrameBehind(File.ReadAllBytes(journal.Segments[^1]), inspected.SyncedSequence);
            if (frame > 0)
            {
                return journal;
            }

            journal.Dispose();
        }

        throw new InvalidOperationException("no sync of a batch failed");
    }

    /// <summary>Where the frame of the batch begins that stands behind a sequence; 0 where there is none.</summary>
    private static int FrameBehind(byte[] bytes, long sequence)
    {
        for (var offset = SegmentHeader.DataOffset; offset < bytes.Length - JournalFrame.Bytes; offset += 8)
        {
            if (BitConverter.ToInt32(bytes, offset) == JournalFrame.Bytes
                && BitConverter.ToUInt16(bytes, offset + 24) >= JournalRecord.ReservedTypes
                && BitConverter.ToInt64(bytes, offset + 48) == sequence + 1
                && BitConverter.ToInt32(bytes, offset + 60) > 0)
            {
                return offset;
            }
        }

        return 0;
    }

    internal static FaultedJournal WrittenAndKilled()
    {
        var journal = new FaultedJournal();
        using var process = journal.StartAppend(100_000);
        process.WaitForLines(12);
        Assert.Equal(ChildProcess.Killed, process.Kill().Code);
        return journal;
    }

    private static FaultRow Of(string method, string id, string fault, string injected, string expected, string proof) =>
        FaultRow.Of<KillFaults>(method, id, fault, injected, expected, proof);

    private void KillAtRandom(int kills)
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        using var journal = new FaultedJournal();
        var verdicts = new Dictionary<RecoveryVerdict, int>();
        long synced = 0;
        for (var kill = 0; kill < kills; kill++)
        {
            using var process = journal.StartAppend(100_000);
            process.WaitForLines(1 + random.Next(30));
            Thread.Sleep(random.Next(3));
            var end = process.Kill();
            Assert.Equal(ChildProcess.Killed, end.Code);
            synced = Math.Max(synced, end.Synced);
            var losesRing = random.Next(4) == 0;
            if (losesRing)
            {
                journal.LoseRing();
            }

            var (verdict, last) = journal.AssertWhole(synced);
            synced = last;
            verdicts[verdict] = verdicts.GetValueOrDefault(verdict) + 1;
        }

        output.WriteLine($"{synced} records; {string.Join(", ", verdicts)}");
    }
}
