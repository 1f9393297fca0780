using System.Runtime.CompilerServices;
using Chronos.Core.Journal;

namespace Chronos.Core.Tests.Journal;

public sealed unsafe class JournalRingTests : IDisposable
{
    private const int Capacity = 4096;

    private readonly TemporaryDirectory _directory = new();
    private readonly Watermarks _watermarks = new(0);
    private readonly JournalRing _ring;

    public JournalRingTests() => _ring = Create(_watermarks);

    public void Dispose()
    {
        _ring.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public void LayoutsArePinned()
    {
        Assert.Equal(40, Unsafe.SizeOf<JournalRecord>());
        Assert.Equal(4096, Unsafe.SizeOf<RingLayout>());
        Assert.Equal(40, JournalRecord.LengthOf(0));
        Assert.Equal(48, JournalRecord.LengthOf(1));
        Assert.Equal(48, JournalRecord.LengthOf(8));
        Assert.Equal(56, JournalRecord.LengthOf(9));
    }

    [Fact]
    public void PublishedRecordCarriesEveryField()
    {
        Append(1, 13);
        _ring.Publish();

        var record = Take();
        Assert.Equal(56u, record->Length);
        Assert.Equal(1, record->Sequence);
        Assert.Equal(1_000_001, record->TimeNanos);
        Assert.Equal(7, record->Type);
        Assert.Equal(3, record->SchemaVersion);
        Assert.Equal(9u, record->Epoch);
        Assert.Equal(0u, record->PreviousCrc);
        Assert.Equal(0u, record->Reserved);
        Assert.Equal(JournalRecord.Checksum(record, record->Length, JournalRecord.SeedOf(42)), record->Crc);
        Assert.Equal(new byte[] { 0, 0, 0 }, new ReadOnlySpan<byte>((byte*)record + 53, 3).ToArray());
    }

    [Fact]
    public void RecordsChainByCrc()
    {
        Append(1, 8);
        var first = _ring.LastRecordCrc;
        Append(2, 8);
        _ring.Publish();

        Take();
        Assert.Equal(first, Take()->PreviousCrc);
    }

    [Fact]
    public void CommitStaysInvisibleUntilPublish()
    {
        Append(1, 8);
        Assert.True(Take() == null);
        Assert.Equal(0, _watermarks.Written);

        _ring.Publish();
        Assert.True(Take() != null);
        Assert.Equal(1, _watermarks.Written);
    }

    [Fact]
    public void AbandonedReservationLeavesNoTrace()
    {
        Assert.True(_ring.TryReserve(500) != null);
        Append(1, 8);
        _ring.Publish();

        Assert.Equal(1, Take()->Sequence);
        Assert.True(Take() == null);
    }

    [Fact]
    public void FullRingAnswersNullUntilSynced()
    {
        long sequence = 0;
        while (_ring.TryReserve(216) != null)
        {
            _ring.Commit(7, 1, ++sequence, 0, 1);
        }

        _ring.Publish();
        Assert.Equal(16, sequence);
        Assert.True(_ring.TryReserve(216) == null);

        Take();
        _ring.RaiseSynced(_read, 1);
        Append(17, 216);
        Assert.True(_ring.TryReserve(216) == null);
    }

    [Fact]
    public void RecordsNeverStraddleTheEnd()
    {
        long appended = 0;
        for (var round = 0; round < 2000; round++)
        {
            var payload = round * 13 % 700;
            Append(++appended, payload);
            _ring.Publish();
            var record = Take();
            Assert.Equal(appended, record->Sequence);
            Assert.Equal((uint)JournalRecord.LengthOf(payload), record->Length);
            Assert.Equal(JournalRecord.Checksum(record, record->Length, JournalRecord.SeedOf(42)), record->Crc);
            _ring.RaiseSynced(_read, appended);
        }
    }

    [Fact]
    public void PayloadAboveLimitIsRefused()
    {
        Assert.Equal((Capacity / 4) - 40, _ring.PayloadBytesMax);
        Assert.True(_ring.TryReserve(_ring.PayloadBytesMax) != null);
        Assert.Throws<ArgumentOutOfRangeException>(() => { _ring.TryReserve(_ring.PayloadBytesMax + 1); });
        Assert.Throws<ArgumentOutOfRangeException>(() => { _ring.TryReserve(-1); });
    }

    [Fact]
    public void CommitRefusesGapMissingReservationAndReservedType()
    {
        Assert.Throws<InvalidOperationException>(() => _ring.Commit(7, 1, 1, 0, 1));
        _ring.TryReserve(8);
        Assert.Throws<InvalidOperationException>(() => _ring.Commit(7, 1, 2, 0, 1));
        Assert.Throws<InvalidOperationException>(() => _ring.Commit(FrameType.Batch, 1, 1, 0, 1));
        _ring.Commit(7, 1, 1, 0, 1);
    }

    [Fact]
    public void AppendAllocatesNothing()
    {
        Append(1, 100);
        _ring.Publish();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var sequence = 2; sequence < 1000; sequence++)
        {
            Append(sequence, 100);
            _ring.Publish();
            Take();
            _ring.RaiseSynced(_read, sequence);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void RingFileIsItsOwnersOnlyAndFullyWritten()
    {
        var file = new FileInfo(_directory.File("ring"));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, file.UnixFileMode);
        Assert.Equal(RingLayout.Bytes + Capacity, file.Length);
    }

    [Fact]
    public void SequenceContinuesFromTheRecoveredOne()
    {
        var watermarks = new Watermarks(77);
        using var ring = Create(watermarks);
        Assert.True(ring.TryReserve(8) != null);
        ring.Commit(7, 1, 78, 0, 1);
        ring.Publish();
        Assert.Equal(78, watermarks.Written);
        Assert.Equal(77, watermarks.Synced);
    }

    private long _read;

    private JournalRecord* Take()
    {
        var record = _ring.RecordAt(ref _read, _ring.WrittenPosition);
        if (record != null)
        {
            _read += record->Length;
        }

        return record;
    }

    private void Append(long sequence, int payloadBytes)
    {
        var payload = _ring.TryReserve(payloadBytes);
        Assert.True(payload != null);
        new Span<byte>(payload, payloadBytes).Fill((byte)sequence);
        _ring.Commit(7, 3, sequence, 1_000_000 + sequence, 9);
    }

    private JournalRing Create(Watermarks watermarks)
    {
        var identity = new RunIdentity { EngineId = new byte[16], BootId = new byte[16], Salt = 42, Epoch = 9 };
        return JournalRing.Create(
            _directory.File("ring"), identity, Capacity, JournalRecord.RecordBytesMax, 0, watermarks);
    }
}
