using System.Runtime.InteropServices;
using Chronos.Core.Journal;

namespace Chronos.Core.Replay;

/// <summary>
/// The journal of a replay: every record the pipeline makes is compared, byte for byte, with the one that was recorded.
/// </summary>
internal sealed unsafe class RecordComparer : IJournal, IDisposable
{
    // No event has this sequence.
    private const long Nothing = -1;

    private byte* _made;
    private int _capacity;
    private int _length;
    private byte* _expected;
    private int _expectedLength;
    private long _expectedSequence;
    private EventKind _kind;
    private long _sequence;

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
        _sequence = Nothing;
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
        _kind = kind;
        _sequence = sequence;
    }

    /// <summary>
    /// Compares what the event has made. Not part of <see cref="Commit"/>: bytes that were only just written are compared faster
    /// once the books have changed.
    /// </summary>
    public void Compare()
    {
        var made = new ReadOnlySpan<byte>(_made, _length);
        var expected = new ReadOnlySpan<byte>(_expected, _expectedLength);
        Difference = _sequence == _expectedSequence && made.SequenceEqual(expected) ? null : Tell(made, expected);
    }

    private string Tell(ReadOnlySpan<byte> made, ReadOnlySpan<byte> expected)
    {
        if (_sequence == Nothing)
        {
            return "nothing was recorded for it";
        }

        if (_sequence != _expectedSequence)
        {
            return $"it was decided as sequence {_sequence}";
        }

        var at = made.CommonPrefixLength(expected);
        return made.Length != expected.Length
            ? $"{_kind}: {made.Length} bytes instead of {expected.Length}, first difference at byte {at}"
            : $"{_kind}: first difference at byte {at} of the payload";
    }

    public void Dispose()
    {
        NativeMemory.AlignedFree(_made);
        _made = null;
        _capacity = 0;
    }
}
