namespace Chronos.Host.Tests;

/// <summary>A fact about programs of the distribution; skipped by name where one is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FactIfInstalledAttribute : FactAttribute
{
    public FactIfInstalledAttribute(params string[] programs)
    {
        if (programs.FirstOrDefault(p => DebianProgram.Find(p) is null) is { } missing)
        {
            Skip = $"{missing} is not installed";
        }
    }
}
