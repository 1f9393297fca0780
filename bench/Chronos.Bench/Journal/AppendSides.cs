using System.IO.MemoryMappedFiles;
using System.Runtime.CompilerServices;
using Chronos.Core.Journal;

namespace Chronos.Bench.Journal;

/// <summary>
/// The same records put down in four ways on the same tmpfs: appended to the journal's ring, copied and checksummed into a
/// map as large, and written to files. One thread; each way begins again at the start after the same number of bytes.
/// </summary>
internal sealed unsafe class AppendSides : IDisposable
{
    private const long Capacity = 16 * 1024 * 1024;

    private readonly string _directory = Path.Combine("/dev/shm", "chronos-bench-append-" + Guid.NewGuid().ToString("N"));
    private readonly JournalRing _ring;
    private readonly MemoryMappedFile _map;
    private readonly MemoryMappedViewAccessor _view;
    private readonly byte* _start;
    private readonly FileStream _direct;
    private readonly FileStream _buffered;
    private long _offset;
    private long _sequence;

    public AppendSides()
    {
        Directory.CreateDirectory(_directory);
        _ring = FloorRig.NewJournal(Path.Combine(_directory, "ring"));
        var path = Path.Combine(_directory, "map");
        File.WriteAllBytes(path, new byte[Capacity]);
        _map = MemoryMappedFile.CreateFromFile(path, FileMode.Open);
        _view = _map.CreateViewAccessor(0, Capacity);
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _start);
        new Span<byte>(_start, (int)Capacity).Clear();
        _direct = new FileStream(Path.Combine(_directory, "direct"), FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        _buffered = new FileStream(Path.Combine(_directory, "buffered"), FileMode.Create);
    }

    /// <summary>What the checksums came to; keeps them from being left out.</summary>
    public uint Sum { get; private set; }

    /// <summary>Reserve, fill, commit and publish, each record by itself.</summary>
    public void AppendToRing(RecordMix mix)
    {
        var record = mix.First;
        for (var i = 0; i < mix.Count; i++)
        {
            var length = record->Length;
            var payloadBytes = (int)length - JournalRecord.HeaderBytes;
            var payload = _ring.TryReserve(payloadBytes);
            if (payload == null)
            {
                payload = ReserveOnRingFull(payloadBytes);
            }

            Unsafe.CopyBlockUnaligned(payload, (byte*)record + JournalRecord.HeaderBytes, (uint)payloadBytes);
            _ring.Commit(1, 1, ++_sequence, _sequence, 1);
            _ring.Publish();
            record = (JournalRecord*)((byte*)record + length);
        }
    }

    /// <summary>The floor: the whole record is copied, and the checksum taken of what was copied.</summary>
    public void CopyAndChecksum(RecordMix mix)
    {
        var record = mix.First;
        for (var i = 0; i < mix.Count; i++)
        {
            var length = record->Length;
            _offset = _offset + length > Capacity ? 0 : _offset;
            Unsafe.CopyBlockUnaligned(_start + _offset, record, length);
            Sum ^= Crc32C.AddWords(Crc32C.Start, _start + _offset, (nint)length);
            _offset += length;
            record = (JournalRecord*)((byte*)record + length);
        }
    }

    /// <summary>Each record is with the kernel when the next begins: like one in the ring it survives the process.</summary>
    public void WriteDirect(RecordMix mix) => Write(_direct, mix);

    /// <summary>Most records wait in the process and are lost with it.</summary>
    public void WriteBuffered(RecordMix mix) => Write(_buffered, mix);

    public void Dispose()
    {
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _map.Dispose();
        _ring.Dispose();
        _direct.Dispose();
        _buffered.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    private static void Write(FileStream file, RecordMix mix)
    {
        if (file.Position + mix.Bytes > Capacity)
        {
            file.Position = 0;
        }

        var record = mix.First;
        for (var i = 0; i < mix.Count; i++)
        {
            var length = record->Length;
            file.Write(new ReadOnlySpan<byte>(record, (int)length));
            record = (JournalRecord*)((byte*)record + length);
        }
    }

    /// <summary>Nobody copies out here: all of the ring is free again at once.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private byte* ReserveOnRingFull(int payloadBytes)
    {
        _ring.RaiseSynced(_ring.WrittenPosition, _ring.LastSequence);
        return _ring.TryReserve(payloadBytes);
    }
}
