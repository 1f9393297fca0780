using System.Runtime.InteropServices;
using Chronos.Core.Journal;

namespace Chronos.Core.Replay;

/// <summary>
/// The journal of a replay: every record the pipeline makes is compared, byte for byte, with the one that was recorded.
/// </summary>
internal sealed unsafe class RecordComparer : IJournal, IDisposable
{
    private byte* _made;
    private int _capacity;
    private int _length;
    private byte* _expected;
    private int _expectedLength;
    private long _expectedSequence;

    /// <summary>What the last record differed in; null when it was identical.</summary>
    public string? Difference { get; private set; }

    /// <summary>The payload the last event made.</summary>
    public ReadOnlySpan<byte> Made => new(_made, _length);

    /// <summary>The record the next event must make; it is compared where it stands, which must not move until then.</summary>
    public void Expect(long sequence, byte* payload, int length)
    {
        _expected = payload;
        _expectedLength = length;
        _expectedSequence = sequence;
        Difference = "nothing was recorded for it";
    }

    /// <inheritdoc />
    public byte* Reserve(int payloadBytes)
    {
        var padded = (payloadBytes + 7) & ~7;
        if (padded > _capacity)
        {
            NativeMemory.AlignedFree(_made);
            _made = (byte*)NativeMemory.AlignedAlloc((nuint)padded, 64);
            _capacity = padded;
        }

        _length = padded;
        *(ulong*)(_made + padded - 8) = 0;
        return _made;
    }

    /// <inheritdoc />
    public void Commit(EventKind kind, long sequence, long timeNanos)
    {
        var made = new ReadOnlySpan<byte>(_made, _length);
        var expected = new ReadOnlySpan<byte>(_expected, _expectedLength);
        if (sequence != _expectedSequence)
        {
            Difference = $"it was decided as sequence {sequence}";
        }
        else if (made.SequenceEqual(expected))
        {
            Difference = null;
        }
        else
        {
            var at = made.CommonPrefixLength(expected);
            Difference = made.Length != expected.Length
                ? $"{kind}: {made.Length} bytes instead of {expected.Length}, first difference at byte {at}"
                : $"{kind}: first difference at byte {at} of the payload";
        }
    }

    public void Dispose()
    {
        NativeMemory.AlignedFree(_made);
        _made = null;
        _capacity = 0;
    }
}
