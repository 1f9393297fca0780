namespace Chronos.Core.Tests.Faults;

/// <summary>A fact that needs file systems of its own; skipped by name where mounting is not allowed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class MountFactAttribute : FactAttribute
{
    public MountFactAttribute(bool needsStrace = false) => Skip = TemporaryMount.MissingReason ?? (needsStrace ? Strace.MissingReason : null);
}
