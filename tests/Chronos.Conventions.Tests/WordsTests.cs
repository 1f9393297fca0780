using System.Text;
using System.Text.RegularExpressions;

namespace Chronos.Conventions.Tests;

/// <summary>Words that have no place in the repository: unfinished work, and traces of a machine it was made on.</summary>
public partial class WordsTests
{
    private static readonly string[] Extensions =
        [".cs", ".md", ".csproj", ".props", ".targets", ".json", ".txt", ".yml", ".yaml", ".sh", ".sln", ".html", ".js", ".css", ".service", ".conf", ""];

    [Fact]
    public void NoneIsUsed()
    {
        var offenders = new List<string>();
        foreach (var file in Repository.Files().Where(IsText))
        {
            var number = 0;
            foreach (var line in File.ReadLines(file, Encoding.UTF8))
            {
                number++;
                if (Forbidden().IsMatch(line))
                {
                    offenders.Add($"{Repository.Relative(file)}:{number}: {line.Trim()}");
                }
            }
        }

        Assert.Empty(offenders);
    }

    private static bool IsText(string file) =>
        Extensions.Contains(Path.GetExtension(file)) && Path.GetFileName(file) is not (".git" or nameof(WordsTests) + ".cs" or "packages.lock.json");

    [GeneratedRegex(@"\b(TODO|FIXME|XXX)\b|\bhelpers?\b|\b[Ss]ession id\b|(?<![\w.])/(work|root|home)/|/tmp/wt")]
    private static partial Regex Forbidden();
}
