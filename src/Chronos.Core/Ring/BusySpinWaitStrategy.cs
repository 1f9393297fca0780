namespace Chronos.Core.Ring;

/// <summary>Looks without a pause: lowest latency, takes a whole core. For a pinned thread on an isolated core.</summary>
public sealed class BusySpinWaitStrategy : IWaitStrategy
{
    /// <inheritdoc />
    public bool IsBlocking => false;

    /// <inheritdoc />
    public void WaitFor(long sequence, ISequenceBarrier barrier)
    {
        while (!barrier.IsReady(sequence))
        {
            Thread.SpinWait(1);
        }
    }

    /// <inheritdoc />
    public void SignalAllWhenBlocking()
    {
    }
}
