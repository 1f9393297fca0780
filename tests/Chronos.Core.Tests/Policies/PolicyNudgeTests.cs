using Chronos.Core.Policies;

namespace Chronos.Core.Tests.Policies;

public class PolicyNudgeTests
{
    private static readonly List<PolicyNudge> Nudges = PolicyNudge.Of(PolicyFile.Sample());

    [Theory]
    [InlineData("limits.quoteAgeMillisMax", "1515 looser, 1485 tighter")]
    [InlineData("limits.confidenceMin", "\"0.505\" tighter, \"0.495\" looser")]
    [InlineData("limits.touchNotionalMin", "\"1\" tighter")]
    [InlineData("limits.collarMarkBps", "5000 tighter")]
    [InlineData("quorum.approvalsMin", "3 tighter")]
    [InlineData("quorum.shortfall", "\"Pending\" looser")]
    [InlineData("breakers.drawdown", "\"Reducing\" looser")]
    [InlineData("breakers.dailyLoss", "\"Halted\" tighter")]
    [InlineData("accounts[0].dailyLossMax", "\"2020\" looser, \"1980\" tighter")]
    [InlineData("accounts[0].openPositionsMax", "3 looser, 1 tighter")]
    [InlineData("instruments[0].tradable", "false tighter")]
    [InlineData("instruments[0].tickSize", "\"2\" tighter, \"0.5\" looser")]
    [InlineData("instruments[1].quantityMin", "\"0.0011\" tighter, \"0.0009\" looser")]
    [InlineData("sessions[0].opens", "\"00:01\" tighter")]
    [InlineData("sessions[0].closes", "\"23:59\" tighter")]
    [InlineData("mandates[0].sides", "[\"Buy\"] tighter")]
    [InlineData("strategies[0].limits.orderNotionalMax", "\"20200\" looser, \"19800\" tighter")]
    public void MovesALimitOneStepEitherWay(string path, string steps) => Assert.Equal(
        steps, string.Join(", ", Nudges.Where(n => n.Path == path).Select(n => $"{n.To} {(n.Loosens ? "looser" : "tighter")}")));

    [Fact]
    public void MovesEveryLimitOfTheCatalog()
    {
        var moved = Nudges.Select(n => n.Path[(n.Path.LastIndexOf('.') + 1)..]).ToHashSet();
        var limits = PolicyCatalog.All.Where(k => k.Loosening != Loosening.None && k is { Optional: false, Kind: not PolicyKind.Names }).Select(k => k.Name);

        Assert.Empty(limits.Except(moved));
    }

    [Fact]
    public void MovesNothingElse() => Assert.All(Nudges, n => Assert.NotEqual(n.From, n.To));
}
