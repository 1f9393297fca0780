namespace Chronos.Core.Tests.Policies;

/// <summary>Files of the repository that tests hold to the code: samples and pages.</summary>
internal static class RepositoryFiles
{
    private static readonly string Root = FindRoot();

    public static string PathOf(string relative) => Path.Combine(Root, relative);

    public static byte[] Bytes(string relative) => File.ReadAllBytes(PathOf(relative));

    public static string Text(string relative) => File.ReadAllText(PathOf(relative));

    /// <summary>A page that is written by tests says what it would say now; <c>CHRONOS_UPDATE_DOCS=1</c> writes it first.</summary>
    public static void AssertCurrent(string relative, string written)
    {
        if (Environment.GetEnvironmentVariable("CHRONOS_UPDATE_DOCS") == "1")
        {
            File.WriteAllText(PathOf(relative), written);
        }

        Assert.Equal(written, Text(relative));
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
