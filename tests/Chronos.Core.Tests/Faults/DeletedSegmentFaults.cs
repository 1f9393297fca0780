using Chronos.Core.Clocks;
using Chronos.Core.Journal;
using Chronos.Core.Model;
using Chronos.Core.Tests.Crash;
using Chronos.Core.Tests.Journal;
using Chronos.Core.Tests.Scenarios;

namespace Chronos.Core.Tests.Faults;

/// <summary>Somebody deletes the segment that is being written: the file goes on being written, under no name.</summary>
[Trait("Category", "Fault")]
public class DeletedSegmentFaults
{
    private const string Unlink = "unlink from outside";

    internal static readonly IReadOnlyList<FaultRow> Rows =
    [
        Of(nameof(HaltsAndTheStartSaysTruncated), "F038", "the segment in use is deleted", Unlink, "Halted by a journaled SegmentDeleted, arming does not last, not closed in good order; the start is refused, Truncated", "the name is gone, the file is still open"),
        Of(nameof(HaltsAndTheStartSaysMissingSegment), "F038a", "the segment in use is deleted and others follow", Unlink, "Halted by SegmentDeleted; the start is refused, MissingSegment", "the name is gone, there are later segments"),
        Of(nameof(AnEngineUnderLoadLetsNoMoreOut), "F038c", "the segment in use is deleted under an engine that seals, under load, durability Disk", Unlink, "no order leaves any more, though proposals go on; told to end it ends with 1; the start is refused", "the name is gone, the process was alive"),
        Of(nameof(IsSeenAtTheRoll), "F038b", "the segment in use is deleted, and only the roll looks", Unlink, "seen at the roll, and the end is not a good one", "the name is gone, records go on being written"),
    ];

    [Fact]
    public void HaltsAndTheStartSaysTruncated()
    {
        using var f = Started();
        File.Delete(JournalFiles.Segments(f.DataDirectory)[^1]);
        JournalFixture.WaitUntil(() => f.Engine.TradingState == TradingState.Halted);
        Assert.StartsWith("SegmentDeleted", f.Engine.Journal.Trouble, StringComparison.Ordinal);
        f.Arm();
        JournalFixture.WaitUntil(() => f.Engine.TradingState == TradingState.Halted);
        Assert.False(f.Engine.Stop());
        f.Engine.Dispose();
        Assert.Equal(RecoveryVerdict.Truncated, VerdictOfAStart(f));
    }

    [Fact]
    public void HaltsAndTheStartSaysMissingSegment()
    {
        using var f = Started();
        var segment = JournalFiles.Segments(f.DataDirectory)[^1];
        File.Delete(segment);
        for (var i = 0; i < 200_000 && JournalFiles.Segments(f.DataDirectory).Length < 2; i++)
        {
            f.Engine.TryTick();
            if (i % 256 == 0)
            {
                f.Engine.WaitUntilIdle();
            }
        }

        Assert.NotEmpty(JournalFiles.Segments(f.DataDirectory));
        JournalFixture.WaitUntil(() => f.Engine.TradingState == TradingState.Halted);
        Assert.StartsWith("SegmentDeleted", f.Engine.Journal.Trouble, StringComparison.Ordinal);
        Assert.False(f.Engine.Stop());
        f.Engine.Dispose();
        Assert.False(File.Exists(segment));
        Assert.Equal(RecoveryVerdict.MissingSegment, VerdictOfAStart(f));
    }

    [Fact]
    public void AnEngineUnderLoadLetsNoMoreOut()
    {
        using var journal = new KilledJournal(Durability.Disk);
        var options = journal.Options;
        using var engine = ChildProcess.Start(null, ["run", options.DataDirectory, options.RingDirectory!, "disk", "calm"]);
        engine.WaitForLines(50);
        Assert.False(engine.HasExited);
        File.Delete(JournalFiles.Segments(options.DataDirectory)[^1]);
        DiskErrorFaults.WaitUntilNothingIsSaid(engine);
        Assert.False(engine.HasExited);
        engine.EndInput();
        var end = engine.WaitForEnd();
        Assert.True(end.Code == 1, $"{end.Code}: {end.Error}");
        var refused = Assert.Throws<JournalRefusedException>(() => JournalStore.Open(options, new SystemClock()));
        Assert.Contains(refused.Verdict!.Value, (RecoveryVerdict[])[RecoveryVerdict.Truncated, RecoveryVerdict.MissingSegment]);
    }

    [Fact]
    public void IsSeenAtTheRoll()
    {
        using var f = new JournalFixture();
        using var store = f.Open();
        store.Prepare(f.Identity);
        Write(store, 10);
        Assert.False(store.SegmentDeleted);
        File.Delete(Assert.Single(f.Segments()));
        Write(store, 1);
        Assert.Equal(11, store.Watermarks.Synced);
        Assert.False(store.SegmentDeleted);
        while (f.Segments().Length == 0)
        {
            Assert.False(store.SegmentDeleted);
            Write(store, 1);
        }

        Assert.True(store.SegmentDeleted);
        Assert.False(store.Stop());
    }

    private static EngineFixture Started()
    {
        var f = new EngineFixture(s => s.Clock = new SystemClock());
        f.Arm();
        f.Engine.WaitUntilIdle();
        Assert.Equal(TradingState.Active, f.Engine.TradingState);
        JournalFixture.WaitUntil(() => f.Engine.Journal is { } journal && journal.Synced == journal.Written);
        return f;
    }

    private static RecoveryVerdict VerdictOfAStart(EngineFixture f) =>
        Assert.Throws<JournalRefusedException>(() => new EngineFixture(directory: f.Root, keepDirectory: true)).Verdict!.Value;

    private static void Write(JournalStore store, int records)
    {
        JournalFixture.Append(store, records);
        while (store.Copier.TryCopyBatch())
        {
        }
    }

    private static FaultRow Of(string method, string id, string fault, string injected, string expected, string proof) =>
        FaultRow.Of<DeletedSegmentFaults>(method, id, fault, injected, expected, proof);
}
