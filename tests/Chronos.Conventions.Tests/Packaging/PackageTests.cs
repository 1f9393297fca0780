using System.IO.Compression;
using System.Security.Cryptography;
using System.Xml.Linq;
using Xunit.Abstractions;

namespace Chronos.Conventions.Tests.Packaging;

/// <summary>The package has what it should, installs into a new project, and the README's example runs on it.</summary>
[Trait("Category", "Packaging")]
public class PackageTests(PackageFixture fixture, ITestOutputHelper output) : IClassFixture<PackageFixture>
{
    [Fact]
    public void HasReadmeLicenceDocumentationAndSymbols()
    {
        using var package = ZipFile.OpenRead(fixture.Package);
        var names = package.Entries.Select(e => e.FullName).ToArray();
        Assert.Contains("README.md", names);
        Assert.Contains("lib/net10.0/Chronos.Core.dll", names);
        Assert.Contains("lib/net10.0/Chronos.Core.xml", names);
        Assert.Equal(Repository.Text("README.md"), Read(package, "README.md"));

        var metadata = XDocument.Parse(Read(package, "Chronos.Core.nuspec")).Root!.Elements().Single();
        var values = metadata.Elements().ToLookup(e => e.Name.LocalName);
        Assert.Equal("Chronos.Core", values["id"].Single().Value);
        Assert.Equal(fixture.Version, values["version"].Single().Value);
        Assert.Equal("README.md", values["readme"].Single().Value);
        Assert.Equal(("MIT", "expression"), (values["license"].Single().Value, (string?)values["license"].Single().Attribute("type")));

        using var symbols = ZipFile.OpenRead(Path.ChangeExtension(fixture.Package, ".snupkg"));
        Assert.Contains(symbols.Entries, e => e.FullName == "lib/net10.0/Chronos.Core.pdb");
    }

    [Fact]
    public void RunsTheReadmesExampleInANewProject()
    {
        var project = Directory.CreateDirectory(Path.Combine(fixture.Root, "consumer")).FullName;
        var packages = Path.Combine(fixture.Root, "packages");
        Write(project, "consumer.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Chronos.Core" Version="[{fixture.Version}]" />
              </ItemGroup>
            </Project>
            """);

        // Everything but the package comes from wherever this machine gets packages from.
        Write(project, "NuGet.config", $"""
            <configuration>
              <packageSources>
                <add key="feed-under-test" value="{fixture.Feed}" />
              </packageSources>
            </configuration>
            """);
        Write(project, "Program.cs", ReadmeExample.Text());

        DotnetCommand.Run(project, packages, "build", "-c", "Release");
        var printed = DotnetCommand.Run(project, packages, Path.Combine(project, "bin", "Release", "net10.0", "consumer.dll"));

        output.WriteLine(printed);
        Assert.Contains("Approve", printed, StringComparison.Ordinal);
        var installed = Path.Combine(packages, "chronos.core", fixture.Version, $"chronos.core.{fixture.Version}.nupkg");
        Assert.Equal(Hash(fixture.Package), Hash(installed));
    }

    private static string Read(ZipArchive package, string name)
    {
        using var reader = new StreamReader(package.GetEntry(name)!.Open());
        return reader.ReadToEnd();
    }

    private static void Write(string folder, string name, string text) => File.WriteAllText(Path.Combine(folder, name), text);

    private static string Hash(string file) => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)));
}
