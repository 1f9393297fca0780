namespace Chronos.Core.Engine;

/// <summary>When an event entered: by the engine's clock, which decides, and by the real one, which measures.</summary>
/// <param name="EngineNanos">Nanoseconds since the Unix epoch by the engine's clock.</param>
/// <param name="RealNanos">Nanoseconds since the Unix epoch by the machine's clock.</param>
internal readonly record struct IngressStamp(long EngineNanos, long RealNanos);
