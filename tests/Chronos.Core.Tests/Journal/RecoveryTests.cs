using System.Buffers.Binary;
using Chronos.Core.Clocks;
using Chronos.Core.Journal;

namespace Chronos.Core.Tests.Journal;

/// <summary>
/// Verdicts on journals whose bytes have been edited. The journals are written batch by batch without the journal
/// thread, so that every frame and record stands at a known place.
/// </summary>
public sealed class RecoveryTests : IDisposable
{
    private const int RecordsPerBatch = 4;
    private readonly JournalFixture _journal = new();
    private readonly ManualClock _clock = new(1_700_000_000_000_000_000);

    public void Dispose() => _journal.Dispose();

    [Fact]
    public void EmptyJournalIsClean() => AssertVerdict(RecoveryVerdict.Clean, 0);

    [Fact]
    public void ClosedJournalIsClean()
    {
        Write(batches: 3, lastMark: FrameType.Close);
        AssertVerdict(RecoveryVerdict.Clean, 12);
    }

    [Fact]
    public void ZerosAfterAWholeBatchAreAnEmptyTail()
    {
        Write(batches: 3);
        AssertVerdict(RecoveryVerdict.UncleanEmptyTail, 12);
        Assert.Equal(12, Repaired().LastSequence);
    }

    [Fact]
    public void LastBatchCutAtAnyByteIsTornOrEmptyAndKeepsItsWholeRecords()
    {
        var batches = Write(batches: 3);
        var path = _journal.Segments()[0];
        var whole = File.ReadAllBytes(path);
        var (start, end) = batches[^1];
        for (var cut = start; cut < end; cut++)
        {
            var torn = (byte[])whole.Clone();
            torn.AsSpan(cut).Clear();
            File.WriteAllBytes(path, torn);

            var report = _journal.Inspect();
            var kept = WholeRecords(whole, start, torn);
            Assert.False(report.IsRefused, report.Message);
            Assert.Equal(8 + kept, report.LastSequence);
            Assert.Contains(
                report.Verdict, new[] { RecoveryVerdict.TornTail, RecoveryVerdict.UncleanEmptyTail });
            AssertRepairKeepsAndIsIdempotent(8 + kept);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(512)]
    public void HoleInTheLastBatchIsTornEvenWithWholeRecordsBehind(int holeFromFrame)
    {
        var batches = Write(batches: 3, recordsPerBatch: 12);
        Edit(0, bytes => bytes.AsSpan(batches[^1].Start + holeFromFrame, 512).Clear());
        var report = AssertVerdict(RecoveryVerdict.TornTail, null);
        Assert.InRange(report.LastSequence, 24, 35);
        AssertRepairKeepsAndIsIdempotent(report.LastSequence);
        Assert.Single(Directory.GetFiles(_journal.Data, "*.broken"));
    }

    [Fact]
    public void FlipAnywhereInVouchedBatchesIsCorrupt()
    {
        Write(batches: 3, lastMark: FrameType.Batch);
        var path = _journal.Segments()[0];
        var whole = File.ReadAllBytes(path);
        var last = Array.FindLastIndex(whole, b => b != 0) + 1;
        for (var offset = SegmentHeader.DataOffset; offset < last - JournalFrame.Bytes; offset++)
        {
            var flipped = (byte[])whole.Clone();
            flipped[offset] ^= (byte)(1 << (offset & 7));
            File.WriteAllBytes(path, flipped);
            var report = _journal.Inspect();
            Assert.True(report.Verdict == RecoveryVerdict.Corrupt, $"byte {offset}: {report.Verdict} {report.Message}");
            Assert.Contains(path, report.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void FlipInTheUnvouchedLastRecordIsTorn()
    {
        var batches = Write(batches: 3);
        Edit(0, bytes => bytes[batches[^1].End - 16] ^= 1);
        AssertVerdict(RecoveryVerdict.TornTail, 11);
    }

    [Fact]
    public void RefusalNamesFileByteAndSequence()
    {
        var batches = Write(batches: 3, lastMark: FrameType.Close);
        Edit(0, bytes => bytes[batches[1].Start + JournalFrame.Bytes + 20] ^= 1);
        var refusal = Assert.Throws<JournalRefusedException>(() => _journal.Open());
        Assert.Equal(65, refusal.ExitCode);
        Assert.Contains($"{_journal.Segments()[0]} at byte {batches[1].Start + JournalFrame.Bytes}, sequence 5",
            refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(3u)]
    [InlineData(8u)]
    [InlineData(0x7FFF_FFF8u)]
    [InlineData(0xFFFF_FFFFu)]
    public void GarbageLengthIsBounded(uint length)
    {
        var batches = Write(batches: 3, lastMark: FrameType.Batch);
        Edit(0, bytes => BinaryPrimitives.WriteUInt32LittleEndian(
            bytes.AsSpan(batches[1].Start + JournalFrame.Bytes), length));
        AssertVerdict(RecoveryVerdict.Corrupt, 4);
        Assert.Throws<JournalCorruptException>(() =>
        {
            using var reader = JournalReader.Open(_journal.Data);
            JournalFixture.AssertRecords(reader);
        });
    }

    [Fact]
    public void BytesAfterTheClosingFrameAreCorrupt()
    {
        Write(batches: 1, lastMark: FrameType.Close);
        Edit(0, bytes => bytes[^100] = 1);
        AssertVerdict(RecoveryVerdict.Corrupt, null);
    }

    [Fact]
    public void StrayBytesFarBehindTheTailAreCorrupt()
    {
        var batches = Write(batches: 1);
        Edit(0, bytes => bytes[batches[0].End - 30] ^= 1);
        Edit(0, bytes => bytes[^8] = 1);
        AssertVerdict(RecoveryVerdict.Corrupt, null);
    }

    [Fact]
    public void RemovedDuplicatedAndSwappedRecordsBreakTheChain()
    {
        var batches = Write(batches: 3, lastMark: FrameType.Close);
        var path = _journal.Segments()[0];
        var whole = File.ReadAllBytes(path);
        var first = batches[0].Start..batches[0].End;
        var second = batches[1].Start..batches[1].End;

        var length = batches[0].End - batches[0].Start;
        byte[] removed = [.. whole[..first.Start], .. whole[second.Start..], .. new byte[length]];
        AssertBytesAre(path, removed, RecoveryVerdict.BrokenChain);

        byte[] doubled = [.. whole[..first.End], .. whole[first], .. whole[first.End..]];
        AssertBytesAre(path, doubled[..whole.Length], RecoveryVerdict.BrokenChain);

        byte[] swapped = [.. whole[..first.Start], .. whole[second], .. whole[first], .. whole[second.End..]];
        AssertBytesAre(path, swapped, RecoveryVerdict.BrokenChain);
    }

    [Fact]
    public void MissingSegmentIsFoundWhereverItWas()
    {
        WriteThreeSegments();
        var segments = _journal.Segments();
        foreach (var victim in new[] { segments[0], segments[1] })
        {
            File.Move(victim, victim + ".away");
            AssertVerdict(RecoveryVerdict.MissingSegment, null);
            Assert.Throws<JournalCorruptException>(() =>
            {
                using var reader = JournalReader.Open(_journal.Data);
                JournalFixture.AssertRecords(reader);
            });
            File.Move(victim + ".away", victim);
        }
    }

    [Fact]
    public void DuplicatedAndSwappedSegmentsAreRefused()
    {
        WriteThreeSegments();
        var segments = _journal.Segments();
        var extra = Path.Combine(_journal.Data, JournalFiles.SegmentName(1_000_000));
        File.Copy(segments[1], extra);
        AssertVerdict(RecoveryVerdict.BrokenChain, null);
        File.Delete(extra);

        File.Move(segments[0], extra);
        File.Move(segments[1], segments[0]);
        File.Move(extra, segments[1]);
        AssertVerdict(RecoveryVerdict.BrokenChain, null);
    }

    [Fact]
    public void SegmentOfAnotherEngineIsForeign()
    {
        using var other = new JournalFixture();
        WriteThreeSegments();
        using (var store = other.OpenAndStart())
        {
            JournalFixture.Append(store, 5);
        }

        File.Copy(other.Segments()[0], _journal.Segments()[1], overwrite: true);
        AssertVerdict(RecoveryVerdict.Foreign, null);
    }

    [Fact]
    public void SegmentsWithoutEngineIdAreForeign()
    {
        Write(batches: 1);
        File.Delete(Path.Combine(_journal.Data, JournalFiles.EngineIdName));
        AssertVerdict(RecoveryVerdict.Foreign, null);
    }

    [Fact]
    public void ShortenedSegmentIsTruncated()
    {
        Write(batches: 3, lastMark: FrameType.Close);
        using (var file = File.OpenWrite(_journal.Segments()[0]))
        {
            file.SetLength(JournalFixture.SegmentBytes - 4096);
        }

        AssertVerdict(RecoveryVerdict.Truncated, null);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4096)]
    public void OneBadHeaderCopyIsRepaired(int copy)
    {
        Write(batches: 1, lastMark: FrameType.Close);
        var before = _journal.DataHash();
        Edit(0, bytes => bytes[copy + 60] ^= 4);
        AssertVerdict(RecoveryVerdict.HeaderRepaired, 4);

        Assert.Equal(RecoveryVerdict.Clean, Repaired().Verdict);
        Assert.Equal(before, _journal.DataHash());
    }

    [Fact]
    public void FlipAnywhereInOneHeaderCopyIsSeen()
    {
        Write(batches: 1, lastMark: FrameType.Close);
        var path = _journal.Segments()[0];
        var whole = File.ReadAllBytes(path);
        for (var offset = 0; offset < SegmentHeader.DataOffset; offset += offset % 4096 < 176 ? 1 : 97)
        {
            var flipped = (byte[])whole.Clone();
            flipped[offset] ^= 0x10;
            AssertBytesAre(path, flipped, RecoveryVerdict.HeaderRepaired);
        }
    }

    [Fact]
    public void TwoBadHeaderCopiesAreRefused()
    {
        Write(batches: 1, lastMark: FrameType.Close);
        Edit(0, bytes => bytes[60] = bytes[4096 + 60] ^= 4);
        AssertVerdict(RecoveryVerdict.HeaderCorrupt, null);
    }

    /// <summary>An older format is refused like a newer one: what it says must not be read as something else.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void AnotherFormatIsFuture(byte version)
    {
        Write(batches: 1, lastMark: FrameType.Close);
        Edit(0, bytes => bytes[8] = bytes[4096 + 8] = version);
        AssertVerdict(RecoveryVerdict.Future, null);

        Edit(0, bytes =>
        {
            var other = (SegmentHeader.TryParse(Reversioned(bytes, 2)) ?? throw new InvalidOperationException())
                with { Version = version };
            other.ToBytes().CopyTo(bytes, 0);
            other.ToBytes().CopyTo(bytes, 4096);
        });
        AssertVerdict(RecoveryVerdict.Future, null);
    }

    [Fact]
    public void RepairKilledAtAnyCallEndsWithTheSameBytes()
    {
        var batches = Write(batches: 3);
        Edit(0, bytes =>
        {
            bytes[100] ^= 1;
            bytes.AsSpan(batches[^1].End - 100, 100).Clear();
        });
        using var undisturbed = _journal.CopyAsCrashed();
        Recovery.Repair(undisturbed.Inspect(), new FaultyDisk());
        var expected = undisturbed.DataHash();

        for (var call = 1; ; call++)
        {
            using var killed = _journal.CopyAsCrashed();
            var disk = new FaultyDisk { FailAtCall = call };
            if (Record.Exception(() => Recovery.Repair(killed.Inspect(), disk)) is null)
            {
                Assert.True(call > 5);
                return;
            }

            Recovery.Repair(killed.Inspect(), new FaultyDisk());
            RemoveTemporaries(killed);
            Assert.Equal(expected, killed.DataHash());
        }
    }

    private void WriteThreeSegments()
    {
        using var store = _journal.OpenAndStart(segmentBytes: 16 * 1024);
        while (_journal.Segments().Length < 3)
        {
            JournalFixture.Append(store, 1);
            JournalFixture.WaitUntilSynced(store);
        }

        Assert.True(store.Stop());
    }

    /// <summary>Writes batches into one segment; answers where each begins and ends.</summary>
    private unsafe List<(int Start, int End)> Write(
        int batches, ushort lastMark = 0, int recordsPerBatch = RecordsPerBatch)
    {
        var disk = new FaultyDisk(skipSyncs: true);
        var header = GoldenJournal.HeaderOf(EngineIdentity.Create(_journal.Data, [.. Enumerable.Range(1, 16).Select(i => (byte)i)], disk));
        var spare = SpareSegment.Create(Path.Combine(_journal.Data, "spare-x.cxj"), header.SegmentBytes, disk);
        using var writer = SegmentWriter.Begin(spare, header, disk, _clock, new SyncCounters());
        writer.Publish(_journal.Data);
        using var ring = JournalRing.Create(
            _journal.RingFile,
            new RunIdentity { EngineId = new byte[16], BootId = new byte[16], Salt = header.Salt, Epoch = 1 },
            64 * 1024, JournalRecord.RecordBytesMax, 0, new Watermarks(0));
        using var batch = new BatchBuffer(header.Salt, 0, 0);
        var places = new List<(int, int)>();
        long position = 0;
        for (var i = 0; i < batches; i++)
        {
            batch.Clear();
            for (var j = 0; j < recordsPerBatch; j++)
            {
                var payload = JournalFixture.Payload(ring.LastSequence + 1);
                payload.CopyTo(new Span<byte>(ring.TryReserve(payload.Length), payload.Length));
                var sequence = ring.LastSequence + 1;
                ring.Commit((ushort)(1 + (sequence % 5)), 1, sequence, JournalFixture.TimeOf(sequence), 1);
                ring.Publish();
                var record = ring.RecordAt(ref position, ring.WrittenPosition);
                Assert.True(batch.TryAdd(record, writer.BatchRoom));
                position += record->Length;
            }

            var start = (int)writer.Position;
            writer.Write(batch);
            places.Add((start, (int)writer.Position));
        }

        if (lastMark != 0)
        {
            writer.WriteMark(lastMark);
        }

        File.Delete(_journal.RingFile);
        return places;
    }

    /// <summary>How many records of the batch at <paramref name="start"/> are the same in both images.</summary>
    private static int WholeRecords(byte[] whole, int start, byte[] torn)
    {
        if (!torn.AsSpan(start, JournalFrame.Bytes).SequenceEqual(whole.AsSpan(start, JournalFrame.Bytes)))
        {
            return 0;
        }

        var count = 0;
        var offset = start + JournalFrame.Bytes;
        for (var i = 0; i < RecordsPerBatch; i++)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(whole.AsSpan(offset));
            if (!torn.AsSpan(offset, length).SequenceEqual(whole.AsSpan(offset, length)))
            {
                break;
            }

            offset += length;
            count++;
        }

        return count;
    }

    private void AssertRepairKeepsAndIsIdempotent(long lastSequence)
    {
        var repaired = Repaired();
        Assert.Equal(lastSequence, repaired.LastSequence);
        Assert.Equal(RecoveryVerdict.UncleanEmptyTail, repaired.Verdict);
        var hash = _journal.DataHash();
        Repaired();
        Assert.Equal(hash, _journal.DataHash());
        using var reader = JournalReader.Open(_journal.Data);
        Assert.Equal(lastSequence, JournalFixture.AssertRecords(reader));
        foreach (var broken in Directory.GetFiles(_journal.Data, "*.broken"))
        {
            if (lastSequence < 24)
            {
                File.Delete(broken);
            }
        }
    }

    private RecoveryReport Repaired() => Recovery.Repair(_journal.Inspect(), _journal.Disk);

    private RecoveryReport AssertVerdict(RecoveryVerdict verdict, long? lastSequence)
    {
        var hash = _journal.DataHash();
        var report = _journal.Inspect();
        Assert.True(report.Verdict == verdict, $"{report.Verdict}: {report.Message}");
        Assert.Equal(lastSequence ?? report.LastSequence, report.LastSequence);
        Assert.Equal(hash, _journal.DataHash());
        return report;
    }

    private void AssertBytesAre(string path, byte[] bytes, RecoveryVerdict verdict)
    {
        File.WriteAllBytes(path, bytes);
        var report = _journal.Inspect();
        Assert.True(report.Verdict == verdict, $"{report.Verdict}: {report.Message}");
    }

    private void Edit(int segment, Action<byte[]> edit)
    {
        var path = _journal.Segments()[segment];
        var bytes = File.ReadAllBytes(path);
        edit(bytes);
        File.WriteAllBytes(path, bytes);
    }

    private static byte[] Reversioned(byte[] segment, byte version)
    {
        var copy = segment[..SegmentHeader.CopyBytes];
        copy[8] = version;
        return copy;
    }

    private static void RemoveTemporaries(JournalFixture journal)
    {
        foreach (var file in Directory.GetFiles(journal.Data, "*.tmp"))
        {
            File.Delete(file);
        }
    }
}
