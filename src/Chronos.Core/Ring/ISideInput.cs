namespace Chronos.Core.Ring;

/// <summary>What the consumer of a ring takes beside its events, on its own thread: answers that come from elsewhere.</summary>
public interface ISideInput
{
    /// <summary>Whether there is something. Whoever adds it signals the ring's wait strategy afterwards.</summary>
    bool IsReady { get; }

    /// <summary>Takes what is there. The consumer's thread.</summary>
    void Take();
}
