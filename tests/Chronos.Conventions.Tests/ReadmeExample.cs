using System.Text.RegularExpressions;

namespace Chronos.Conventions.Tests;

/// <summary>What tests read from pages.</summary>
internal static partial class ReadmeExample
{
    /// <summary>The first C# block of the README.</summary>
    public static string Text()
    {
        var match = CSharpBlock().Match(Repository.Text("README.md"));
        Assert.True(match.Success, "README.md has no ```csharp block");
        return match.Groups["code"].Value;
    }

    /// <summary>Targets of a page's links to files.</summary>
    public static IEnumerable<string> Links(string page) => FileLink().Matches(page).Select(m => m.Groups["path"].Value);

    [GeneratedRegex(@"^```csharp\r?\n(?<code>[\s\S]*?)^```", RegexOptions.Multiline)]
    private static partial Regex CSharpBlock();

    [GeneratedRegex(@"\]\((?!https?:|mailto:|#)(?<path>[^)#\s]+)(#[^)]*)?\)")]
    private static partial Regex FileLink();
}
