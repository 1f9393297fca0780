using Chronos.Core.Gates;
using Chronos.Core.Model;
using Chronos.Core.Tests.Policies;

namespace Chronos.Core.Tests.Gates;

public class GatePageTests
{
    private const string Page = "docs/gates.md";

    [Fact]
    public void CoversEveryGateInOrder() => Assert.Equal(new GateChain().All().Select(g => g.Id), GatePage.Covered);

    [Fact]
    public void SaysWhatTheGatesDo() => RepositoryFiles.AssertCurrent(Page, GatePage.Write());

    /// <summary>The codes of the first gates end where those for what is not known begin; the others go on behind them.</summary>
    [Fact]
    public void EveryGateHasTheCodeOfItsName() => Assert.All(
        new GateChain().All(), g => Assert.InRange((int)Enum.Parse<ReasonCode>(g.Id.ToString()), 201, 299));
}
