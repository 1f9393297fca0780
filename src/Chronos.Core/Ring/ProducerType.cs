namespace Chronos.Core.Ring;

/// <summary>How many threads may claim slots of a ring at the same time.</summary>
public enum ProducerType
{
    /// <summary>One thread at a time; claims without an atomic instruction.</summary>
    Single,

    /// <summary>Any number of threads; one compare-and-swap a claim.</summary>
    Multi,
}
