using System.Runtime.InteropServices;

namespace Chronos.Core.Journal;

/// <summary>
/// How far the journal has come: one monotone sequence number per promise, each on its own cache lines. Written is
/// stored by the engine thread, Synced by the journal thread, Sealed by the sealer; any thread may read.
/// </summary>
internal sealed class Watermarks
{
    private Lines _lines;

    /// <summary>Starts all promises at what recovery found on disk.</summary>
    public Watermarks(long lastSequence)
    {
        _lines.Written = lastSequence;
        _lines.Synced = lastSequence;
    }

    /// <summary>Last sequence complete in the ring.</summary>
    public long Written => Volatile.Read(ref _lines.Written);

    /// <summary>Last sequence on disk behind a successful sync.</summary>
    public long Synced => Volatile.Read(ref _lines.Synced);

    /// <summary>Last sequence under a signed checkpoint; 0 before the first.</summary>
    public long Sealed => Volatile.Read(ref _lines.Sealed);

    /// <summary>Set once, when the journal has failed; nothing may leave any more.</summary>
    public bool EgressStopped => Volatile.Read(ref _lines.EgressStopped) != 0;

    /// <summary>Last sequence whose orders may leave under this durability.</summary>
    public long Released(Durability durability) => durability == Durability.Process ? Written : Synced;

    /// <summary>Whether the order decided at this sequence may leave now: the one comparison before a venue.</summary>
    public bool MayLeave(long sequence, Durability durability) =>
        !EgressStopped && sequence <= Released(durability);

    /// <summary>Raises Written. Engine thread only.</summary>
    public void RaiseWritten(long sequence) => Raise(ref _lines.Written, sequence);

    /// <summary>Raises Synced. Journal thread only.</summary>
    public void RaiseSynced(long sequence) => Raise(ref _lines.Synced, sequence);

    /// <summary>Raises Sealed. Sealer only.</summary>
    public void RaiseSealed(long sequence) => Raise(ref _lines.Sealed, sequence);

    /// <summary>Stops everything from leaving, for good. Any thread.</summary>
    public void StopEgress() => Interlocked.Exchange(ref _lines.EgressStopped, 1);

    private static void Raise(ref long mark, long sequence)
    {
        if (sequence > mark)
        {
            Volatile.Write(ref mark, sequence);
        }
    }

    [StructLayout(LayoutKind.Explicit, Size = 5 * 128)]
    private struct Lines
    {
        [FieldOffset(128)] public long Written;
        [FieldOffset(256)] public long Synced;
        [FieldOffset(384)] public long Sealed;
        [FieldOffset(512)] public int EgressStopped;
    }
}
