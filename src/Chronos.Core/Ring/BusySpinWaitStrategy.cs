namespace Chronos.Core.Ring;

/// <summary>
/// Looks all the time: lowest latency on a core of its own, for a pinned thread; ruinous where threads share cores.
/// </summary>
public sealed class BusySpinWaitStrategy : IWaitStrategy
{
    /// <inheritdoc />
    public bool IsBlocking => false;

    /// <inheritdoc />
    public void WaitFor(long sequence, ISequenceBarrier barrier)
    {
        while (!barrier.IsReady(sequence))
        {
            ProcessorPause.Once();
        }
    }

    /// <inheritdoc />
    public void SignalAllWhenBlocking()
    {
    }
}
