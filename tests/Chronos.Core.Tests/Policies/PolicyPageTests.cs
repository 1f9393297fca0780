namespace Chronos.Core.Tests.Policies;

public class PolicyPageTests
{
    private static readonly string Page = RepositoryFiles.Text("docs/policy.md");

    [Fact]
    public void ExplainsEveryKeyInItsSection()
    {
        foreach (var (section, keys) in PolicyKeyList.Sections)
        {
            var table = TableOf(section == "" ? "Top" : section);

            Assert.Equal(keys.Order(), KeysOf(table).Order());
        }
    }

    private static string TableOf(string section)
    {
        var start = Page.IndexOf($"\n## {section}\n", StringComparison.Ordinal);
        Assert.True(start >= 0, $"the page has no section {section}");
        var end = Page.IndexOf("\n## ", start + 1, StringComparison.Ordinal);
        return end < 0 ? Page[start..] : Page[start..end];
    }

    private static IEnumerable<string> KeysOf(string table) =>
        table.Split('\n').Where(l => l.StartsWith("| `", StringComparison.Ordinal)).Select(l => l.Split('`')[1]);
}
