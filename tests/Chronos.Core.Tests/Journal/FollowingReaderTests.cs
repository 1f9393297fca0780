using Chronos.Core.Clocks;
using Chronos.Core.Journal;

namespace Chronos.Core.Tests.Journal;

/// <summary>A reader of what another process writes: all of it, in order, and nothing before it has been synced.</summary>
public sealed class FollowingReaderTests : IDisposable
{
    private readonly JournalFixture _journal = new();

    [Fact]
    public unsafe void GivesABatchOnlyWhenAFrameBehindItVouchesForIt()
    {
        var header = new SegmentHeader
        {
            EngineId = new byte[16],
            Number = 1,
            FirstSequence = 1,
            PreviousCrc = 0,
            PreviousLength = 0,
            Epoch = 1,
            Salt = 99,
            SegmentBytes = JournalFixture.SegmentBytes,
            CreatedNanos = 0,
            Mode = 0,
            Stage = 0,
            PolicyHash = new byte[32],
            BinaryHash = new byte[32],
        };
        var disk = new FaultyDisk(skipSyncs: true);
        var spare = SpareSegment.Create(Path.Combine(_journal.Data, "spare-1.cxj"), JournalFixture.SegmentBytes, disk);
        using var writer = SegmentWriter.Begin(spare, header, disk, new SystemClock(), new SyncCounters());
        writer.Publish(_journal.Data);
        using var reader = JournalReader.Follow(_journal.Data);
        Assert.False(reader.TryRead(out _));

        using var batch = new BatchBuffer(header.Salt, 0, 0);
        var record = new JournalRecord { Length = JournalRecord.HeaderBytes, Sequence = 1, Type = 1 };
        record.Crc = JournalRecord.Checksum(&record, record.Length, JournalRecord.SeedOf(header.Salt));
        Assert.True(batch.TryAdd(&record, writer.BatchRoom));
        writer.Write(batch);
        Assert.False(reader.TryRead(out _));
        Assert.False(reader.TryRead(out _));

        writer.WriteMark(FrameType.Batch);
        Assert.True(reader.TryRead(out var read));
        Assert.Equal(1, read.Sequence);
        Assert.False(reader.TryRead(out _));
    }

    [Fact]
    public void GoesOnOverSegmentsAndRuns()
    {
        var last = 0L;
        using (var store = _journal.OpenAndStart())
        {
            store.Stop();
        }

        // The segment it begins in is empty and will be replaced.
        using var reader = JournalReader.Follow(_journal.Data);
        Assert.False(reader.TryRead(out _));
        for (var run = 0; run < 3; run++)
        {
            using var store = _journal.OpenAndStart();
            for (var i = 0; i < 10; i++)
            {
                JournalFixture.Append(store, 20);
                last = ReadUpTo(reader, last, store.Watermarks.Written);
                Assert.True(last <= store.Watermarks.Synced);
            }

            store.Stop();
        }

        Assert.Equal(600, last);
        Assert.True(_journal.Segments().Length > 5);
    }

    [Fact]
    public void GoesOnBehindALastBatchThatARepairHasCut()
    {
        using (var store = _journal.OpenAndStart())
        {
            JournalFixture.Append(store, 5);
            JournalFixture.WaitUntilSynced(store);
            JournalFixture.Append(store, 5);
            store.Stop();
        }

        // As after a power cut: of the last batch the end is missing, and the ring is gone.
        using var cut = _journal.CopyAsCrashed();
        var (batch, end) = LastBatch(cut.Segments()[^1]);
        using (var file = new FileStream(cut.Segments()[^1], FileMode.Open))
        {
            file.Position = end - 16;
            file.Write(new byte[JournalFixture.SegmentBytes - (end - 16)]);
        }

        using var reader = JournalReader.Follow(cut.Data);
        var last = Read(reader, 0);
        Assert.True(last < 10, $"{last} records of a batch that was never synced, at {batch}");
        using (var store = cut.OpenAndStart())
        {
            Assert.Equal(RecoveryVerdict.TornTail, store.Found.Verdict);
            JournalFixture.Append(store, 7);
            ReadUpTo(reader, last, store.Watermarks.Written);
            store.Stop();
        }
    }

    [Fact]
    public void TellsWhenWhatItWantsIsGone()
    {
        using (var store = _journal.OpenAndStart())
        {
            JournalFixture.Append(store, 300);
            store.Stop();
        }

        using var reader = JournalReader.Follow(_journal.Data);
        Assert.True(reader.TryRead(out _));
        File.Delete(_journal.Segments()[1]);
        var missing = Assert.Throws<JournalCorruptException>(() =>
        {
            for (var i = 0; i < 2_000; i++)
            {
                reader.TryRead(out _);
            }
        });
        Assert.Contains("missing", missing.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _journal.Dispose();

    private static long ReadUpTo(JournalReader reader, long last, long target)
    {
        JournalFixture.WaitUntil(() => (last = Read(reader, last)) >= target);
        return last;
    }

    private static long Read(JournalReader reader, long last)
    {
        while (reader.TryRead(out var record))
        {
            Assert.Equal(++last, record.Sequence);
            Assert.True(record.Payload.StartsWith(JournalFixture.Payload(last)));
        }

        return last;
    }

    private static unsafe (long Start, long End) LastBatch(string path)
    {
        using var window = new FileWindow(new DiskSync());
        window.Open(path);
        var header = SegmentHeader.TryParse(new ReadOnlySpan<byte>(window.At(0, SegmentHeader.CopyBytes), SegmentHeader.CopyBytes))!;
        var reader = new SegmentReader(path, header, window);
        while (reader.Next(out _) == ReadOutcome.Record)
        {
        }

        return (reader.BatchOffset, reader.BatchEnd);
    }
}
