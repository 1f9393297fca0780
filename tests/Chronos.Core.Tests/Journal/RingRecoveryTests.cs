using System.Buffers.Binary;
using Chronos.Core.Journal;

namespace Chronos.Core.Tests.Journal;

/// <summary>What a killed process leaves in the ring, and what recovery makes of it.</summary>
public sealed class RingRecoveryTests : IDisposable
{
    private readonly JournalFixture _journal = new();

    public void Dispose() => _journal.Dispose();

    [Fact]
    public void EveryPublishedRecordSurvivesAKillAtAnyPoint()
    {
        using var store = _journal.OpenAndStart(ringBytes: 64 * 1024);
        for (var round = 0; round < 60; round++)
        {
            JournalFixture.Append(store, 1 + (round * 7 % 23));
            JournalFixture.WaitUntil(() => store.SpareCount == 3);
            var published = store.Watermarks.Written;
            using var crashed = _journal.CopyAsCrashed();

            using var again = crashed.Open();
            Assert.Equal(published, again.LastSequence);
            using var reader = again.OpenReader();
            Assert.Equal(published, JournalFixture.AssertRecords(reader));
        }
    }

    [Fact]
    public void RecordsTheDiskLacksComeFromTheRingOverSeveralSegments()
    {
        using var crashed = CrashedWithRingAhead(out var published);
        var report = crashed.Inspect();
        Assert.Equal(RecoveryVerdict.RingAhead, report.Verdict);
        Assert.Equal(published - report.LastSequence, report.RingRecordsAhead);

        using var again = crashed.Open(segmentBytes: 16 * 1024);
        Assert.Equal(RecoveryVerdict.RingAhead, again.Found.Verdict);
        Assert.Equal(published, again.LastSequence);
        using var reader = again.OpenReader();
        Assert.Equal(published, JournalFixture.AssertRecords(reader));
        Assert.True(crashed.Segments().Length >= 3);
    }

    [Fact]
    public void ReaderShowsTheRingTailBeforeAnyRepair()
    {
        using var crashed = CrashedWithRingAhead(out var published);
        var onDisk = crashed.Inspect().LastSequence;
        using var plain = JournalReader.Open(crashed.Data);
        Assert.Equal(onDisk, JournalFixture.AssertRecords(plain));

        using var reader = JournalReader.OpenWithRing(crashed.Data, crashed.Ring);
        Assert.Equal(published, JournalFixture.AssertRecords(reader));
        Assert.Equal(published + 1, reader.NextSequence);
    }

    [Fact]
    public void WritingGoesOnAfterTheRingWasRecovered()
    {
        using var crashed = CrashedWithRingAhead(out var published);
        using (var again = crashed.OpenAndStart())
        {
            JournalFixture.Append(again, 50);
            Assert.True(again.Stop());
        }

        Assert.Equal(RecoveryVerdict.Clean, crashed.Inspect().Verdict);
        using var reader = JournalReader.Open(crashed.Data);
        Assert.Equal(published + 50, JournalFixture.AssertRecords(reader));
    }

    [Fact]
    public void RingRecoveryKilledAtAnyCallEndsWithTheSameBytes()
    {
        using var crashed = CrashedWithRingAhead(out _);
        using var undisturbed = crashed.CopyAsCrashed();
        Recovery.Repair(undisturbed.Inspect(), undisturbed.Disk);
        var expected = undisturbed.DataHash();
        Recovery.Repair(undisturbed.Inspect(), undisturbed.Disk);
        Assert.Equal(expected, undisturbed.DataHash());

        for (var call = 1; ; call++)
        {
            using var killed = crashed.CopyAsCrashed();
            var disk = new FaultyDisk(skipSyncs: true) { FailAtCall = call };
            if (Record.Exception(() => Recovery.Repair(killed.Inspect(), disk)) is null)
            {
                Assert.True(call > 10);
                return;
            }

            Recovery.Repair(killed.Inspect(), killed.Disk);
            Assert.Equal(expected, killed.DataHash());
        }
    }

    [Fact]
    public void UnpublishedRecordsAreNotTaken()
    {
        using var store = _journal.OpenAndStart();
        JournalFixture.Append(store, 3);
        JournalFixture.AppendUnpublished(store);
        using var crashed = _journal.CopyAsCrashed();
        using var again = crashed.Open();
        Assert.Equal(3, again.LastSequence);
    }

    [Fact]
    public void RingOfAnotherBootIsSetAside()
    {
        using var crashed = CrashedWithRingAhead(out _);
        EditRing(crashed, ring =>
        {
            ring[32] ^= 1;
            Reseal(ring);
        });
        Assert.Equal(RecoveryVerdict.RingIgnored, crashed.Inspect().Verdict);

        using var again = crashed.Open();
        Assert.Equal(crashed.Inspect().LastSequence, again.LastSequence);
        Assert.False(File.Exists(crashed.RingFile));
        Assert.True(File.Exists(crashed.RingFile + ".kept"));
    }

    [Fact]
    public void RingOfAnotherEngineIsSetAside()
    {
        using var crashed = CrashedWithRingAhead(out _);
        EditRing(crashed, ring =>
        {
            ring[16] ^= 1;
            Reseal(ring);
        });
        Assert.Equal(RecoveryVerdict.RingIgnored, crashed.Inspect().Verdict);
    }

    [Fact]
    public void DamagedRingIsRefused()
    {
        using var crashed = CrashedWithRingAhead(out _);
        EditRing(crashed, ring => ring[50] ^= 1);
        Assert.Equal(RecoveryVerdict.Corrupt, crashed.Inspect().Verdict);
    }

    [Fact]
    public void FlipInAPublishedRingRecordIsRefused()
    {
        using var crashed = CrashedWithRingAhead(out _);
        EditRing(crashed, ring =>
        {
            var synced = BinaryPrimitives.ReadInt64LittleEndian(ring.AsSpan(384));
            ring[4096 + (int)(synced & ((64 * 1024) - 1)) + 60] ^= 1;
        });
        Assert.Equal(RecoveryVerdict.Corrupt, crashed.Inspect().Verdict);
    }

    [Fact]
    public void MissingLastSegmentIsTruncatedWhenTheRingKnowsMore()
    {
        using var crashed = Crashed(300);
        File.Delete(crashed.Segments()[^1]);
        Assert.Equal(RecoveryVerdict.Truncated, crashed.Inspect().Verdict);

        foreach (var segment in crashed.Segments())
        {
            File.Delete(segment);
        }

        Assert.Equal(RecoveryVerdict.Truncated, crashed.Inspect().Verdict);
        var refusal = Assert.Throws<JournalRefusedException>(() => crashed.Open());
        Assert.Equal(65, refusal.ExitCode);
    }

    [Fact]
    public void DamageInWhatTheRingKnowsToBeSyncedIsCorrupt()
    {
        using var crashed = Crashed(20);
        var path = crashed.Segments()[^1];
        var bytes = File.ReadAllBytes(path);
        var frameless = Array.FindLastIndex(bytes, b => b != 0);
        bytes.AsSpan(frameless - 200).Clear();
        File.WriteAllBytes(path, bytes);
        Assert.True(crashed.Inspect().IsRefused);
    }

    /// <summary>Stopped by a failing sync, so that the disk lacks most of what was published.</summary>
    private JournalFixture CrashedWithRingAhead(out long published)
    {
        using var store = _journal.OpenAndStart(segmentBytes: 16 * 1024, ringBytes: 64 * 1024);
        JournalFixture.Append(store, 10);
        JournalFixture.WaitUntilSynced(store);
        JournalFixture.WaitUntil(() => store.SpareCount == 3);
        _journal.Disk.CallNames = "Write";
        _journal.Disk.FailAtCall = _journal.Disk.Calls + 1;
        JournalFixture.Append(store, 60);
        JournalFixture.WaitUntil(() => _journal.Failures.Count > 0);
        published = store.Watermarks.Written;
        _journal.Disk.FailAtCall = 0;
        return _journal.CopyAsCrashed();
    }

    private JournalFixture Crashed(int records)
    {
        using var store = _journal.OpenAndStart(segmentBytes: 16 * 1024);
        JournalFixture.Append(store, records);
        JournalFixture.WaitUntilSynced(store);
        JournalFixture.WaitUntil(() => store.SpareCount == 3);
        return _journal.CopyAsCrashed();
    }

    private static void EditRing(JournalFixture journal, Action<byte[]> edit)
    {
        var ring = File.ReadAllBytes(journal.RingFile);
        edit(ring);
        File.WriteAllBytes(journal.RingFile, ring);
    }

    private static void Reseal(byte[] ring) => BinaryPrimitives.WriteUInt32LittleEndian(
        ring.AsSpan(RingLayout.CrcOffset), Crc32C.Of(ring.AsSpan(0, RingLayout.CrcOffset)));
}
