namespace Chronos.Conventions.Tests;

/// <summary>The README stays short. That its example runs is proved by installing the package.</summary>
public class ReadmeTests
{
    private const int LinesMax = 119;
    private const int ExampleLinesMax = 15;

    [Fact]
    public void StaysShort() => Assert.InRange(Repository.Text("README.md").TrimEnd().Split('\n').Length, 1, LinesMax);

    [Fact]
    public void HasAShortExample() => Assert.InRange(ReadmeExample.Text().TrimEnd().Split('\n').Length, 1, ExampleLinesMax);

    [Fact]
    public void LinksOfPagesLeadSomewhere()
    {
        foreach (var page in Repository.Files("docs", "*.md"))
        {
            var folder = Path.GetDirectoryName(page)!;
            var dead = ReadmeExample.Links(File.ReadAllText(page)).Where(l => !Path.Exists(Path.Combine(folder, l)));
            Assert.True(!dead.Any(), $"{Repository.Relative(page)}: {string.Join(", ", dead)}");
        }
    }
}
