namespace Chronos.Host.Tests;

/// <summary>Files of the repository the tests run in.</summary>
internal static class RepositoryFiles
{
    /// <summary>Full path of a repository file.</summary>
    public static string PathOf(string relative) => System.IO.Path.Combine(Root, relative);

    /// <summary>Recorded data beside the repository, or null.</summary>
    public static string? SharedData(string name)
    {
        var path = System.IO.Path.Combine(Root, "..", "shared", "data", name);
        return File.Exists(path) ? path : null;
    }

    private static string Root { get; } = Find();

    private static string Find()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(System.IO.Path.Combine(directory.FullName, "ChronosX.sln")))
        {
            directory = directory.Parent;
        }

        return directory?.FullName ?? throw new InvalidOperationException("the tests do not run inside the repository");
    }
}
