namespace Chronos.Core.Tests.Faults;

/// <summary>A fact that needs a block device that can be made to fail; skipped by name where nbdkit and nbdfuse are not to be had.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NbdFactAttribute : FactAttribute
{
    public NbdFactAttribute() => Skip = NbdDisk.MissingReason;
}
