using System.Xml.Linq;

namespace Chronos.Conventions.Tests.Packaging;

/// <summary>Chronos.Core packed into a folder feed, with nothing shared with the repository's own build.</summary>
public sealed class PackageFixture : IDisposable
{
    /// <summary>Packs.</summary>
    public PackageFixture()
    {
        Root = Directory.CreateTempSubdirectory("chronos-package-").FullName;
        Feed = Directory.CreateDirectory(Path.Combine(Root, "feed")).FullName;
        Version = (string)XDocument.Load(Path.Combine(Repository.Root, "Directory.Build.props")).Descendants("Version").Single()!;
        DotnetCommand.Run(
            Repository.Root, GlobalPackages(), "pack", "src/Chronos.Core", "-c", "Release", "-o", Feed,
            "--artifacts-path", Path.Combine(Root, "artifacts"));
    }

    /// <summary>A temporary directory that goes with this.</summary>
    public string Root { get; }

    /// <summary>The folder of the packages.</summary>
    public string Feed { get; }

    /// <summary>The version of all projects.</summary>
    public string Version { get; }

    /// <summary>The package.</summary>
    public string Package => Path.Combine(Feed, $"Chronos.Core.{Version}.nupkg");

    /// <inheritdoc />
    public void Dispose() => Directory.Delete(Root, recursive: true);

    /// <summary>Where this machine keeps packages; the build of the repository has filled it.</summary>
    private static string GlobalPackages() =>
        Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } folder
            ? folder
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
}
