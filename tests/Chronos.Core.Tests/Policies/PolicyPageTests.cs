using Chronos.Core.Policies;

namespace Chronos.Core.Tests.Policies;

public class PolicyPageTests
{
    [Fact]
    public void HasASectionForEveryPartOfThePolicy() =>
        Assert.Equal(PolicyCatalog.All.Select(k => k.Section).Distinct(), PolicyPage.Covered);

    [Fact]
    public void SaysWhatTheCatalogSays() => RepositoryFiles.AssertCurrent("docs/policy.md", PolicyPage.Write());
}
