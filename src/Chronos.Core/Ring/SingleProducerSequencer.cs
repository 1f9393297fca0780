using System.Runtime.CompilerServices;

namespace Chronos.Core.Ring;

/// <summary>Claims of one producer thread: a load and a store, no atomic instruction.</summary>
internal sealed class SingleProducerSequencer(int capacity, Sequence consumer) : Sequencer(capacity, consumer)
{
    private readonly Sequence _cursor = new();
    private bool _closed;

    public override long Cursor => _cursor.Value;

    public override bool IsClosed => Volatile.Read(ref _closed);

    public override bool TryClaim(out long sequence)
    {
        sequence = _cursor.Value + 1;
        if (IsFull(sequence))
        {
            return false;
        }

        _cursor.SetValue(sequence);

        // The claim is stored before the flag is read. The processor may still swap the two; Close pays for the fence
        // that forbids it, so that claims need none.
        if (Volatile.Read(ref _closed))
        {
            TakeBackOnClosed(sequence);
            return false;
        }

        return true;
    }

    public override void Close()
    {
        Volatile.Write(ref _closed, true);

        // A full fence on every thread of the process: a claim that had read the flag as open has its cursor visible
        // from here on, every other claim reads the flag as closed and takes itself back.
        Interlocked.MemoryBarrierProcessWide();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void TakeBackOnClosed(long sequence) => _cursor.SetValue(sequence - 1);
}
