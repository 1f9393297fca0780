using System.Reflection;
using Chronos.Core.Tests.Policies;

namespace Chronos.Core.Tests.Faults;

public class FaultMatrixTests
{
    [Fact]
    public void ThePageSaysWhatTheTestsDo() => RepositoryFiles.AssertCurrent("docs/faults.md", FaultPage.Write());

    [Fact]
    public void EveryRowHasItsOwnNumberAndATestThatRuns()
    {
        Assert.All(FaultMatrix.Rows.GroupBy(r => r.Id), g => Assert.True(g.Count() == 1, $"{g.Key} twice"));
        Assert.All(FaultMatrix.Rows, row =>
        {
            if (row.Source is { } source)
            {
                Assert.Contains($" {row.Name}(", RepositoryFiles.Text(source), StringComparison.Ordinal);
            }
            else
            {
                Assert.True(row.Method?.GetCustomAttribute<FactAttribute>() is not null, $"{row.Id}: {row.Test} is no test");
            }

            Assert.All((string[])[row.Fault, row.Injected, row.Expected, row.Proof], Assert.NotEmpty);
        });
    }

    [Fact]
    public void EveryTestOfAFaultHasARow()
    {
        var named = FaultMatrix.Rows.Select(r => r.Test).ToHashSet();
        var tests = typeof(FaultMatrix).Assembly.GetTypes()
            .Where(t => t.Namespace == typeof(FaultMatrix).Namespace && t != typeof(FaultMatrixTests))
            .SelectMany(t => t.GetMethods())
            .Where(m => m.GetCustomAttribute<FactAttribute>() is not null)
            .Select(m => $"{m.DeclaringType!.Name}.{m.Name}");
        Assert.All(tests, test => Assert.Contains(test, named));
    }

    [Fact]
    public void HasAtLeastSixtyRows() => Assert.True(FaultMatrix.Rows.Count() >= 60, $"{FaultMatrix.Rows.Count()} rows");
}
