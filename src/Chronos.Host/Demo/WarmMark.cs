using Chronos.Core;

namespace Chronos.Host.Demo;

/// <summary>Counts at one moment, to measure what came after.</summary>
/// <param name="AllocatedBytes">Bytes the engine thread had allocated.</param>
/// <param name="Proposals">Proposals and cancels that had been decided.</param>
internal readonly record struct WarmMark(long AllocatedBytes, long Proposals)
{
    /// <summary>The counts of an idle engine now.</summary>
    public static WarmMark Of(ChronosEngine engine) =>
        new(engine.EngineThreadAllocatedBytes, engine.Counters.Proposals + engine.Counters.Cancels);
}
