namespace Chronos.Weex.Tests.Sandbox;

/// <summary>Files of the repository that tests read.</summary>
internal static class RepositoryPages
{
    public static string Find(string relative)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(System.IO.Path.Combine(folder!.FullName, "ChronosX.sln")))
        {
            folder = folder.Parent;
        }

        return System.IO.Path.Combine(folder.FullName, relative);
    }
}
