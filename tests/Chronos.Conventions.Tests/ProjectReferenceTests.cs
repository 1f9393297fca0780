using System.Xml.Linq;

namespace Chronos.Conventions.Tests;

/// <summary>Which project may reference which.</summary>
public class ProjectReferenceTests
{
    private const string Core = "Chronos.Core";

    /// <summary>A project of src that is not listed may reference the core alone.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        [Core] = [],
        ["Chronos.Weex"] = [Core],
        ["Chronos.Weex.Sandbox"] = [],
        ["Chronos.Host"] = [Core, "Chronos.Weex", "Chronos.Weex.Sandbox"],
        ["Chronos.Bench"] = [Core, "Chronos.Weex", "Chronos.Host"],
        ["Chronos.CrashChild"] = [Core],
        ["Chronos.ControlChild"] = [],
        ["Chronos.Core.Tests"] = [Core, "Chronos.CrashChild", "Chronos.ControlChild"],
        ["Chronos.Conventions.Tests"] = [Core, "Chronos.Weex"],
        ["Chronos.Weex.Tests"] = [Core, "Chronos.Weex", "Chronos.Weex.Sandbox"],
        ["Chronos.Weex.Wire.Tests"] = [Core, "Chronos.Weex"],
        ["Chronos.Host.Tests"] = [Core, "Chronos.Weex", "Chronos.Host"],
    };

    public static TheoryData<string> Projects => [.. Repository.Projects().Select(Repository.Relative)];

    [Theory]
    [MemberData(nameof(Projects))]
    public void ReferencesOnlyWhatItMay(string project)
    {
        var name = Path.GetFileNameWithoutExtension(project);
        var tested = name.Replace(".Tests", "", StringComparison.Ordinal);
        var allowed = Allowed.GetValueOrDefault(name) ?? [Core, tested];
        var references = Load(project).Descendants("ProjectReference")
            .Select(r => Path.GetFileNameWithoutExtension(((string)r.Attribute("Include")!).Replace('\\', '/')));

        Assert.Empty(references.Except(allowed));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void LocksItsPackages(string project)
    {
        Assert.True(File.Exists(Path.Combine(Repository.Root, Path.GetDirectoryName(project)!, "packages.lock.json")));
        Assert.DoesNotContain(Load(project).Descendants("PackageReference"), r => r.Attribute("Version") is not null);
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void IsPartOfTheSolution(string project) =>
        Assert.Contains(project.Replace('/', '\\'), Repository.Text("ChronosX.sln"), StringComparison.Ordinal);

    /// <summary>The compiler demands documentation of everything public, and nobody may tell it not to.</summary>
    [Fact]
    public void DocumentationIsDemanded()
    {
        var shared = XDocument.Load(Path.Combine(Repository.Root, "Directory.Build.props"));
        Assert.Equal("true", (string?)shared.Descendants("GenerateDocumentationFile").First());
        Assert.Equal("true", (string?)shared.Descendants("TreatWarningsAsErrors").Single());
        Assert.Empty(shared.Descendants("NoWarn"));

        var core = Load("src/Chronos.Core/Chronos.Core.csproj");
        Assert.Empty(core.Descendants("NoWarn").Concat(core.Descendants("GenerateDocumentationFile")));
        Assert.DoesNotContain("CS1591", Repository.Text(".editorconfig"), StringComparison.Ordinal);
        Assert.DoesNotContain(
            Repository.Files("src/Chronos.Core", "*.cs"),
            f => File.ReadAllText(f).Contains("CS1591", StringComparison.Ordinal));
    }

    private static XDocument Load(string project) => XDocument.Load(Path.Combine(Repository.Root, project));
}
