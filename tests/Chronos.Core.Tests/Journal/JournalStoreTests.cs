using Chronos.Core.Journal;

namespace Chronos.Core.Tests.Journal;

public sealed class JournalStoreTests : IDisposable
{
    private readonly JournalFixture _journal = new();

    public void Dispose() => _journal.Dispose();

    [Fact]
    public void EveryRecordComesBackOverManySegmentsAndRuns()
    {
        for (var run = 0; run < 3; run++)
        {
            using var store = _journal.OpenAndStart();
            Assert.Equal(run * 400, store.LastSequence);
            JournalFixture.Append(store, 400);
            Assert.True(store.Stop());
        }

        Assert.True(_journal.Segments().Length > 10);
        Assert.Equal(RecoveryVerdict.Clean, _journal.Inspect().Verdict);
        using var reader = JournalReader.Open(_journal.Data);
        Assert.Equal(1200, JournalFixture.AssertRecords(reader));
        Assert.Equal(_journal.Inspect().LastRecordCrc, reader.LastRecordCrc);
    }

    [Fact]
    public void ReaderBeginsAnywhere()
    {
        using (var store = _journal.OpenAndStart())
        {
            JournalFixture.Append(store, 300);
        }

        foreach (var from in new[] { 1, 2, 77, 299, 300, 301 })
        {
            using var reader = JournalReader.Open(_journal.Data, from);
            Assert.Equal(300, JournalFixture.AssertRecords(reader, from));
        }
    }

    [Fact]
    public void ReaderFollowsTheRunningJournal()
    {
        using var store = _journal.OpenAndStart();
        using var reader = store.OpenReader();
        long read = 0;
        for (var round = 0; round < 100; round++)
        {
            JournalFixture.Append(store, 7);
            read = Math.Max(read, JournalFixture.AssertRecords(reader, read + 1));
        }

        JournalFixture.WaitUntilSynced(store);
        Assert.Equal(700, JournalFixture.AssertRecords(reader, read + 1));
    }

    [Fact]
    public void StopWithoutRecordsLeavesOneReusableSegment()
    {
        for (var run = 0; run < 3; run++)
        {
            using var store = _journal.OpenAndStart();
            Assert.True(store.Stop());
            Assert.Equal(RecoveryVerdict.Clean, _journal.Inspect().Verdict);
        }

        Assert.Single(_journal.Segments());
    }

    [Fact]
    public void SegmentHeaderCarriesTheIdentityOfTheRun()
    {
        using (var store = _journal.OpenAndStart())
        {
            JournalFixture.Append(store, 1);
        }

        using var reader = JournalReader.Open(_journal.Data);
        Assert.True(reader.TryRead(out var record));
        Assert.Equal(_journal.Identity.PolicyHash, record.Segment.PolicyHash.ToArray());
        Assert.Equal(_journal.Identity.BinaryHash, record.Segment.BinaryHash.ToArray());
        Assert.Equal(1u, record.Segment.Epoch);
        Assert.Equal(SegmentHeader.DataOffset + JournalFrame.Bytes, record.Offset);
    }

    [Fact]
    public void SecondOpenIsBusy()
    {
        using var store = _journal.Open();
        var refusal = Assert.Throws<JournalRefusedException>(() => _journal.Open());
        Assert.Equal(RecoveryVerdict.Busy, refusal.Verdict);
        Assert.Equal(71, refusal.ExitCode);
    }

    [Fact]
    public void LockIsFreeAgainAfterDispose()
    {
        _journal.Open().Dispose();
        _journal.Open().Dispose();
    }

    [Fact]
    public void EngineIdLasts()
    {
        byte[] first;
        using (var store = _journal.Open())
        {
            first = store.EngineId.ToArray();
        }

        using var again = _journal.Open();
        Assert.Equal(first, again.EngineId.ToArray());
    }

    [Fact]
    public void SparesAreReadyAfterStartAndReusedByTheNextRun()
    {
        using (var store = _journal.OpenAndStart())
        {
            Assert.True(store.SpareCount >= SparePool.RequiredCount);
            Assert.False(store.NoSpareSegment);
            JournalFixture.WaitUntil(() => store.SpareCount == 3);
        }

        var spares = Directory.GetFiles(_journal.Data, "spare-*");
        Assert.Equal(3, spares.Length);
        File.WriteAllBytes(spares[0], new byte[100]);
        using (var dirty = File.OpenWrite(spares[1]))
        {
            dirty.Position = 5000;
            dirty.WriteByte(1);
        }

        using (var sparse = File.Create(spares[2]))
        {
            sparse.SetLength(JournalFixture.SegmentBytes);
        }

        using var again = _journal.OpenAndStart();
        JournalFixture.Append(again, 200);
        Assert.True(again.Stop());
    }

    [Fact]
    public void EpochMayNotFall()
    {
        using (var store = _journal.Open())
        {
            store.Start(new SegmentIdentity
            {
                Epoch = 7, Mode = 0, Stage = 0, PolicyHash = new byte[32], BinaryHash = new byte[32],
            });
            JournalFixture.Append(store, 1);
        }

        using var again = _journal.Open();
        Assert.Equal(7u, again.LastEpoch);
        Assert.Throws<ArgumentException>(() => again.Start(_journal.Identity));
    }

    [Fact]
    public void HeartbeatVouchesForTheLastBatch()
    {
        using var store = _journal.OpenAndStart();
        JournalFixture.Append(store, 3);
        JournalFixture.WaitUntilSynced(store);
        JournalFixture.WaitUntil(() => _journal.Inspect().SyncedSequence == 3);
    }

    [Fact]
    public void WatermarksRiseAndReleaseByDurability()
    {
        using var store = _journal.OpenAndStart();
        JournalFixture.Append(store, 10);
        Assert.Equal(10, store.Watermarks.Released(Durability.Process));
        JournalFixture.WaitUntilSynced(store);
        Assert.Equal(10, store.Watermarks.Released(Durability.Disk));
        Assert.True(store.Watermarks.MayLeave(10, Durability.Disk));
        Assert.False(store.Watermarks.MayLeave(11, Durability.Disk));
        Assert.True(store.Counters.Count > 0);
        Assert.True(store.Counters.MaxNanos >= store.Counters.LastNanos);
    }

    [Fact]
    public void OptionsNameAllViolationsAtOnce()
    {
        var refusal = Assert.Throws<JournalRefusedException>(() => new JournalOptions
        {
            DataDirectory = " ", RingDirectory = "", RingBytes = 5000, SegmentBytes = 12345, Durability = (Durability)9,
        }.Validate());
        Assert.Equal(64, refusal.ExitCode);
        foreach (var name in new[] { "DataDirectory", "RingDirectory", "RingBytes", "SegmentBytes", "Durability" })
        {
            Assert.Contains(name, refusal.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(2048, false)]
    [InlineData(4096, true)]
    [InlineData(1L << 30, true)]
    [InlineData(1L << 31, false)]
    public void RingSizeHasBounds(long bytes, bool valid)
    {
        var options = new JournalOptions { DataDirectory = "x", RingBytes = bytes };
        Assert.Equal(valid, Record.Exception(options.Validate) is null);
    }

    [Theory]
    [InlineData(12 * 1024, false)]
    [InlineData(16 * 1024, true)]
    [InlineData(4L << 30, true)]
    [InlineData((4L << 30) + 4096, false)]
    public void SegmentSizeHasBounds(long bytes, bool valid)
    {
        var options = new JournalOptions { DataDirectory = "x", SegmentBytes = bytes };
        Assert.Equal(valid, Record.Exception(options.Validate) is null);
    }
}
