using Chronos.Core.Model;
using Chronos.Core.Quorum;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.Quorum;

public class RiskApproverTests
{
    private const long One = PipelineFixture.One;

    [Theory]
    [InlineData(OrderSide.Buy, -1, true)]
    [InlineData(OrderSide.Buy, 0, true)]
    [InlineData(OrderSide.Buy, 1, false)]
    [InlineData(OrderSide.Sell, 0, true)]
    [InlineData(OrderSide.Sell, 1, false)]
    public void VetoesAPositionPastTheLimit(OrderSide side, long off, bool passes)
    {
        using var f = new PipelineFixture(new TestPolicy { PositionMax = "100" });
        var units = 100 * One + off;
        var vote = f.Ask(new RiskApprover(), f.Order(side, 1, 100) with { Quantity = Quantity.FromUnits(units) });

        VoteAssert.Is(
            vote, passes ? VoteKind.Approve : VoteKind.Veto, passes ? 0 : ReasonCode.RiskPosition, passes ? 0 : units, passes ? 0 : 100 * One);
    }

    [Theory]
    [InlineData("1000", VoteKind.Approve)]
    [InlineData("999.99999999", VoteKind.Veto)]
    public void VetoesALossPastTheLimit(string limit, VoteKind expected)
    {
        using var f = new PipelineFixture(new TestPolicy { DailyLossMax = limit });
        f.Hold(100, price: 109);
        var vote = f.Ask(new RiskApprover(), f.Buy(1));

        Assert.Equal(expected, vote.Kind);
        Assert.Equal(expected == VoteKind.Veto ? ReasonCode.RiskLoss : ReasonCode.None, vote.Reason);
    }

    [Fact]
    public void ApprovesWhatReducesDespiteTheLossButNotWhatTurns()
    {
        using var f = new PipelineFixture(new TestPolicy { DailyLossMax = "0" });
        f.Hold(10, price: 109);

        VoteAssert.Is(f.Ask(new RiskApprover(), f.Sell(10)), VoteKind.Approve);
        Assert.Equal(ReasonCode.RiskLoss, f.Ask(new RiskApprover(), f.Sell(15)).Reason);
    }

    [Fact]
    public void AbstainsWithoutBaselineOrPrice()
    {
        using var f = new PipelineFixture(ready: false);
        VoteAssert.Is(f.Ask(new RiskApprover(), f.Buy()), VoteKind.Abstain, ReasonCode.RiskInputMissing);
        f.Tell(10);

        VoteAssert.Is(f.Ask(new RiskApprover(), f.Buy()), VoteKind.Abstain, ReasonCode.RiskInputMissing);
        f.Quote();
        VoteAssert.Is(f.Ask(new RiskApprover(), f.Buy()), VoteKind.Approve);
        f.StartRun();
        VoteAssert.Is(f.Ask(new RiskApprover(), f.Buy()), VoteKind.Abstain, ReasonCode.RiskInputMissing);
    }

    [Fact]
    public void VetoesOverflow()
    {
        using var f = new PipelineFixture();
        f.Hold(1);

        VoteAssert.Is(
            f.Ask(new RiskApprover(), f.Buy() with { Quantity = Quantity.FromUnits(long.MaxValue) }),
            VoteKind.Veto,
            ReasonCode.RiskPosition,
            long.MaxValue,
            300 * One);
    }
}
