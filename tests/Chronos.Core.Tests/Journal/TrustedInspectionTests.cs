using Chronos.Core.Journal;

namespace Chronos.Core.Tests.Journal;

/// <summary>Where a snapshot vouches for what was before, only what came after is read.</summary>
public sealed class TrustedInspectionTests : IDisposable
{
    private readonly JournalFixture _journal = new();
    private readonly long _last;

    public TrustedInspectionTests()
    {
        using var store = _journal.OpenAndStart();
        JournalFixture.Append(store, 300);
        Assert.True(store.Stop());
        _last = store.Watermarks.Synced;
    }

    [Fact]
    public void ComesToTheSameEndHoweverMuchIsTrusted()
    {
        var all = _journal.Inspect();
        Assert.Equal(all.SegmentCount, all.SegmentsRead);
        var read = all.SegmentCount;
        for (var trusted = 0L; trusted <= _last; trusted++)
        {
            var report = Recovery.Inspect(_journal.Data, _journal.Ring, trusted);
            Assert.Equal(
                (all.Verdict, all.LastSequence, all.LastRecordCrc, all.LastEpoch, all.SegmentCount),
                (report.Verdict, report.LastSequence, report.LastRecordCrc, report.LastEpoch, report.SegmentCount));
            Assert.True(report.SegmentsRead <= read, "more is read where more is trusted");
            read = report.SegmentsRead;
        }

        Assert.Equal(1, read);
    }

    [Fact]
    public void LooksAtHeadersAndPlacesAllTheSame()
    {
        var segments = _journal.Segments();
        Damage(segments[0], 100);
        Assert.Equal(RecoveryVerdict.HeaderRepaired, Recovery.Inspect(_journal.Data, _journal.Ring, _last).Verdict);
        Damage(segments[0], SegmentHeader.CopyBytes + 100);
        Assert.Equal(RecoveryVerdict.HeaderCorrupt, Recovery.Inspect(_journal.Data, _journal.Ring, _last).Verdict);
        File.Delete(segments[0]);
        Assert.Equal(RecoveryVerdict.MissingSegment, Recovery.Inspect(_journal.Data, _journal.Ring, _last).Verdict);
    }

    [Fact]
    public void LeavesOldRecordsToVerify()
    {
        Damage(_journal.Segments()[0], SegmentHeader.DataOffset + 300);
        Assert.Equal(RecoveryVerdict.Clean, Recovery.Inspect(_journal.Data, _journal.Ring, _last).Verdict);
        Assert.Equal(RecoveryVerdict.Corrupt, _journal.Inspect().Verdict);
    }

    [Fact]
    public void ReadsEverythingBehindWhatIsTrusted()
    {
        Damage(_journal.Segments()[^1], SegmentHeader.DataOffset + 300);
        Assert.True(Recovery.Inspect(_journal.Data, _journal.Ring, _last).IsRefused);
    }

    public void Dispose() => _journal.Dispose();

    private static void Damage(string path, long at)
    {
        using var file = new FileStream(path, FileMode.Open);
        file.Position = at;
        var value = file.ReadByte();
        file.Position = at;
        file.WriteByte((byte)(value ^ 1));
    }
}
