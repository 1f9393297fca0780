using Chronos.Core.Commands;
using Chronos.Core.Journal;
using Chronos.Core.Tests.Journal;
using Chronos.Core.Tests.Scenarios;
using Xunit.Abstractions;

namespace Chronos.Core.Tests.Faults;

/// <summary>Disks that report errors, or take their time.</summary>
[Trait("Category", "Fault")]
public class DiskErrorFaults(ITestOutputHelper output)
{
    private const string Whole = "the journal is whole";
    private const string Injected = "the call stands as injected in strace's log";
    private const int Records = 60;

    internal static readonly IReadOnlyList<FaultRow> Rows =
    [
        Of(nameof(AFailedSyncEndsTheProcess), "F032", "a sync fails once, and what it should have written is lost", "strace: fdatasync = EIO; the batch zeroed", "exit 134, reason file, no further sequence told safe; the restart writes the batch from the ring into a new segment", Injected),
        Of(nameof(AFailedSyncEndsTheProcess), "F032a", "a sync fails once, and what it should have written stands in the cache", "strace: fdatasync = EIO", "exit 134; the restart writes the batch again in its place", Injected),
        FaultRow.Of<FailStopTests>(nameof(FailStopTests.FirstFailureStopsEgressOnceAndForGood), "F032b", "a sync or a write fails once", "test disk", "nothing may leave any more, the reason is written, once", "the call is named in the reason"),
        Of(nameof(ASlowSyncLetsNothingOut), "F033", "every sync takes 100 ms", "strace: fdatasync delayed", "nothing is told safe sooner; closed in good order", "the run takes at least as long as its syncs"),
        Of(nameof(AStalledSyncHalts), "F033a", "a sync takes 1.5 s", "strace: fdatasync delayed, an armed engine", "the engine is halted by a journaled command that names SlowSync", "strace's log of the delay"),
        FaultRow.Of<DiskWatchTests>(nameof(DiskWatchTests.WarnsFrom50MillisAndHaltsNothing), "F033b", "a sync takes 49, 50, 999 ms", "test clock", "told from 50 ms on, nothing is halted", "the counter of slow syncs"),
        FaultRow.Of<DiskWatchTests>(nameof(DiskWatchTests.HaltsWhileTheSyncIsStillUnderWay), "F033c", "a sync does not end", "test clock", "halted at 1 s, while it lasts", "999 ms do not halt"),
        Of(nameof(AnInterruptedCallIsRepeated), "F034", "a write or a sync is interrupted", "strace: EINTR", "done again, exit 0, the journal is whole", Injected),
        Of(nameof(AWriteThatFailsEndsTheProcess), "F035", "writing a batch fails: EIO, ENOSPC, EDQUOT, EFBIG", "strace: pwrite64", "exit 134 with a reason file, or a refused start; " + Whole, Injected),
        Of(nameof(EveryCallMayFail), "F041", "the N-th write, sync, rename or directory open fails, for every N", "strace: EIO", "done, refused or ended with a reason; " + Whole, Injected),
        Of(nameof(EveryCallOfRecoveryMayFail), "F041a", "the N-th write, sync or rename of a recovery fails, for every N", "strace: EIO", "refused with 73 (a rename is done by a link instead); run again it leaves the bytes an undisturbed one leaves", Injected),
        FaultRow.Of<FailStopTests>(nameof(FailStopTests.EveryCallMayFailAndTheJournalStaysWhole), "F041b", "the N-th write or sync fails, for every N", "test disk", Whole, "calls counted"),
        FaultRow.Of<RecoveryTests>(nameof(RecoveryTests.RepairKilledAtAnyCallEndsWithTheSameBytes), "F041c", "a repair is cut short at every call", "test disk", "run again it leaves the same bytes", "the repair throws"),
        FaultRow.Of<RingRecoveryTests>(nameof(RingRecoveryTests.RingRecoveryKilledAtAnyCallEndsWithTheSameBytes), "F041d", "writing the ring to new segments is cut short at every call", "test disk", "run again it leaves the same bytes", "the repair throws"),
        Of(nameof(AReadErrorIsRefused), "F036", "a segment cannot be read", "strace: pread64 = EIO", "Device, exit 73; read again it is whole", Injected),
        FaultRow.Of<DiskSyncTests>(nameof(DiskSyncTests.SyncErrorsAreThrown), "F032c", "a device that cannot be synced", "/dev/full", "the error is thrown", "the error"),
        Of(nameof(SyncsThatHideTheirErrorsAreNoticed), "F032d", "sync errors go unseen on this machine", "strace: fdatasync always says 0", "refused to start, exit 70", Injected),
        FaultRow.Of<SparePoolTests>(nameof(SparePoolTests.FailedSyncOfASpareEndsTheProcess), "F032e", "the sync of a spare segment fails", "test disk", "the process is ended", "the disk's log"),
        Of(nameof(ARingThatIsCutShortKillsOnlyTheProcess), "F031", "the ring file is cut short from outside", "truncate", "the process dies; what was told synced is on the disk, once the ring is put away", "exit by signal"),
        FaultRow.Of<MountTableTests>(nameof(MountTableTests.RefusesWhatIsNoDisk), "F040", "a live journal on tmpfs or another unsuitable file system", "/dev/shm, /proc", "refused, code 69", "the refusal names the type"),
    ];

    /// <summary>With and without what was not synced being lost.</summary>
    [StraceTheory]
    [InlineData(true)]
    [InlineData(false)]
    public void AFailedSyncEndsTheProcess(bool isLost)
    {
        using var journal = KillFaults.CrashedAtSyncOfBatch(out var frame);
        var reason = File.ReadAllText(journal.ReasonFile);
        var synced = journal.Inspect().SyncedSequence;
        Assert.Contains("fdatasync failed", reason, StringComparison.Ordinal);
        Assert.Contains($"synced {synced}, written", reason, StringComparison.Ordinal);
        if (isLost)
        {
            journal.Edit(journal.Segments[^1], bytes => bytes.AsSpan(frame).Clear());
        }

        var (verdict, last) = journal.AssertWhole(synced + 1);
        Assert.True(verdict == RecoveryVerdict.RingAhead || (!isLost && verdict == RecoveryVerdict.UncleanEmptyTail), $"{verdict}");
        Assert.Contains($"written {last}\n", reason, StringComparison.Ordinal);
        Assert.True(!isLost || journal.Segments.Contains(Path.Combine(journal.Data, JournalFiles.SegmentName(synced + 1))));
        Assert.Equal(0, journal.Append(Records).Code);
        journal.AssertWhole(last + Records);
    }

    [StraceFact]
    public void ASlowSyncLetsNothingOut()
    {
        using var journal = new FaultedJournal();
        var strace = new Strace("fdatasync", "delay_enter=100000:when=2+2");
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var end = journal.Append(Records, strace);
        Assert.True(clock.ElapsedMilliseconds > 400, $"{clock.ElapsedMilliseconds} ms");
        Assert.True(strace.HasHappened());
        Assert.Equal((0, (long)Records), (end.Code, end.Synced));
        Assert.Equal((RecoveryVerdict.Clean, (long)Records), journal.AssertWhole(Records));
    }

    [StraceFact]
    public void AStalledSyncHalts()
    {
        using var journal = new Crash.KilledJournal(Durability.Process);
        var strace = new Strace("fdatasync", "delay_enter=1500000:when=40");
        using (var engine = ChildProcess.Start(strace, ["run", journal.Options.DataDirectory, journal.Options.RingDirectory!, "process", "calm"]))
        {
            engine.WaitForLines(1);
            WaitUntilNothingIsSaid(engine);
            engine.EndInput();
            Assert.Equal(0, engine.WaitForEnd().Code);
        }

        Assert.True(strace.HasHappened());
        Assert.StartsWith("SlowSync", HaltReason(journal.Options.DataDirectory), StringComparison.Ordinal);
        Assert.True(journal.RecoverAndReplay().IsIdentical);
    }

    [StraceTheory]
    [InlineData("pwrite64")]
    [InlineData("fdatasync")]
    [InlineData("fsync")]
    public void AnInterruptedCallIsRepeated(string call)
    {
        using var journal = new FaultedJournal();
        var strace = Strace.FailAt(call, "EINTR", 4);
        var end = journal.Append(Records, strace);
        Assert.True(strace.HasHappened());
        Assert.Equal((0, (long)Records), (end.Code, end.Synced));
        Assert.Equal((RecoveryVerdict.Clean, (long)Records), journal.AssertWhole(Records));
    }

    [StraceTheory]
    [InlineData("EIO")]
    [InlineData("ENOSPC")]
    [InlineData("EDQUOT")]
    [InlineData("EFBIG")]
    public void AWriteThatFailsEndsTheProcess(string error)
    {
        var ended = 0;
        for (var n = 2; n <= 23; n += 3)
        {
            using var journal = new FaultedJournal();
            var strace = Strace.FailAt("pwrite64", error, n);
            var end = journal.Append(3 * Records, strace);
            ended += strace.HasHappened() && end.Code == ChildProcess.FailFast ? 1 : 0;
            var refusal = (int)(error == "EIO" ? RefusalCode.Device : RefusalCode.NoSpace);
            Assert.Contains(end.Code, (int[])[0, ChildProcess.FailFast, refusal]);
            if (end.Code == ChildProcess.FailFast)
            {
                Assert.Contains("could not be written", File.ReadAllText(journal.ReasonFile), StringComparison.Ordinal);
            }

            journal.AssertWhole(end.Synced);
        }

        Assert.NotEqual(0, ended);
    }

    [StraceTheory]
    [InlineData("pwrite64")]
    [InlineData("fdatasync")]
    [InlineData("fsync")]
    [InlineData("rename")]
    public void EveryCallMayFail(string call)
    {
        var codes = new SortedDictionary<int, int>();
        for (var n = 1; ; n++)
        {
            using var journal = new FaultedJournal();
            var strace = Strace.FailAt(call, "EIO", n);
            var end = journal.Append(Records, strace);
            if (!strace.HasHappened())
            {
                Assert.Equal(0, end.Code);
                Assert.True(n > 2);
                output.WriteLine($"{call}: each of {n - 1} failed; exit codes {string.Join(", ", codes)}");
                return;
            }

            codes[end.Code] = codes.GetValueOrDefault(end.Code) + 1;
            Assert.True(end.Code is 0 or ChildProcess.FailFast or (int)RefusalCode.Device or (int)RefusalCode.SelfTest, $"{n}: {end.Code} {end.Error}");
            Assert.Equal(end.Code == ChildProcess.FailFast, File.Exists(journal.ReasonFile));
            journal.AssertWhole(end.Synced);
        }
    }

    [StraceTheory]
    [InlineData("pwrite64")]
    [InlineData("fdatasync")]
    [InlineData("fsync")]
    [InlineData("rename")]
    public void EveryCallOfRecoveryMayFail(string call)
    {
        using var crashed = KillFaults.CrashedInEveryWay();
        using var undisturbed = crashed.Copy();
        Assert.Equal(0, undisturbed.Recover().Code);
        var expected = undisturbed.DataHash();
        for (var n = 1; ; n++)
        {
            using var journal = crashed.Copy();
            var strace = Strace.FailAt(call, "EIO", n);
            var end = journal.Recover(strace);
            if (!strace.HasHappened())
            {
                Assert.Equal(0, end.Code);
                Assert.True(n > 1);
                return;
            }

            // A rename that fails is done by a link instead.
            Assert.True(end.Code is (int)RefusalCode.Device or (int)RefusalCode.SelfTest || (call == "rename" && end.Code == 0), $"{n}: {end.Code} {end.Error}");
            Assert.Equal(0, journal.Recover().Code);
            Assert.Equal(expected, journal.DataHash());
        }
    }

    [StraceFact]
    public void AReadErrorIsRefused()
    {
        using var journal = new FaultedJournal();
        Assert.Equal(0, journal.Append(Records).Code);
        var strace = Strace.FailAt("pread64", "EIO", 1, journal.Segments[0]);
        var end = journal.Recover(strace);
        Assert.True(strace.HasHappened());
        Assert.Equal((int)RefusalCode.Device, end.Code);
        Assert.Equal(0, journal.Recover().Code);
        journal.AssertWhole(Records);
    }

    [StraceFact]
    public void SyncsThatHideTheirErrorsAreNoticed()
    {
        using var journal = new FaultedJournal();
        var strace = new Strace("fdatasync", "retval=0");
        var end = journal.Append(Records, strace);
        Assert.True(strace.HasHappened());
        Assert.Equal((int)RefusalCode.SelfTest, end.Code);
        Assert.Empty(journal.Segments);
    }

    [Fact]
    public void ARingThatIsCutShortKillsOnlyTheProcess()
    {
        using var journal = new FaultedJournal();
        using var process = journal.StartAppend(100_000);
        process.WaitForLines(5);
        ChildProcess.Must("truncate", "-s", "0", Path.Combine(journal.Ring, JournalFiles.RingName));
        var end = process.WaitForEnd();
        Assert.True(end.Code is ChildProcess.FailFast or 128 + 7 or 128 + 11, $"{end.Code}: {end.Error}");
        Assert.Equal((RecoveryVerdict.Corrupt, true), (journal.Inspect().Verdict, journal.Inspect().IsRefused));
        journal.LoseRing();
        journal.AssertWhole(end.Synced);
    }

    internal static string? HaltReason(string dataDirectory)
    {
        using var reader = JournalReader.Open(dataDirectory);
        while (reader.TryRead(out var record))
        {
            if ((EventKind)record.Type == EventKind.Command)
            {
                var command = System.Runtime.InteropServices.MemoryMarshal.Read<OperatorCommand>(record.Payload[RecordPayload.HeadBytes..]);
                if (command.Action == CommandAction.Halt)
                {
                    return command.Reason;
                }
            }
        }

        return null;
    }

    /// <summary>An engine that is halted sends no more orders.</summary>
    internal static void WaitUntilNothingIsSaid(ChildProcess engine)
    {
        int said;
        do
        {
            said = engine.Lines().Length;
            Thread.Sleep(800);
        }
        while (said != engine.Lines().Length);
    }

    private static FaultRow Of(string method, string id, string fault, string injected, string expected, string proof) =>
        FaultRow.Of<DiskErrorFaults>(method, id, fault, injected, expected, proof);
}
