using System.Text.RegularExpressions;

namespace Chronos.Conventions.Tests;

/// <summary>The sandbox is a second opinion on the connector: it shares no code with anything, and reckons money exactly.</summary>
public partial class SandboxTests
{
    private const string Folder = "src/Chronos.Weex.Sandbox";

    [Fact]
    public void KnowsNothingOfOurs() => Assert.Empty(Lines("").Where(l => OtherProject().IsMatch(l.Text)).Select(l => l.Where));

    [Fact]
    public void ItsExchangeHasNoFloatingPointAndNoChance() =>
        Assert.Empty(Lines("/Exchange").Where(l => InexactWord().IsMatch(l.Text)).Select(l => l.Where));

    [Fact]
    public void ItsClockAloneReadsTheTime() => Assert.Empty(
        Lines("").Where(l => TimeOfDay().IsMatch(l.Text) && !l.Where.Contains("/SandboxClock.cs:", StringComparison.Ordinal)).Select(l => l.Where));

    private static IEnumerable<(string Where, string Text)> Lines(string folder)
    {
        var files = Repository.Files(Folder + folder, "*.cs").ToArray();
        Assert.NotEmpty(files);
        return files.SelectMany(f => File.ReadLines(f).Select((text, i) => ($"{Repository.Relative(f)}:{i + 1}", text)));
    }

    [GeneratedRegex(@"\bChronos\.(?!Weex\.Sandbox\b)")]
    private static partial Regex OtherProject();

    [GeneratedRegex(@"\b(double|float|Half|Math\.(Pow|Sqrt|Round)|Random)\b")]
    private static partial Regex InexactWord();

    [GeneratedRegex(@"\bDateTime(Offset)?\.(Utc)?Now\b|\bTimeProvider\b|Environment\.TickCount")]
    private static partial Regex TimeOfDay();
}
