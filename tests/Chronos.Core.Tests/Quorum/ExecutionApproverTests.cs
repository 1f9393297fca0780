using Chronos.Core.Model;
using Chronos.Core.Quorum;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.Quorum;

public class ExecutionApproverTests
{
    private const long One = PipelineFixture.One;

    // 10 % from a middle of 100.
    [Theory]
    [InlineData(OrderSide.Buy, 110 * One, true)]
    [InlineData(OrderSide.Buy, 110 * One + 1, false)]
    [InlineData(OrderSide.Sell, 90 * One, true)]
    [InlineData(OrderSide.Sell, 90 * One - 1, false)]
    [InlineData(OrderSide.Buy, long.MaxValue, false)]
    public void VetoesAPriceTooFarFromTheMiddleWhereNothingBetterIsShown(OrderSide side, long price, bool passes)
    {
        using var f = new PipelineFixture();
        f.Quote(size: 0);
        var vote = f.Ask(new ExecutionApprover(), f.Order(side, 1, 1) with { LimitPrice = Price.FromUnits(price) });

        Assert.Equal(
            passes ? (VoteKind.Object, ReasonCode.ExecutionDepth) : (VoteKind.Veto, ReasonCode.ExecutionSlippage), (vote.Kind, vote.Reason));
    }

    // 10 at 101 and the rest at 121; the average may be 110.
    [Theory]
    [InlineData(18, true)]
    [InlineData(19, false)]
    public void JudgesTheAverageFill(long quantity, bool passes)
    {
        using var f = new PipelineFixture();
        f.Quote(size: 10);
        var vote = f.Ask(new ExecutionApprover(), f.Buy(quantity, 121));

        Assert.Equal(passes ? VoteKind.Approve : VoteKind.Veto, vote.Kind);
    }

    [Theory]
    [InlineData(0, VoteKind.Approve)]
    [InlineData(1, VoteKind.Abstain)]
    public void AbstainsOnAnOldQuote(long nanosPast, VoteKind expected)
    {
        using var f = new PipelineFixture();
        f.AdvanceNanos(1_500 * PipelineFixture.Milli + nanosPast);

        Assert.Equal(expected, f.Ask(new ExecutionApprover(), f.Buy()).Kind);
    }

    [Fact]
    public void AbstainsWithoutAQuoteAndVetoesWithoutASession()
    {
        using var f = new PipelineFixture(ready: false);
        VoteAssert.Is(f.Ask(new ExecutionApprover(), f.Buy()), VoteKind.Veto, ReasonCode.ExecutionVenueDown);
        f.Tell();

        Assert.Equal((VoteKind.Abstain, ReasonCode.ExecutionQuoteStale), Of(f.Ask(new ExecutionApprover(), f.Buy())));
    }

    [Theory]
    [InlineData(20, 101, true)]
    [InlineData(21, 101, false)]
    [InlineData(21, 100, true)]
    public void ObjectsToMoreThanTheMultipleOfTheSizeItTakes(long quantity, long price, bool passes)
    {
        using var f = new PipelineFixture(new TestPolicy { DisplayedSizePercentMax = 200 });
        f.Quote(size: 10);

        Assert.Equal(
            passes ? (VoteKind.Approve, ReasonCode.None) : (VoteKind.Object, ReasonCode.ExecutionDepth),
            Of(f.Ask(new ExecutionApprover(), f.Buy(quantity, price))));
    }

    [Fact]
    public void ObjectsToAReductionWhereItVetoesAnEntry()
    {
        using var f = new PipelineFixture();
        f.Hold(10);
        f.Tell(10, fields: SnapshotFields.Position | SnapshotFields.Balance);

        Assert.Equal((VoteKind.Object, ReasonCode.ExecutionVenueDown), Of(f.Ask(new ExecutionApprover(), f.Sell(10))));
        Assert.Equal((VoteKind.Veto, ReasonCode.ExecutionVenueDown), Of(f.Ask(new ExecutionApprover(), f.Buy(10))));
        Assert.Equal(Verdict.Approve, f.Propose(f.Sell(10)).Decision.Verdict);
    }

    private static (VoteKind Kind, ReasonCode Reason) Of(Vote vote) => (vote.Kind, vote.Reason);
}
