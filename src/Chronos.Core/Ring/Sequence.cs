using System.Runtime.InteropServices;

namespace Chronos.Core.Ring;

/// <summary>
/// A progress counter written by one side and read by another. The value sits alone on its cache lines, 128 bytes from
/// anything else on either side, because the adjacent-line prefetcher pulls lines in pairs. Any thread.
/// </summary>
public sealed class Sequence
{
    /// <summary>The value before the first event: the first sequence is 0.</summary>
    public const long Initial = -1;

    private const int PaddingBytes = 128;

    private Padded _padded;

    /// <summary>A sequence standing at <paramref name="initial"/>.</summary>
    public Sequence(long initial = Initial) => _padded.Value = initial;

    /// <summary>The current value, read with acquire order: what was written before it was stored is visible.</summary>
    public long Value => Volatile.Read(ref _padded.Value);

    /// <summary>Stores with release order: no earlier read or write of this thread moves after it.</summary>
    public void SetValue(long value) => Volatile.Write(ref _padded.Value, value);

    /// <summary>Replaces <paramref name="expected"/> by <paramref name="value"/> atomically; a full fence.</summary>
    /// <returns>False if the value was not <paramref name="expected"/>; nothing was stored then.</returns>
    public bool CompareAndSet(long expected, long value) =>
        Interlocked.CompareExchange(ref _padded.Value, value, expected) == expected;

    // A struct, because the runtime honours an explicit size on value types only.
    [StructLayout(LayoutKind.Explicit, Size = PaddingBytes + sizeof(long) + PaddingBytes)]
    private struct Padded
    {
        [FieldOffset(PaddingBytes)]
        public long Value;
    }
}
