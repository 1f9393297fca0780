namespace Chronos.Host.Tests;

/// <summary>A fact about recorded data that the repository does not contain; skipped by name where it is not at hand.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FactIfSharedAttribute : FactAttribute
{
    public FactIfSharedAttribute(params string[] files)
    {
        if (files.FirstOrDefault(f => RepositoryFiles.SharedData(f) is null) is { } missing)
        {
            Skip = $"recorded data {missing} is not beside the repository";
        }
    }
}
