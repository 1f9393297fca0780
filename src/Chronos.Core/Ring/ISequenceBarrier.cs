namespace Chronos.Core.Ring;

/// <summary>What a wait strategy waits on.</summary>
public interface ISequenceBarrier
{
    /// <summary>
    /// True once the event at <paramref name="sequence"/> is published or the consumer was told to halt; it stays
    /// true. Consumer thread; cheap, reads with acquire order.
    /// </summary>
    bool IsReady(long sequence);
}
