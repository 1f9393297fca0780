using Chronos.Core.Policies;

namespace Chronos.Core.Tests.Policies;

/// <summary>Every key the reader knows, section by section.</summary>
internal static class PolicyKeyList
{
    public static readonly (string Section, string[] Keys)[] Sections =
        [.. PolicyCatalog.All.GroupBy(k => k.Section).Select(g => (g.Key, g.Select(k => k.Name).ToArray()))];

    /// <summary>Those that may not be left out.</summary>
    public static IEnumerable<string> Required => PolicyCatalog.All.Where(k => !k.Optional).Select(k => k.Name).Distinct();
}
