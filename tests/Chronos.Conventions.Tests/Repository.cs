namespace Chronos.Conventions.Tests;

/// <summary>The files of the repository as they are written, without what builds leave behind.</summary>
internal static class Repository
{
    private static readonly string[] Skipped =
        [".git", ".vs", ".idea", "bin", "obj", "artifacts", "chronos-data", "TestResults", "BenchmarkDotNet.Artifacts"];

    public static string Root { get; } = FindRoot();

    /// <summary>Full paths of all files below a folder, in a fixed order.</summary>
    public static IEnumerable<string> Files(string folder = "", string pattern = "*")
    {
        var start = new DirectoryInfo(Path.Combine(Root, folder));
        return start.Exists ? Walk(start, pattern) : [];
    }

    /// <summary>All C# files of src, tests and bench.</summary>
    public static IEnumerable<string> Sources() =>
        Files("src", "*.cs").Concat(Files("tests", "*.cs")).Concat(Files("bench", "*.cs"));

    /// <summary>All project files.</summary>
    public static IEnumerable<string> Projects() =>
        Files("src", "*.csproj").Concat(Files("tests", "*.csproj")).Concat(Files("bench", "*.csproj"));

    public static string Text(string relative) => File.ReadAllText(Path.Combine(Root, relative));

    /// <summary>The path as a person would write it.</summary>
    public static string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    private static IEnumerable<string> Walk(DirectoryInfo folder, string pattern)
    {
        foreach (var file in folder.EnumerateFiles(pattern).OrderBy(f => f.Name, StringComparer.Ordinal))
        {
            yield return file.FullName;
        }

        foreach (var child in folder.EnumerateDirectories().OrderBy(d => d.Name, StringComparer.Ordinal))
        {
            if (Skipped.Contains(child.Name))
            {
                continue;
            }

            foreach (var file in Walk(child, pattern))
            {
                yield return file;
            }
        }
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "ChronosX.sln")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }
}
