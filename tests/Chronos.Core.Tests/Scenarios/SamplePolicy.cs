using Chronos.Core.Policies;
using Chronos.Core.Tests.Policies;

namespace Chronos.Core.Tests.Scenarios;

/// <summary>The repository's sample policy, as it is or with some of its text replaced.</summary>
internal static class SamplePolicy
{
    public static Policy Load(params (string From, string To)[] replacements)
    {
        var text = RepositoryFiles.Text("samples/policy.json");
        foreach (var (from, to) in replacements)
        {
            Assert.Contains(from, text);
            text = text.Replace(from, to, StringComparison.Ordinal);
        }

        return PolicyFile.ParseRecorded(System.Text.Encoding.UTF8.GetBytes(text));
    }
}
