using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;

namespace Chronos.Core.Journal;

/// <summary>
/// The memory-mapped ring file the engine thread appends records to: no system call, no allocation, no page fault.
/// One engine thread reserves, commits and publishes; one journal thread copies out and frees the space by syncing.
/// It outlives the process, and recovery takes from it what had not reached the disk. The file stands on tmpfs and
/// is filled with zeros by ordinary writes before it is mapped, because a store through a map must never fail.
/// </summary>
internal sealed unsafe class JournalRing : IDisposable
{
    private const int ZeroChunkBytes = 1024 * 1024;

    private readonly MemoryMappedFile _map;
    private readonly MemoryMappedViewAccessor _view;
    private readonly RingLayout* _layout;
    private readonly byte* _data;
    private readonly long _capacity;
    private readonly long _mask;
    private readonly uint _saltSeed;
    private readonly int _payloadBytesMax;
    private readonly Watermarks _watermarks;
    private Producer _producer;
    private bool _disposed;

    private JournalRing(
        MemoryMappedFile map, RunIdentity identity, long capacity, int recordBytesMax, uint lastRecordCrc,
        Watermarks watermarks)
    {
        _map = map;
        _view = map.CreateViewAccessor(0, RingLayout.Bytes + capacity, MemoryMappedFileAccess.ReadWrite);
        byte* start = null;
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        _layout = (RingLayout*)start;
        _data = start + RingLayout.Bytes;
        _capacity = capacity;
        _mask = capacity - 1;
        _saltSeed = JournalRecord.SeedOf(identity.Salt);
        _payloadBytesMax = RecordBytesMaxFor(capacity, recordBytesMax) - JournalRecord.HeaderBytes;
        _watermarks = watermarks;
        _producer.Limit = capacity;
        _producer.PreviousCrc = lastRecordCrc;
        _producer.Sequence = watermarks.Written;
    }

    /// <summary>Bytes the ring holds.</summary>
    public long Capacity => _capacity;

    /// <summary>Largest payload <see cref="TryReserve"/> accepts.</summary>
    public int PayloadBytesMax => _payloadBytesMax;

    /// <summary>CRC of the last committed record. Engine thread.</summary>
    public uint LastRecordCrc => _producer.PreviousCrc;

    /// <summary>Sequence of the last committed record. Engine thread.</summary>
    public long LastSequence => _producer.Sequence;

    /// <summary>Bytes between the end of the last published record and the last synced one; any thread.</summary>
    public long UnsyncedBytes => WrittenPosition - Volatile.Read(ref _layout->SyncedPosition);

    /// <summary>End of what the engine thread has published. Journal thread.</summary>
    public long WrittenPosition => Volatile.Read(ref _layout->WrittenPosition);

    /// <summary>
    /// Creates the ring at <paramref name="path"/>, readable by its owner only, replacing an older one in one step.
    /// The first record must have the sequence after <see cref="Watermarks.Written"/>.
    /// </summary>
    /// <param name="path">Where; on tmpfs.</param>
    /// <param name="identity">The run, written into the first page.</param>
    /// <param name="capacity">Bytes for records: a power of two, at least 4096.</param>
    /// <param name="recordBytesMax">Largest record, header included; a quarter of the ring bounds it too.</param>
    /// <param name="lastRecordCrc">CRC of the last record before this run; 0 for an empty journal.</param>
    /// <param name="watermarks">Raised by <see cref="Publish"/>.</param>
    public static JournalRing Create(
        string path, RunIdentity identity, long capacity, int recordBytesMax, uint lastRecordCrc,
        Watermarks watermarks)
    {
        var temporary = path + ".tmp";
        File.Delete(temporary);
        var file = JournalFiles.Open(temporary, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read);
        JournalRing ring;
        using (file)
        {
            WriteHeaderAndZeros(file, identity, capacity, watermarks.Written);
            var map = MemoryMappedFile.CreateFromFile(
                file, null, RingLayout.Bytes + capacity, MemoryMappedFileAccess.ReadWrite,
                HandleInheritability.None, leaveOpen: false);
            ring = new JournalRing(map, identity, capacity, recordBytesMax, lastRecordCrc, watermarks);
            ring.TouchEveryPage();
        }

        File.Move(temporary, path, overwrite: true);
        return ring;
    }

    /// <summary>Largest record a ring of this capacity takes, so that one always fits once it has drained.</summary>
    public static int RecordBytesMaxFor(long capacity, int recordBytesMax) =>
        (int)Math.Min(capacity / 4, Math.Min(recordBytesMax, JournalRecord.RecordBytesMax)) & ~7;

    /// <summary>
    /// Room for a payload, 8-byte aligned, or null while the ring is full (the caller waits: the disk is behind). The
    /// bytes are whatever was there before, except the padding. Reserving again abandons the first reservation.
    /// </summary>
    public byte* TryReserve(int payloadBytes)
    {
        if (payloadBytes < 0 || payloadBytes > _payloadBytesMax)
        {
            ThrowPayloadTooLarge(payloadBytes);
        }

        var length = JournalRecord.LengthOf(payloadBytes);
        var offset = _producer.Position & _mask;
        if (length > _capacity - offset)
        {
            if (!TryPadOnWrapReached(length, _capacity - offset))
            {
                return null;
            }

            offset = 0;
        }

        if (_producer.Position + length > _producer.Limit && !HasRoomAfterSync(_producer.Position + length))
        {
            return null;
        }

        var record = _data + offset;
        *(ulong*)(record + length - 8) = 0;
        _producer.ReservedLength = (uint)length;
        return record + JournalRecord.HeaderBytes;
    }

    /// <summary>
    /// Completes the reserved record: header, then CRC and length in one last store. It becomes visible with
    /// <see cref="Publish"/>. <paramref name="sequence"/> must follow the last one without a gap.
    /// </summary>
    public void Commit(ushort type, ushort schemaVersion, long sequence, long timeNanos, uint epoch)
    {
        var length = _producer.ReservedLength;
        if (length == 0 || sequence != _producer.Sequence + 1 || type >= JournalRecord.ReservedTypes)
        {
            ThrowBrokenCommit(type, sequence);
        }

        // Whole words: the CRC loads words, and a load that spans several younger stores would wait for all of them.
        var words = (ulong*)(_data + (_producer.Position & _mask));
        words[1] = (ulong)sequence;
        words[2] = unchecked((ulong)timeNanos);
        words[3] = type | ((ulong)schemaVersion << 16) | ((ulong)epoch << 32);
        words[4] = _producer.PreviousCrc;
        var crc = JournalRecord.Checksum((JournalRecord*)words, length, _saltSeed);
        Volatile.Write(ref words[0], length | ((ulong)crc << 32));

        _producer.PreviousCrc = crc;
        _producer.Sequence = sequence;
        _producer.Position += length;
        _producer.ReservedLength = 0;
    }

    /// <summary>End of batch: everything committed so far is written, and the journal thread may take it.</summary>
    public void Publish()
    {
        // The sequence goes first: whoever sees the position finds a sequence at least as new.
        Volatile.Write(ref _layout->WrittenSequence, _producer.Sequence);
        Volatile.Write(ref _layout->WrittenPosition, _producer.Position);
        _watermarks.RaiseWritten(_producer.Sequence);
    }

    /// <summary>
    /// The record at <paramref name="position"/>, which is moved over a pad marker if one stands there; null at
    /// <paramref name="end"/>. Journal thread, for positions between synced and written.
    /// </summary>
    public JournalRecord* RecordAt(ref long position, long end)
    {
        if (position >= end)
        {
            return null;
        }

        var record = (JournalRecord*)(_data + (position & _mask));
        if ((Volatile.Read(ref record->Length) & RingLayout.PadFlag) == 0)
        {
            return record;
        }

        position += _capacity - (position & _mask);
        return position < end ? (JournalRecord*)_data : null;
    }

    /// <summary>Notes how far records have been copied out; for whoever inspects the ring. Journal thread.</summary>
    public void RaiseCopied(long position) => Volatile.Write(ref _layout->CopiedPosition, position);

    /// <summary>
    /// Frees the space up to <paramref name="position"/>, whose records are now on disk. Journal thread.
    /// </summary>
    public void RaiseSynced(long position, long sequence)
    {
        Volatile.Write(ref _layout->SyncedSequence, sequence);
        Volatile.Write(ref _layout->SyncedPosition, position);
        _watermarks.RaiseSynced(sequence);
    }

    /// <summary>Unmaps the ring and leaves the file. Both threads must have ended.</summary>
    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _map.Dispose();
    }

    private bool TryPadOnWrapReached(int length, long pad)
    {
        if (_producer.Position + pad + length > _producer.Limit && !HasRoomAfterSync(_producer.Position + pad + length))
        {
            return false;
        }

        *(uint*)(_data + (_producer.Position & _mask)) = RingLayout.PadFlag | (uint)pad;
        _producer.Position += pad;
        return true;
    }

    private bool HasRoomAfterSync(long end)
    {
        _producer.Limit = Volatile.Read(ref _layout->SyncedPosition) + _capacity;
        return end <= _producer.Limit;
    }

    private static void WriteHeaderAndZeros(FileStream file, RunIdentity identity, long capacity, long lastSequence)
    {
        RingLayout layout = default;
        layout.Magic = RingLayout.MagicWord;
        layout.Version = RingLayout.CurrentVersion;
        layout.Endianness = SegmentHeader.EndiannessWord;
        identity.EngineId.CopyTo(new Span<byte>(layout.EngineId, RunIdentity.IdBytes));
        identity.BootId.CopyTo(new Span<byte>(layout.BootId, RunIdentity.IdBytes));
        layout.Salt = identity.Salt;
        layout.Epoch = identity.Epoch;
        layout.Capacity = capacity;
        layout.FirstSequence = lastSequence + 1;
        layout.WrittenSequence = lastSequence;
        layout.SyncedSequence = lastSequence;
        var bytes = MemoryMarshal.AsBytes(new Span<RingLayout>(ref layout));
        layout.Crc = Crc32C.Of(bytes[..RingLayout.CrcOffset]);
        var disk = new DiskSync();
        disk.Write(file.SafeFileHandle, bytes, 0);

        var zeros = new byte[Math.Min(capacity, ZeroChunkBytes)];
        for (long written = 0; written < capacity; written += zeros.Length)
        {
            disk.Write(file.SafeFileHandle, zeros, RingLayout.Bytes + written);
        }
    }

    private void TouchEveryPage()
    {
        for (long offset = 0; offset < _capacity; offset += Environment.SystemPageSize)
        {
            Volatile.Write(ref _data[offset], 0);
        }

        Volatile.Write(ref _layout->CopiedPosition, 0);
    }

    private void ThrowPayloadTooLarge(int payloadBytes) =>
        throw new ArgumentOutOfRangeException(
            nameof(payloadBytes), payloadBytes, $"A payload has 0 to {_payloadBytesMax} bytes.");

    private void ThrowBrokenCommit(ushort type, long sequence) =>
        throw new InvalidOperationException(
            $"Commit of type {type} at sequence {sequence}: reserved {_producer.ReservedLength} bytes, last sequence "
            + $"{_producer.Sequence}; types from {JournalRecord.ReservedTypes} are the journal's own.");

    /// <summary>
    /// What the engine thread stores to on every append, kept off the lines the journal thread reads.
    /// </summary>
    [StructLayout(LayoutKind.Explicit, Size = 384)]
    private struct Producer
    {
        [FieldOffset(128)] public long Position;
        [FieldOffset(136)] public long Limit;
        [FieldOffset(144)] public long Sequence;
        [FieldOffset(152)] public uint PreviousCrc;
        [FieldOffset(156)] public uint ReservedLength;
    }
}
