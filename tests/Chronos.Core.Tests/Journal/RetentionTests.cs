using Chronos.Core.Clocks;
using Chronos.Core.Journal;

namespace Chronos.Core.Tests.Journal;

/// <summary>Segments go only when nobody can need them, and their absence is never taken for damage.</summary>
public sealed class RetentionTests : IDisposable
{
    private const long Old = long.MaxValue;

    private readonly JournalFixture _journal = new();
    private readonly long _last;
    private readonly string[] _segments;

    public RetentionTests()
    {
        using var store = _journal.OpenAndStart();
        JournalFixture.Append(store, 300);
        JournalFixture.WaitUntilSynced(store);
        Assert.True(store.Stop());
        _last = store.Watermarks.Synced;
        _segments = _journal.Segments();
        Assert.True(_segments.Length > 3, $"{_segments.Length} segments");
    }

    private long EndOfFirst => long.Parse(Path.GetFileNameWithoutExtension(_segments[1])["segment-".Length..], null) - 1;

    [Fact]
    public void RemovesAllButTheLastWhenEveryMarkIsPast()
    {
        Assert.Equal(_segments.Length - 1, Retention(age: 1).Remove(Old, _last, _last));
        Assert.Equal(_segments[^1..], _journal.Segments());
        AssertWhole();
    }

    [Fact]
    public void KeepsWhatIsNotSealed() => AssertKeeps(_ => 0, sealedSequence: EndOfFirst - 1);

    [Fact]
    public void KeepsWhatNoTwoSnapshotsArePast() => AssertKeeps(_ => 0, snapshotSequence: EndOfFirst - 1);

    [Fact]
    public void KeepsWhatIsNotArchived() => AssertKeeps(mark => mark.Sequence = EndOfFirst - 1);

    [Fact]
    public void KeepsWhatIsYoung()
    {
        var retention = Retention(age: 1_000_000_000_000);
        var now = new SystemClock().NowNanos();
        Assert.False(retention.IsDue(now));
        Assert.Equal(0, retention.Remove(now, _last, _last));
        Assert.True(retention.IsDue(now + 1_000_000_000_000));
    }

    [Fact]
    public void RemovesExactlyWhatEveryMarkIsPast()
    {
        foreach (var (sealedTo, snapshot, archived) in new[] { (EndOfFirst, _last, _last), (_last, EndOfFirst, _last), (_last, _last, EndOfFirst) })
        {
            using var copy = _journal.CopyAsCrashed();
            var mark = new Mark { Sequence = archived };
            var retention = new Retention(copy.Data, EngineIdentity.TryRead(copy.Data)!, new() { AgeNanosMax = 1, Archive = mark }, copy.Disk);
            Assert.Equal(1, retention.Remove(Old, sealedTo, snapshot));
            Assert.Equal(EndOfFirst, retention.RemovedSequence);
            Assert.Equal(RecoveryVerdict.Clean, copy.Inspect().Verdict);
        }
    }

    [Fact]
    public void RemovesTheOldestWhileAllTakeMoreThanTheSize()
    {
        var kept = 2 * JournalFixture.SegmentBytes;
        Assert.Equal(_segments.Length - 2, Retention(bytes: kept).Remove(0, _last, _last));
        Assert.Equal(0, Retention(bytes: kept).Remove(0, _last, _last));
        AssertWhole();
    }

    [Fact]
    public void AJournalGoesOnBehindWhatWasRemoved()
    {
        Retention(age: 1).Remove(Old, _last, _last);
        using (var store = _journal.OpenAndStart())
        {
            JournalFixture.Append(store, 20);
            Assert.True(store.Stop());
        }

        var report = _journal.Inspect();
        Assert.Equal((RecoveryVerdict.Clean, _last + 20), (report.Verdict, report.LastSequence));
        AssertWhole(_last + 20);
    }

    /// <summary>The note stands before the first file goes: wherever a deletion is cut short, the next one finishes it.</summary>
    [Fact]
    public void ADeletionCutShortLeavesAJournalThatIsWhole()
    {
        using var before = _journal.CopyAsCrashed();
        Retention(age: 1).Remove(Old, _last, _last);
        var note = File.ReadAllBytes(Path.Combine(_journal.Data, JournalFiles.RetentionName));
        for (var left = 0; left < _segments.Length - 1; left++)
        {
            using var cut = before.CopyAsCrashed();
            File.WriteAllBytes(Path.Combine(cut.Data, JournalFiles.RetentionName), note);
            var segments = cut.Segments();
            foreach (var gone in segments.Where((_, i) => i != left && i < segments.Length - 1))
            {
                File.Delete(gone);
            }

            Assert.Equal(RecoveryVerdict.Clean, cut.Inspect().Verdict);
            var finishing = new Retention(cut.Data, EngineIdentity.TryRead(cut.Data)!, new() { AgeNanosMax = 1 }, cut.Disk);
            Assert.Equal(1, finishing.Remove(nowNanos: 0, sealedSequence: 0, snapshotSequence: 0));
            Assert.Equal(segments[^1..], cut.Segments());
        }
    }

    [Fact]
    public void NothingIsDeletedWhereTheNoteCannotBeWritten()
    {
        for (var call = 1; call <= 2; call++)
        {
            var disk = new FaultyDisk(skipSyncs: true) { FailAtCall = call };
            var retention = new Retention(_journal.Data, EngineIdentity.TryRead(_journal.Data)!, new() { AgeNanosMax = 1 }, disk);
            Assert.Throws<IOException>(() => retention.Remove(Old, _last, _last));
            Assert.Equal(_segments, _journal.Segments());
            Assert.Equal(RecoveryVerdict.Clean, _journal.Inspect().Verdict);
        }
    }

    [Fact]
    public void WithoutTheNoteTheSegmentsAreMissing()
    {
        Retention(age: 1).Remove(Old, EndOfFirst, _last);
        File.Delete(Path.Combine(_journal.Data, JournalFiles.RetentionName));
        Assert.Equal(RecoveryVerdict.MissingSegment, _journal.Inspect().Verdict);
    }

    [Fact]
    public void EveryFlippedByteOfTheNoteIsNoticed()
    {
        Retention(age: 1).Remove(Old, EndOfFirst, _last);
        var path = Path.Combine(_journal.Data, JournalFiles.RetentionName);
        var bytes = File.ReadAllBytes(path);
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] ^= 0x10;
            File.WriteAllBytes(path, bytes);
            Assert.True(_journal.Inspect().IsRefused, $"byte {i}");
            bytes[i] ^= 0x10;
        }
    }

    [Fact]
    public void MoreRemovedThanTheNoteSaysIsMissing()
    {
        Retention(age: 1).Remove(Old, EndOfFirst, _last);
        File.Delete(_segments[1]);
        Assert.Equal(RecoveryVerdict.MissingSegment, _journal.Inspect().Verdict);
    }

    [Fact]
    public void AMarkFileThatIsNotWholeCountsAsNothing()
    {
        var path = Path.Combine(_journal.Data, JournalFiles.ArchivedName);
        var mark = new ArchiveMarkFile(path);
        Assert.Equal(0, mark.ArchivedSequence);
        mark.Raise(1234);
        Assert.Equal(1234, mark.ArchivedSequence);
        foreach (var text in new[] { "1234", "12x\n", "-5\n", "", "1 2\n" })
        {
            File.WriteAllText(path, text);
            Assert.Equal(0, mark.ArchivedSequence);
        }
    }

    public void Dispose() => _journal.Dispose();

    private Retention Retention(long? age = null, long? bytes = null, IArchiveMark? archive = null) => new(
        _journal.Data, EngineIdentity.TryRead(_journal.Data)!, new() { AgeNanosMax = age, BytesMax = bytes, Archive = archive }, _journal.Disk);

    private void AssertKeeps(Func<Mark, long> change, long sealedSequence = Old, long snapshotSequence = Old)
    {
        var mark = new Mark { Sequence = Old };
        change(mark);
        Assert.Equal(0, Retention(age: 1, archive: mark).Remove(Old, sealedSequence, snapshotSequence));
        Assert.Equal(_segments, _journal.Segments());
        Assert.False(File.Exists(Path.Combine(_journal.Data, JournalFiles.RetentionName)));
    }

    private void AssertWhole(long last = 0)
    {
        Assert.Equal(RecoveryVerdict.Clean, _journal.Inspect().Verdict);
        var first = JournalReader.FirstSequence(_journal.Data);
        using var reader = JournalReader.Open(_journal.Data, first);
        Assert.Equal(last == 0 ? _last : last, JournalFixture.AssertRecords(reader, first));
    }

    private sealed class Mark : IArchiveMark
    {
        public long Sequence { get; set; }

        public long ArchivedSequence => Sequence;
    }
}
