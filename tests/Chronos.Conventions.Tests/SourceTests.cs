using System.Text.RegularExpressions;

namespace Chronos.Conventions.Tests;

/// <summary>How source files look.</summary>
public partial class SourceTests
{
    [Fact]
    public void HasOneTypeAFileNamedAsTheFile()
    {
        var offenders = new List<string>();
        foreach (var file in Repository.Sources())
        {
            var types = TopLevelType().Matches(File.ReadAllText(file)).Select(m => m.Groups["name"].Value).ToArray();
            var name = Path.GetFileNameWithoutExtension(file);
            if (types.Length > 1 || (types.Length == 1 && types[0] != name) || (types.Length == 0 && name != "Program"))
            {
                offenders.Add($"{Repository.Relative(file)}: {string.Join(", ", types)}");
            }
        }

        Assert.Empty(offenders);
    }

    [Fact]
    public void HasAFileScopedNamespaceEqualToTheFolder()
    {
        var offenders = new List<string>();
        foreach (var file in Repository.Sources())
        {
            var text = File.ReadAllText(file);
            var declared = Namespace().Match(text);
            var folders = Repository.Relative(Path.GetDirectoryName(file)!).Split('/');
            var expected = string.Join('.', folders.Skip(1));
            var isTopLevelProgram = Path.GetFileName(file) == "Program.cs" && !TopLevelType().IsMatch(text);
            if (!isTopLevelProgram && declared.Groups["name"].Value != expected)
            {
                offenders.Add($"{Repository.Relative(file)}: expected namespace {expected};");
            }
        }

        Assert.Empty(offenders);
    }

    [Fact]
    public void NamesSayWhatATypeIs()
    {
        var offenders = Repository.Sources()
            .Where(f => EmptyWord().IsMatch(Path.GetFileNameWithoutExtension(f)))
            .Select(Repository.Relative);

        Assert.Empty(offenders);
    }

    [Fact]
    public void HasNoRegionsAndNoDeadCode()
    {
        var offenders = new List<string>();
        foreach (var file in Repository.Sources())
        {
            var lines = File.ReadAllLines(file);
            for (var i = 0; i < lines.Length; i++)
            {
                if (Region().IsMatch(lines[i]) || CommentedCode().IsMatch(lines[i]))
                {
                    offenders.Add($"{Repository.Relative(file)}:{i + 1}: {lines[i].Trim()}");
                }
            }
        }

        Assert.Empty(offenders);
    }

    // A declaration at the beginning of a line is not nested.
    [GeneratedRegex(
        @"^(?:(?:public|internal|file|private|protected|sealed|static|abstract|readonly|unsafe|partial|ref|new)\s+)*"
        + @"(?:class|struct|interface|enum|record(?:\s+(?:class|struct))?|delegate\s+\S+)\s+(?<name>[A-Za-z_]\w*)",
        RegexOptions.Multiline)]
    private static partial Regex TopLevelType();

    [GeneratedRegex(@"^namespace (?<name>[\w.]+);\r?$", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex("(Helper|Manager|Utils?|Utility|Utilities|Common|Base)(?=[A-Z]|$)")]
    private static partial Regex EmptyWord();

    [GeneratedRegex(@"^\s*#region")]
    private static partial Regex Region();

    // A comment that ends as a statement does, or that is a brace.
    [GeneratedRegex(@"^\s*//(?!/)\s*(.*[;{]|\}|\)|return\b.*|(if|for|foreach|while|var|using)\b.*[(=;].*)\s*$")]
    private static partial Regex CommentedCode();
}
