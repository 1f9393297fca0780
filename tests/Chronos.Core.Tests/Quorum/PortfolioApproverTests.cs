using Chronos.Core.Model;
using Chronos.Core.Quorum;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.Quorum;

public class PortfolioApproverTests
{
    private const long One = PipelineFixture.One;

    [Theory]
    [InlineData(OrderSide.Buy, 0, true)]
    [InlineData(OrderSide.Buy, 1, false)]
    [InlineData(OrderSide.Sell, 0, true)]
    [InlineData(OrderSide.Sell, 1, false)]
    public void VetoesGrossExposurePastTheLimit(OrderSide side, long off, bool passes)
    {
        using var f = new PipelineFixture(new TestPolicy { GrossExposureMax = "10100" });
        var vote = f.Ask(new PortfolioApprover(), f.Order(side, 1, 100) with { Quantity = Quantity.FromUnits(100 * One + off) });

        VoteAssert.Is(
            vote,
            passes ? VoteKind.Approve : VoteKind.Veto,
            passes ? 0 : ReasonCode.PortfolioExposure,
            passes ? 0 : 10_100 * One + 101,
            passes ? 0 : 10_100 * One);
    }

    [Theory]
    [InlineData(5_050, true)]
    [InlineData(5_049, false)]
    public void VetoesMoreThanTheBalanceTimesLeverage(long balance, bool passes)
    {
        using var f = new PipelineFixture(new TestPolicy { LeverageMaxPercent = 200 });
        f.Tell(balance: balance);
        var vote = f.Ask(new PortfolioApprover(), f.Buy(100));

        Assert.Equal(
            passes ? (VoteKind.Approve, ReasonCode.None) : (VoteKind.Veto, ReasonCode.PortfolioBalance), (vote.Kind, vote.Reason));
    }

    [Fact]
    public void VetoesAnythingOnANegativeBalance()
    {
        using var f = new PipelineFixture();
        f.Tell(balance: -1);

        Assert.Equal(ReasonCode.PortfolioBalance, f.Ask(new PortfolioApprover(), f.Buy(1)).Reason);
    }

    [Theory]
    [InlineData(0, VoteKind.Approve)]
    [InlineData(1, VoteKind.Abstain)]
    public void AbstainsOnASnapshotOlderThanTheLimit(long nanosPast, VoteKind expected)
    {
        using var f = new PipelineFixture();
        f.AdvanceNanos(60_000 * PipelineFixture.Milli + nanosPast);

        Assert.Equal(expected, f.Ask(new PortfolioApprover(), f.Buy(1)).Kind);
    }

    [Fact]
    public void AbstainsWithoutPositionBalanceOrPrice()
    {
        using var f = new PipelineFixture(ready: false);
        f.Tell(fields: SnapshotFields.Position | SnapshotFields.SessionUp);
        Assert.Equal(ReasonCode.PortfolioSnapshotStale, f.Ask(new PortfolioApprover(), f.Buy()).Reason);
        f.Tell();
        f.Quote();
        f.Tell(5, instrument: 1);

        VoteAssert.Is(f.Ask(new PortfolioApprover(), f.Buy()), VoteKind.Abstain, ReasonCode.ExposureUnknown, 1);
        f.Quote(instrument: 1);
        VoteAssert.Is(f.Ask(new PortfolioApprover(), f.Buy()), VoteKind.Approve);
    }

    [Fact]
    public void CountsReservationsAndFillsSinceTheSnapshot()
    {
        using var f = new PipelineFixture(new TestPolicy { GrossExposureMax = "10100" });
        var id = f.Work(f.Buy(60));
        f.Fill(id, OrderSide.Buy, 20, 101);

        Assert.Equal(VoteKind.Approve, f.Ask(new PortfolioApprover(), f.Buy(40)).Kind);
        Assert.Equal(ReasonCode.PortfolioExposure, f.Ask(new PortfolioApprover(), f.Buy(41)).Reason);
    }

    [Fact]
    public void VetoesOverflow()
    {
        using var f = new PipelineFixture();
        f.Hold(1);

        Assert.Equal(
            ReasonCode.ArithmeticOverflow,
            f.Ask(new PortfolioApprover(), f.Buy() with { Quantity = Quantity.FromUnits(long.MaxValue) }).Reason);
    }
}
