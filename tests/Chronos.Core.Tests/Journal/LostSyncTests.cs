using System.Buffers.Binary;
using Chronos.Core.Clocks;
using Chronos.Core.Journal;

namespace Chronos.Core.Tests.Journal;

/// <summary>
/// A failed sync loses what was written last, and the next process reads it from memory all the same. It must not build on
/// it before it has written it again, or a power cut later leaves a hole below what came after.
/// </summary>
public sealed class LostSyncTests : IDisposable
{
    private readonly JournalFixture _journal = new();
    private readonly LosingDisk _disk = new();

    [Theory]
    [InlineData(FrameType.Close)]
    [InlineData(FrameType.End)]
    [InlineData(FrameType.Batch)]
    public void AFrameThatWasLostIsWrittenAgain(int frameType)
    {
        // The first run fails where it writes the frame: at its end, at a roll, or when it vouches for its last batch.
        _disk.LosesWrite = bytes => bytes.Length == JournalFrame.Bytes
            && BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(24)) == frameType;
        Run(200, waitFor: () => _disk.HasLost || frameType == FrameType.Close);
        Assert.True(_disk.HasLost);

        var last = Run(3, waitFor: () => true);
        _disk.CutPower();
        AssertWhole(last);
    }

    [Fact]
    public void ACutThatWasLostIsMadeAgain()
    {
        Run(5, waitFor: () => true);
        var end = Recovery.Inspect(_journal.Data, _journal.Ring).Tail.LastOffset;
        using (var file = File.OpenHandle(_journal.Segments()[^1], FileMode.Open, FileAccess.ReadWrite))
        {
            // As a torn write: no closing frame, and the beginning of a batch that was never finished.
            RandomAccess.Write(file, new byte[JournalFrame.Bytes], end - JournalFrame.Bytes);
            RandomAccess.Write(file, Enumerable.Repeat((byte)0xEE, 64).ToArray(), end - JournalFrame.Bytes);
        }

        Assert.Equal(RecoveryVerdict.TornTail, _journal.Inspect().Verdict);
        _disk.LosesWrite = bytes => !bytes.AsSpan().ContainsAnyExcept((byte)0);
        Assert.Throws<JournalRefusedException>(() => Open().Dispose());
        Assert.True(_disk.HasLost);

        var last = Run(3, waitFor: () => true);
        _disk.CutPower();
        AssertWhole(last);
    }

    public void Dispose() => _journal.Dispose();

    /// <summary>A run that appends so many records and stops; answers the last sequence that was synced.</summary>
    private long Run(int records, Func<bool> waitFor)
    {
        using var store = Open();
        store.Start(_journal.Identity);
        for (var i = 0; i < records && !store.Watermarks.EgressStopped; i++)
        {
            JournalFixture.AppendUnpublished(store);
            store.Ring.Publish();
        }

        JournalFixture.WaitUntil(() => store.Watermarks.EgressStopped || store.Watermarks.Synced == store.Watermarks.Written);
        JournalFixture.WaitUntil(waitFor);
        store.Stop();
        return store.Watermarks.Synced;
    }

    private JournalStore Open() => JournalStore.Open(
        new JournalOptions
        {
            DataDirectory = _journal.Data,
            RingDirectory = _journal.Ring,
            SegmentBytes = JournalFixture.SegmentBytes,
            RingBytes = 128 * 1024,
        },
        new SystemClock(), _disk, _journal.Failures.Add);

    private void AssertWhole(long last)
    {
        var report = _journal.Inspect();
        Assert.False(report.IsRefused, report.Message);
        using var reader = JournalReader.Open(_journal.Data);
        Assert.Equal(last, JournalFixture.AssertRecords(reader));
    }
}
