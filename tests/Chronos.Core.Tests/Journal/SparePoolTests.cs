using Chronos.Core.Clocks;
using Chronos.Core.Journal;

namespace Chronos.Core.Tests.Journal;

public sealed class SparePoolTests : IDisposable
{
    private const int SegmentBytes = 16 * 1024;

    private readonly TemporaryDirectory _directory = new();
    private readonly FaultyDisk _disk = new(skipSyncs: true);
    private readonly List<string> _failures = [];

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void SpareIsWrittenSyncedAndNamedInThatOrder()
    {
        using var spare = SpareSegment.Create(_directory.File("spare-1.cxj"), SegmentBytes, _disk);
        Assert.Equal(["Write", "SyncAll", "SyncDirectory"], _disk.Log);
        Assert.Equal(new byte[SegmentBytes], File.ReadAllBytes(spare.Path));
    }

    [Fact]
    public void SegmentIsSyncedBeforeItsNameAndTheDirectoryAfter()
    {
        var header = new SegmentHeader
        {
            EngineId = new byte[16], Number = 1, FirstSequence = 1, PreviousCrc = 0, Epoch = 1, PreviousLength = 0,
            Salt = 1, SegmentBytes = SegmentBytes, CreatedNanos = 0, Mode = 0, Stage = 0,
            PolicyHash = new byte[32], BinaryHash = new byte[32],
        };
        var spare = SpareSegment.Create(_directory.File("spare-1.cxj"), SegmentBytes, _disk);
        _disk.Log.Clear();
        using var writer = SegmentWriter.Begin(spare, header, _disk, new ManualClock(0), new SyncCounters());
        Assert.Equal(["Write", "Write", "SyncData"], _disk.Log);
        Assert.Empty(JournalFiles.Segments(_directory.Path));
        writer.Publish(_directory.Path);
        Assert.Equal("SyncDirectory", _disk.Log[^1]);
        Assert.Single(JournalFiles.Segments(_directory.Path));
    }

    [Fact]
    public void NoSpaceIsAConditionThatPasses()
    {
        using var pool = NewPool();
        pool.Prepare();
        pool.Start();
        _disk.CallNames = "Write";
        _disk.FailAlways = true;
        pool.TryTake()!.Dispose();
        Assert.False(pool.NoSpareSegment);
        pool.TryTake()!.Dispose();
        JournalFixture.WaitUntil(() => pool.LastError is not null);
        Assert.True(pool.NoSpareSegment);
        Assert.Empty(_failures);
        // A second attempt may be under way: its file is there until the attempt has failed as well.
        JournalFixture.WaitUntil(() => Directory.GetFiles(_directory.Path, "*.tmp").Length == 0);

        _disk.FailAlways = false;
        JournalFixture.WaitUntil(() => pool.Count == 3);
        Assert.Null(pool.LastError);
    }

    [Fact]
    public void FailedSyncOfASpareEndsTheProcess()
    {
        using var pool = NewPool();
        pool.Prepare();
        pool.Start();
        _disk.CallNames = "SyncAll";
        _disk.FailAlways = true;
        pool.TryTake()!.Dispose();
        JournalFixture.WaitUntil(() => _failures.Count > 0);
        Assert.Single(_failures);
    }

    private SparePool NewPool() =>
        new(_directory.Path, SegmentBytes, _disk, (what, cause) => _failures.Add($"{what}: {cause.Message}"));
}
