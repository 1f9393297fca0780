namespace Chronos.Core.Tests.Faults;

/// <summary>A fact that needs a limit on memory; skipped by name where there is none to be had.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class MemoryFactAttribute : FactAttribute
{
    public MemoryFactAttribute() => Skip = MemoryGroup.MissingReason;
}
