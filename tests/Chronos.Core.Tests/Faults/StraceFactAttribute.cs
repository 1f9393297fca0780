namespace Chronos.Core.Tests.Faults;

/// <summary>A fact that needs system calls to be made to fail; skipped by name where strace is not installed or not allowed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class StraceFactAttribute : FactAttribute
{
    public StraceFactAttribute() => Skip = Strace.MissingReason;
}
