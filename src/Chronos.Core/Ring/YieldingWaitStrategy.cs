namespace Chronos.Core.Ring;

/// <summary>
/// Spins 100 times, then offers its core to other threads between looks: nearly as quick as
/// <see cref="BusySpinWaitStrategy"/> where cores are shared, and still never idle.
/// </summary>
public sealed class YieldingWaitStrategy : IWaitStrategy
{
    // The published Disruptor's number of looks before the first yield.
    private const int SpinsMax = 100;

    /// <inheritdoc />
    public bool IsBlocking => false;

    /// <inheritdoc />
    public void WaitFor(long sequence, ISequenceBarrier barrier)
    {
        var spins = 0;
        while (!barrier.IsReady(sequence))
        {
            if (spins < SpinsMax)
            {
                spins++;
                Thread.SpinWait(1);
            }
            else
            {
                Thread.Yield();
            }
        }
    }

    /// <inheritdoc />
    public void SignalAllWhenBlocking()
    {
    }
}
