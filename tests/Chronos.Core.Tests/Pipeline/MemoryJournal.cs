using System.Runtime.InteropServices;
using Chronos.Core.Journal;
using Chronos.Core.Replay;

namespace Chronos.Core.Tests.Pipeline;

/// <summary>Keeps records in memory, or with <paramref name="keep"/> off only takes them, allocating nothing.</summary>
internal sealed unsafe class MemoryJournal(bool keep = true) : IJournal, IDisposable
{
    private const int Bytes = 256 * 1024;

    private readonly byte* _buffer = (byte*)NativeMemory.AlignedAlloc(Bytes, 64);
    private int _length;

    public List<Record> Records { get; } = [];

    public byte* Reserve(int payloadBytes)
    {
        _length = (payloadBytes + 7) & ~7;
        *(ulong*)(_buffer + _length - 8) = 0;
        return _buffer;
    }

    public void Commit(EventKind kind, long sequence, long timeNanos)
    {
        if (keep)
        {
            Records.Add(new Record(kind, sequence, timeNanos, new ReadOnlySpan<byte>(_buffer, _length).ToArray()));
        }
    }

    /// <summary>Re-runs all of it from nothing.</summary>
    public void ReplayInto(Replayer replayer)
    {
        foreach (var record in Records)
        {
            Replay(replayer, record);
        }
    }

    public static void Replay(Replayer replayer, Record record)
    {
        var header = new JournalRecord { Sequence = record.Sequence, TimeNanos = record.TimeNanos, Type = (ushort)record.Kind };
        var view = new RecordView(in header, record.Payload, default!, "", 0);
        replayer.Replay(in view);
    }

    public void Dispose() => NativeMemory.AlignedFree(_buffer);

    internal sealed record Record(EventKind Kind, long Sequence, long TimeNanos, byte[] Payload);
}
