using System.Runtime.InteropServices;

namespace Chronos.Core.Journal;

/// <summary>
/// Collects the records of one sync batch behind room for its frame, so that one write puts all on disk. Every record
/// is checked again here: what the engine thread sealed must be what reaches the disk. One thread.
/// </summary>
internal sealed unsafe class BatchBuffer : IDisposable
{
    private readonly uint _saltSeed;
    private byte* _bytes = (byte*)NativeMemory.AlignedAlloc(JournalFrame.BatchBytesMax, 4096);
    private int _length = JournalFrame.Bytes;

    /// <summary>A buffer for records of the run with this salt, following the given last record.</summary>
    public BatchBuffer(ulong salt, long lastSequence, uint lastRecordCrc)
    {
        _saltSeed = JournalRecord.SeedOf(salt);
        LastSequence = lastSequence;
        LastRecordCrc = lastRecordCrc;
    }

    /// <summary>Records collected.</summary>
    public uint RecordCount { get; private set; }

    /// <summary>Bytes of the records collected, without the frame.</summary>
    public int RecordBytes => _length - JournalFrame.Bytes;

    /// <summary>Sequence of the last record ever added.</summary>
    public long LastSequence { get; private set; }

    /// <summary>CRC of the last record ever added.</summary>
    public uint LastRecordCrc { get; private set; }

    /// <summary>The frame's place; the records follow it.</summary>
    public JournalFrame* Frame => (JournalFrame*)_bytes;

    /// <summary>Frame and records.</summary>
    public ReadOnlySpan<byte> Bytes => new(_bytes, _length);

    /// <summary>
    /// Copies the record in, or answers false when the batch would exceed <paramref name="batchBytesMax"/>. Throws
    /// <see cref="InvalidDataException"/> when the record is not the intact successor of the last.
    /// </summary>
    public bool TryAdd(JournalRecord* record, int batchBytesMax)
    {
        var length = record->Length;
        if (!JournalRecord.IsPlausible(length, JournalRecord.RecordBytesMax))
        {
            throw new InvalidDataException($"Record after sequence {LastSequence} has impossible length {length}.");
        }

        if (_length + length > Math.Min(batchBytesMax, JournalFrame.BatchBytesMax))
        {
            return false;
        }

        var copy = (JournalRecord*)(_bytes + _length);
        NativeMemory.Copy(record, copy, length);
        if (copy->Sequence != LastSequence + 1
            || copy->PreviousCrc != LastRecordCrc
            || copy->Crc != JournalRecord.Checksum(copy, length, _saltSeed))
        {
            throw new InvalidDataException($"Record after sequence {LastSequence} was damaged in memory.");
        }

        _length += (int)length;
        RecordCount++;
        LastSequence = copy->Sequence;
        LastRecordCrc = copy->Crc;
        return true;
    }

    /// <summary>Empties the batch; the chain goes on.</summary>
    public void Clear()
    {
        _length = JournalFrame.Bytes;
        RecordCount = 0;
    }

    /// <summary>Frees the buffer.</summary>
    public void Dispose()
    {
        NativeMemory.AlignedFree(_bytes);
        _bytes = null;
    }
}
