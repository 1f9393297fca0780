using System.Text.RegularExpressions;
using Chronos.Core.Model;
using Chronos.Core.Tests.Policies;

namespace Chronos.Core.Tests.Commands;

/// <summary>The two tables of docs/states.md, cell by cell.</summary>
internal static partial class StatesPage
{
    private static readonly string Page = RepositoryFiles.Text("docs/states.md");

    public static IReadOnlyList<StatesCell> Commands { get; } = Read("command");

    public static IReadOnlyList<StatesCell> Events { get; } = Read("event");

    private static List<StatesCell> Read(string corner)
    {
        var lines = Page.Split('\n');
        var head = Array.FindIndex(lines, l => l.StartsWith($"| {corner} |", StringComparison.Ordinal));
        Assert.True(head >= 0, $"the page has no table of {corner}s");
        var states = Fields(lines[head])[2..].Select(Enum.Parse<TradingState>).ToArray();
        Assert.Equal(Enum.GetValues<TradingState>(), states);
        var cells = new List<StatesCell>();
        foreach (var line in lines.Skip(head + 2).TakeWhile(l => l.StartsWith('|')))
        {
            var fields = Fields(line);
            Assert.Equal(states.Length + 2, fields.Length);
            var scopes = fields[1] == "any" ? Enum.GetValues<ScopeKind>() : [Enum.Parse<ScopeKind>(fields[1], ignoreCase: true)];
            cells.AddRange(
                from scope in scopes
                from i in Enumerable.Range(0, states.Length)
                select new StatesCell(fields[0], scope, states[i], fields[i + 2]));
        }

        return cells;
    }

    private static string[] Fields(string line) => [.. Bar().Split(line.Trim().Trim('|')).Select(f => f.Trim())];

    [GeneratedRegex(@"\|")]
    private static partial Regex Bar();
}
