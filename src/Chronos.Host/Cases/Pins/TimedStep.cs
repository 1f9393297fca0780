namespace Chronos.Host.Cases.Pins;

/// <summary>A step of a case and when it happened. Nanoseconds since the Unix epoch.</summary>
internal sealed record TimedStep(long TimeNanos, CaseStep Step);
