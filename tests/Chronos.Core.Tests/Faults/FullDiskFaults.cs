using Chronos.Core.Clocks;
using Chronos.Core.Commands;
using Chronos.Core.Journal;
using Chronos.Core.Model;
using Chronos.Core.Tests.Journal;
using Chronos.Core.Tests.Journal.Proof;
using Chronos.Core.Tests.Replay.Snapshots;
using Chronos.Core.Tests.Scenarios;

namespace Chronos.Core.Tests.Faults;

/// <summary>Disks without space, at every place that needs some.</summary>
[Trait("Category", "Fault")]
public class FullDiskFaults
{
    private const long SegmentBytes = 16 * 1024;

    internal static readonly IReadOnlyList<FaultRow> Rows =
    [
        Of(nameof(NoSpaceForSparesHaltsUntilThereIsSome), "F027", "no space to make spare segments", "a tmpfs filled under a running engine", "Halted by a journaled NoSpareSegment, fills are still booked, arming does not last; with space again it is armed by command", "spares below two, the error in the status"),
        Of(nameof(LowSpaceIsToldBeforeItHalts), "F043", "space runs low", "a tmpfs filled under a running engine", "first told, while proposals still pass; then Halted by NoSpareSegment before the last spare is used, and no proposal passes", "two spares and the error in the status, then one"),
        Of(nameof(AFullDiskTakesNothingBack), "F027a", "the disk fills until no segment can be begun", "a tmpfs of twelve segments", "waits with everything in the ring; with space again nothing is missing", "the process tells the error, the file system is full"),
        Of(nameof(WritesIntoSparesNeedNoSpace), "F028", "the disk fills while spares are there", "a tmpfs filled before the first record", "all records of the present segment are synced", "the filler found no space left"),
        Of(nameof(NoSpaceToStartIsRefused), "F027b", "no space for the first segments at a start", "a full tmpfs", "refused with 72, nothing half-made stays", "exit code, names in the directory"),
        Of(nameof(NoSpaceForTheRingIsRefused), "F030", "no space for the ring at a start", "a full tmpfs", "refused with 72, no ring file", "exit code, names in the directory"),
        Of(nameof(NoSpaceToRecoverIsRefused), "F027c", "no space to write the ring to a new segment", "a full tmpfs", "refused with 72; with space again nothing is missing", "exit code, the file system is full"),
        Of(nameof(ADiskThatLosesWhatItTookEndsTheProcess), "F032f", "a thin disk runs out beneath the file system", "ext4 on a sparse image in a full tmpfs", "exit 134 with a reason file at the first failed sync; what was told synced is there", "the reason names the sync"),
        Of(nameof(AReadOnlyDiskEndsTheProcess), "F037", "the disk becomes read-only", "ext4 image remounted", "exit 134 with a reason file, or no more spares; what was told synced is there", "the mount's own error"),
        Of(nameof(ASparseSpareIsNotUsed), "F029", "a spare with holes", "truncate", "made anew", "the hole is found"),
        FaultRow.Of<SparePoolTests>(nameof(SparePoolTests.NoSpaceIsAConditionThatPasses), "F027d", "making spares fails, then works again", "test disk", "reported, nothing half-made stays, made when it works", "the error is told"),
        FaultRow.Of<SnapshotFileTests>(nameof(SnapshotFileTests.LeavesNothingWhereTheDiskFails), "F039", "no space for a snapshot", "test disk", "abandoned, nothing half-made stays", "the disk's error"),
        FaultRow.Of<SealerTests>(nameof(SealerTests.WithoutSpaceItLagsAndCatchesUp), "F039a", "no space for a checkpoint", "test disk", "told, tried again, sealed when there is space", "the error in the status"),
        FaultRow.OfHost("ArchiveWriterTests", "ADatabaseThatIsNotThereStopsNothing", "F039b", "the archive takes nothing", "no database at the address", "told once, the engine goes on", "the message"),
    ];

    [MountFact]
    public void NoSpaceForSparesHaltsUntilThereIsSome()
    {
        using var disk = TemporaryMount.Memory(8 << 20);
        using var f = new EngineFixture(s => s.Clock = new SystemClock(), Path.Combine(disk.Path, "engine"), keepDirectory: true);
        f.Arm();
        Quote(f, "87000", "87001");
        Propose(f, 1, "86990");
        disk.Fill();
        FillSegments(f, () => f.Engine.TradingState == TradingState.Halted);
        var status = f.Engine.Journal;
        Assert.True(status.SpareSegments < 2);
        Assert.NotNull(status.SpareError);
        Assert.StartsWith("NoSpareSegment", status.Trouble, StringComparison.Ordinal);

        Quote(f, "86980", "86985");
        Assert.Equal(1, f.Engine.Counters.Fills);
        f.Arm();
        JournalFixture.WaitUntil(() => f.Engine.TradingState == TradingState.Halted);

        File.Delete(Path.Combine(disk.Path, "filler"));
        JournalFixture.WaitUntil(() => f.Engine.Journal is { SpareSegments: 3, Trouble: null });
        f.Arm();
        Quote(f, "87000", "87001");
        Assert.Equal(Verdict.Approve, Propose(f, 2, "87001").Verdict);
        Assert.Equal(TradingState.Active, f.Engine.TradingState);
        Assert.True(f.Engine.Stop());
        Assert.True(f.Replay().IsIdentical);
    }

    [MountFact]
    public void LowSpaceIsToldBeforeItHalts()
    {
        using var disk = TemporaryMount.Memory(8 << 20);
        using var f = new EngineFixture(s => s.Clock = new SystemClock(), Path.Combine(disk.Path, "engine"), keepDirectory: true);
        f.Arm();
        disk.Fill();
        FillSegments(f, () => f.Engine.Journal is { SpareSegments: 2, SpareError: not null });
        Assert.Equal(TradingState.Active, f.Engine.TradingState);
        Assert.Null(f.Engine.Journal.Trouble);
        Quote(f, "87000", "87001");
        Assert.Equal(Verdict.Approve, Propose(f, 1, "86990").Verdict);

        FillSegments(f, () => f.Engine.Journal.SpareSegments < 2);
        JournalFixture.WaitUntil(() => f.Engine.TradingState == TradingState.Halted);
        Assert.Equal(1, f.Engine.Journal.SpareSegments);
        Quote(f, "87000", "87001");
        Assert.Equal(Verdict.Block, Propose(f, 2, "86990").Verdict);
        Assert.True(f.Engine.Stop());
        Assert.True(f.Replay().IsIdentical);
    }

    [MountFact]
    public void AFullDiskTakesNothingBack()
    {
        using var disk = TemporaryMount.Memory((12 * SegmentBytes) + 8192);
        using var journal = new FaultedJournal(data: Path.Combine(disk.Path, "data"));
        var end = journal.Append(2000);
        Assert.Equal(4, end.Code);
        Assert.Contains("No space left", end.Lines[^1], StringComparison.Ordinal);
        var written = end.Number("waiting", 1);
        Assert.True(written > end.Number("waiting", 2));
        Assert.Equal((int)RefusalCode.NoSpace, journal.Recover().Code);
        disk.Resize(1 << 20);
        Assert.Equal((RecoveryVerdict.RingAhead, written), journal.AssertWhole(written));
    }

    [MountFact]
    public void WritesIntoSparesNeedNoSpace()
    {
        using var disk = TemporaryMount.Memory((6 * SegmentBytes) + 8192);
        using var journal = new FaultedJournal(data: Path.Combine(disk.Path, "data"));
        Assert.Equal(0, journal.Append(10).Code);
        disk.Fill();
        Assert.Equal(0, Free(disk));
        var end = journal.Append(10);
        Assert.True(end.Code == 0, $"{end.Code}: {end.Error}");
        Assert.Equal(20, journal.AssertWhole(20).LastSequence);
    }

    [MountFact]
    public void NoSpaceToStartIsRefused()
    {
        using var disk = TemporaryMount.Memory(2 * SegmentBytes);
        using var journal = new FaultedJournal(data: Path.Combine(disk.Path, "data"));
        Assert.Equal((int)RefusalCode.NoSpace, journal.Append(10).Code);
        Assert.Empty(journal.Segments);
        Assert.Empty(Directory.GetFiles(journal.Data, "*.tmp"));
        disk.Resize(1 << 20);
        Assert.Equal(0, journal.Append(10).Code);
    }

    [MountFact]
    public void NoSpaceForTheRingIsRefused()
    {
        using var memory = TemporaryMount.Memory(SegmentBytes);
        using var journal = new FaultedJournal(ring: Path.Combine(memory.Path, "ring"));
        Assert.Equal((int)RefusalCode.NoSpace, journal.Append(10).Code);
        Assert.False(File.Exists(Path.Combine(journal.Ring, JournalFiles.RingName)));
        memory.Resize(1 << 20);
        Assert.Equal(0, journal.Append(10).Code);
        journal.AssertWhole(10);
    }

    [MountFact(needsStrace: true)]
    public void NoSpaceToRecoverIsRefused()
    {
        using var disk = TemporaryMount.Memory(8 * SegmentBytes);
        using var crashed = KillFaults.CrashedInEveryWay();
        using var journal = new FaultedJournal(data: Path.Combine(disk.Path, "data"), ring: crashed.Ring);
        Directory.CreateDirectory(journal.Data);
        foreach (var file in Directory.GetFiles(crashed.Data))
        {
            File.Copy(file, Path.Combine(journal.Data, Path.GetFileName(file)));
        }

        disk.Fill();
        Assert.Equal((int)RefusalCode.NoSpace, journal.Recover().Code);
        File.Delete(Path.Combine(disk.Path, "filler"));
        Assert.Equal(0, journal.Recover().Code);
        Assert.Equal(crashed.AssertWhole(0).LastSequence, journal.AssertWhole(0).LastSequence);
    }

    [MountFact]
    public void ADiskThatLosesWhatItTookEndsTheProcess()
    {
        using var beneath = TemporaryMount.Memory(48 << 20);
        var image = Path.Combine(beneath.Path, "image");
        TemporaryMount.MakeImage(image, 64 << 20);
        ChildProcess.Ended end;
        using (var disk = TemporaryMount.Image(image))
        {
            using var journal = new FaultedJournal(data: Path.Combine(disk.Path, "data"));
            using var process = journal.StartAppend(1_000_000);
            process.WaitForLines(5);
            beneath.Fill();
            end = process.WaitForEnd();
            Assert.True(end.Code == ChildProcess.FailFast, $"{end.Code}: {end.Error}");
            Assert.Matches("sync.* failed", File.ReadAllText(journal.ReasonFile));
        }

        File.Delete(Path.Combine(beneath.Path, "filler"));
        using var again = TemporaryMount.Image(image);
        using var left = new FaultedJournal(data: Path.Combine(again.Path, "data"));
        left.AssertWhole(end.Synced);
    }

    [MountFact]
    public void AReadOnlyDiskEndsTheProcess()
    {
        var image = Path.GetTempFileName();
        try
        {
            TemporaryMount.MakeImage(image, 64 << 20);
            using var disk = TemporaryMount.Image(image);
            using var journal = new FaultedJournal(data: Path.Combine(disk.Path, "data"));
            using var process = journal.StartAppend(1_000_000);
            process.WaitForLines(5);
            ChildProcess.Run(["mount", "-o", "remount,ro", disk.Path]);
            // Files open for writing forbid an orderly remount; the file system's own emergency path does not ask.
            ChildProcess.Must("mount", "-o", "remount,abort", disk.Path);
            var end = process.WaitForEnd();
            Assert.True(end.Code is ChildProcess.FailFast or 4, $"{end.Code}: {end.Error}");
            Assert.Matches("could not be|failed|waiting", end.Error + string.Join(' ', end.Lines) + Text(journal.ReasonFile));
            Assert.Throws<IOException>(() => File.WriteAllText(Path.Combine(disk.Path, "probe"), "x"));
            var inspected = journal.Inspect();
            Assert.True(inspected.LastSequence + inspected.RingRecordsAhead >= end.Synced);
        }
        finally
        {
            File.Delete(image);
        }
    }

    [Fact]
    public void ASparseSpareIsNotUsed()
    {
        using var journal = new FaultedJournal();
        Directory.CreateDirectory(journal.Data);
        var spare = Path.Combine(journal.Data, "spare-000001.cxj");
        using (var file = File.Create(spare))
        {
            file.SetLength(SegmentBytes);
        }

        using (var file = File.OpenHandle(spare))
        {
            Assert.Equal(0, Libc.Seek(file, 0, Libc.SeekHole));
        }

        Assert.Equal(0, journal.Append(10).Code);
        Assert.All(Directory.GetFiles(journal.Data, "*.cxj"), path =>
        {
            using var file = File.OpenHandle(path);
            Assert.Equal(SegmentBytes, Libc.Seek(file, 0, Libc.SeekHole));
        });
    }

    private static string Text(string path) => File.Exists(path) ? File.ReadAllText(path) : "";

    private static long Free(TemporaryMount disk) => new DriveInfo(disk.Path).AvailableFreeSpace;

    private static void Quote(EngineFixture f, string bid, string ask)
    {
        Assert.Equal(SubmitResult.Accepted, f.Engine.TryQuote(new Quote(
            f.Policy.InstrumentNamed("BTCUSDT"), Price.Parse(bid), Quantity.Parse("10"), Price.Parse(ask), Quantity.Parse("10"), f.Engine.NowNanos)));
        f.Engine.WaitUntilIdle();
    }

    private static Decision Propose(EngineFixture f, ulong id, string price) =>
        f.Propose(f.Limit(id, OrderSide.Buy, "0.01", price) with { CreatedAtNanos = f.Engine.NowNanos });

    /// <summary>Ticks fill segments and decide nothing; a few at a time, so that not much more is filled than was asked for.</summary>
    private static void FillSegments(EngineFixture f, Func<bool> isDone)
    {
        for (var i = 0; i < 200_000 && !isDone(); i++)
        {
            f.Engine.TryTick();
            if (i % 32 == 0)
            {
                f.Engine.WaitUntilIdle();
                SpinWait.SpinUntil(() => isDone() || f.Engine.Journal.Synced >= f.Engine.Counters.LastSequence, 1_000);
            }
        }

        f.Engine.WaitUntilIdle();
        JournalFixture.WaitUntil(isDone);
    }

    private static FaultRow Of(string method, string id, string fault, string injected, string expected, string proof) =>
        FaultRow.Of<FullDiskFaults>(method, id, fault, injected, expected, proof);
}
