namespace Chronos.Core.Ring;

/// <summary>Receives the events of a ring, one at a time, in sequence order, on the consumer's thread.</summary>
/// <typeparam name="T">The event.</typeparam>
public interface IEventHandler<T>
    where T : struct
{
    /// <summary>Handles one event in place.</summary>
    /// <param name="data">The slot itself; valid during the call only, a producer overwrites it afterwards.</param>
    /// <param name="sequence">The place of the event, gapless from 0.</param>
    /// <param name="endOfBatch">
    /// True on the last event before the consumer reports progress or may wait: the place to flush.
    /// </param>
    void OnEvent(ref T data, long sequence, bool endOfBatch);
}
