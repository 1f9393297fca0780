namespace Chronos.Core.Tests.Faults;

/// <summary>As <see cref="StraceFactAttribute"/>, with cases.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class StraceTheoryAttribute : TheoryAttribute
{
    public StraceTheoryAttribute() => Skip = Strace.MissingReason;
}
