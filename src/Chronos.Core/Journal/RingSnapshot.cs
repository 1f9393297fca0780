using System.Runtime.InteropServices;

namespace Chronos.Core.Journal;

/// <summary>
/// The ring file of a run that has ended, read whole into memory: which run it belongs to, and the records it holds
/// between what was synced and what was published. One thread.
/// </summary>
internal sealed unsafe class RingSnapshot
{
    private readonly byte[] _bytes;
    private readonly uint _saltSeed;

    private RingSnapshot(string path, byte[] bytes)
    {
        Path = path;
        _bytes = bytes;
        Layout = MemoryMarshal.Read<RingLayout>(bytes);
        _saltSeed = JournalRecord.SeedOf(Layout.Salt);
    }

    /// <summary>The ring file.</summary>
    public string Path { get; }

    /// <summary>Its first page.</summary>
    public RingLayout Layout { get; }

    /// <summary>Reads a ring file; null when there is none. One whose first line is damaged is refused.</summary>
    public static RingSnapshot? TryLoad(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        using var file = File.OpenHandle(path);
        var length = RandomAccess.GetLength(file);
        if (length < RingLayout.Bytes || length > RingLayout.Bytes + JournalOptions.RingBytesMax)
        {
            throw new JournalRefusedException(RecoveryVerdict.Corrupt, $"{path}: {length} bytes are not a ring file");
        }

        var bytes = GC.AllocateUninitializedArray<byte>((int)length, pinned: true);
        for (var count = 0; count < bytes.Length;)
        {
            var read = RandomAccess.Read(file, bytes.AsSpan(count), count);
            if (read == 0)
            {
                throw new IOException($"{path} ended at byte {count} while it was being read");
            }

            count += read;
        }

        return Checked(new RingSnapshot(path, bytes));
    }

    /// <summary>Whether the ring was made by this engine since the machine was started.</summary>
    public bool IsOf(ReadOnlySpan<byte> engineId, ReadOnlySpan<byte> bootId) =>
        engineId.SequenceEqual(_bytes.AsSpan((int)Marshal.OffsetOf<RingLayout>(nameof(RingLayout.EngineId)), 16))
        && bootId.SequenceEqual(_bytes.AsSpan((int)Marshal.OffsetOf<RingLayout>(nameof(RingLayout.BootId)), 16));

    /// <summary>
    /// Places of the published records with a sequence above <paramref name="lastSequence"/>, each checked, the first
    /// the direct successor of that record. Anything else is refused.
    /// </summary>
    public List<int> RecordsAfter(long lastSequence, uint lastRecordCrc)
    {
        var places = new List<int>();
        long next = 0;
        var previousCrc = lastRecordCrc;
        for (var position = Layout.SyncedPosition; position < Layout.WrittenPosition;)
        {
            var record = RecordAt(ref position);
            if (record == null)
            {
                break;
            }

            if (next == 0 && record->Sequence > lastSequence + 1)
            {
                throw Refuse(
                    RecoveryVerdict.Truncated, position, lastSequence + 1, $"the ring goes on at {record->Sequence}");
            }

            if (next != 0 && record->Sequence != next)
            {
                throw Refuse(RecoveryVerdict.BrokenChain, position, next, $"record {record->Sequence} stands here");
            }

            if ((record->Sequence == lastSequence && record->Crc != lastRecordCrc)
                || (record->Sequence > lastSequence && record->PreviousCrc != previousCrc))
            {
                throw Refuse(
                    RecoveryVerdict.BrokenChain, position, record->Sequence, "the ring does not continue the disk");
            }

            if (record->Sequence > lastSequence)
            {
                places.Add(PlaceOf(position));
                previousCrc = record->Crc;
            }

            next = record->Sequence + 1;
            position += record->Length;
        }

        return places;
    }

    /// <summary>Whether any published, unsynced record is later than <paramref name="lastSequence"/>.</summary>
    public bool HoldsRecordAfter(long lastSequence)
    {
        for (var position = Layout.SyncedPosition; position < Layout.WrittenPosition;)
        {
            var record = RecordAt(ref position);
            if (record == null || record->Sequence > lastSequence)
            {
                return record != null;
            }

            position += record->Length;
        }

        return false;
    }

    /// <summary>The record at a place <see cref="RecordsAfter"/> gave.</summary>
    public JournalRecord* Record(int place) =>
        (JournalRecord*)Marshal.UnsafeAddrOfPinnedArrayElement(_bytes, place);

    private static RingSnapshot Checked(RingSnapshot ring)
    {
        var layout = ring.Layout;
        if (layout.Magic != RingLayout.MagicWord
            || layout.Crc != Crc32C.Of(ring._bytes.AsSpan(0, RingLayout.CrcOffset)))
        {
            throw new JournalRefusedException(
                RecoveryVerdict.Corrupt, $"{ring.Path}: the first line of the ring is damaged");
        }

        if (layout.Version > RingLayout.CurrentVersion)
        {
            throw new JournalRefusedException(
                RecoveryVerdict.Future, $"{ring.Path}: ring version {layout.Version} is newer than this program");
        }

        if (layout.Endianness != SegmentHeader.EndiannessWord
            || layout.Capacity != ring._bytes.Length - RingLayout.Bytes
            || layout.SyncedPosition < 0
            || layout.SyncedPosition > layout.WrittenPosition
            || layout.WrittenPosition - layout.SyncedPosition > layout.Capacity
            || ((layout.SyncedPosition | layout.WrittenPosition) & 7) != 0)
        {
            throw new JournalRefusedException(
                RecoveryVerdict.Corrupt, $"{ring.Path}: the positions of the ring contradict each other");
        }

        return ring;
    }

    /// <summary>The checked record at a position, moved over a pad marker; null when only padding was left.</summary>
    private JournalRecord* RecordAt(ref long position)
    {
        var record = Record(PlaceOf(position));
        if ((record->Length & RingLayout.PadFlag) != 0)
        {
            position += Layout.Capacity - (position & (Layout.Capacity - 1));
            if (position >= Layout.WrittenPosition)
            {
                return null;
            }

            record = Record(PlaceOf(position));
        }

        var offset = position & (Layout.Capacity - 1);
        var room = Math.Min(Layout.Capacity - offset, Layout.WrittenPosition - position);
        if (room < JournalRecord.HeaderBytes
            || !JournalRecord.IsPlausible(record->Length, room)
            || record->Crc != JournalRecord.Checksum(record, record->Length, _saltSeed))
        {
            throw Refuse(RecoveryVerdict.Corrupt, position, 0, "a published record in the ring is damaged");
        }

        return record;
    }

    private int PlaceOf(long position) => RingLayout.Bytes + (int)(position & (Layout.Capacity - 1));

    private JournalRefusedException Refuse(RecoveryVerdict verdict, long position, long sequence, string what) =>
        new(verdict, $"{Path} at byte {PlaceOf(position)}, sequence {sequence}: {what}");
}
