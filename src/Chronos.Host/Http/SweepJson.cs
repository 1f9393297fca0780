namespace Chronos.Host.Http;

/// <summary>How far a command that cancels resting orders has come; the nanoseconds are engine time, null while orders remain.</summary>
internal sealed record SweepJson(
    long Sequence, string Action, string Scope, string StartedAt, int Orders, int Remaining, long? NanosToQuiet);
