namespace Chronos.Core.Ring;

/// <summary>
/// How the consumer passes the time until the next event: the trade between latency and a core. Implementations keep
/// no per-wait state outside the call, never allocate, and serve one ring each.
/// </summary>
public interface IWaitStrategy
{
    /// <summary>
    /// True if a waiting consumer sleeps until <see cref="SignalAllWhenBlocking"/>; otherwise producers skip the call.
    /// Constant.
    /// </summary>
    bool IsBlocking { get; }

    /// <summary>Returns once the barrier is ready for <paramref name="sequence"/>. Consumer thread.</summary>
    void WaitFor(long sequence, ISequenceBarrier barrier);

    /// <summary>Wakes the consumer if it sleeps. Any thread, after the store that made the barrier ready.</summary>
    void SignalAllWhenBlocking();
}
