namespace Chronos.Core.Ring;

/// <summary>
/// Spins, then yields, then sleeps about a millisecond between looks: costs producers nothing and an idle core little,
/// at the price of a millisecond for the first event after a pause.
/// </summary>
public sealed class SleepingWaitStrategy : IWaitStrategy
{
    // The published Disruptor's numbers: 100 spins, then 100 yields before the first sleep.
    private const int SpinsMax = 100;
    private const int YieldsMax = 100;
    private const int SleepMillis = 1;

    /// <inheritdoc />
    public bool IsBlocking => false;

    /// <inheritdoc />
    public void WaitFor(long sequence, ISequenceBarrier barrier)
    {
        var looks = 0;
        while (!barrier.IsReady(sequence))
        {
            if (looks < SpinsMax)
            {
                looks++;
                Thread.SpinWait(1);
            }
            else if (looks < SpinsMax + YieldsMax)
            {
                looks++;
                Thread.Yield();
            }
            else
            {
                Thread.Sleep(SleepMillis);
            }
        }
    }

    /// <inheritdoc />
    public void SignalAllWhenBlocking()
    {
    }
}
