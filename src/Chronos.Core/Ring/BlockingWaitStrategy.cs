using System.Runtime.CompilerServices;

namespace Chronos.Core.Ring;

/// <summary>
/// Sleeps on a monitor until a producer signals: an idle ring costs no processor time, a hop costs a thread wake-up.
/// While nobody sleeps a signal is a fence and a read.
/// </summary>
/// <remarks>
/// No wake-up is lost because both sides store, fence, then look. The consumer raises the flag, fences and looks at the
/// barrier; the producer publishes, fences and looks at the flag. With a full fence between store and look, at least
/// one of them sees the other's store: the consumer finds the event, or the producer finds the flag. In the latter case
/// the producer needs the monitor, which the consumer gives up only by sleeping, so the pulse cannot come too early.
/// </remarks>
public sealed class BlockingWaitStrategy : IWaitStrategy
{
    private readonly object _gate = new();
    private bool _sleeping;

    /// <inheritdoc />
    public bool IsBlocking => true;

    /// <inheritdoc />
    public void WaitFor(long sequence, ISequenceBarrier barrier)
    {
        if (!barrier.IsReady(sequence))
        {
            SleepOnEmpty(sequence, barrier);
        }
    }

    /// <inheritdoc />
    public void SignalAllWhenBlocking()
    {
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref _sleeping))
        {
            PulseOnSleeping();
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void SleepOnEmpty(long sequence, ISequenceBarrier barrier)
    {
        lock (_gate)
        {
            while (true)
            {
                Volatile.Write(ref _sleeping, true);
                Interlocked.MemoryBarrier();
                if (barrier.IsReady(sequence))
                {
                    Volatile.Write(ref _sleeping, false);
                    return;
                }

                Monitor.Wait(_gate);
            }
        }
    }

    // The producer lowers the flag: the events it publishes until the consumer runs again need no further pulse.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void PulseOnSleeping()
    {
        lock (_gate)
        {
            Volatile.Write(ref _sleeping, false);
            Monitor.PulseAll(_gate);
        }
    }
}
