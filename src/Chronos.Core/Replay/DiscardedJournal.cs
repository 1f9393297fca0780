using System.Runtime.InteropServices;
using Chronos.Core.Journal;

namespace Chronos.Core.Replay;

/// <summary>The journal of a rehearsal: takes every record and keeps none.</summary>
internal sealed unsafe class DiscardedJournal : IJournal, IDisposable
{
    private byte* _buffer;
    private int _capacity;

    /// <inheritdoc />
    public byte* Reserve(int payloadBytes)
    {
        var padded = (payloadBytes + 7) & ~7;
        if (padded > _capacity)
        {
            NativeMemory.AlignedFree(_buffer);
            _buffer = (byte*)NativeMemory.AlignedAlloc((nuint)padded, 64);
            _capacity = padded;
        }

        return _buffer;
    }

    /// <inheritdoc />
    public void Commit(EventKind kind, long sequence, long timeNanos)
    {
    }

    public void Dispose()
    {
        NativeMemory.AlignedFree(_buffer);
        _buffer = null;
        _capacity = 0;
    }
}
