using Chronos.Core.Gates;
using Chronos.Core.Model;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.Gates;

public class CoolDownGateTests
{
    private const long Milli = PipelineFixture.Milli;

    private static readonly CoolDownGate Gate = new();
    private static readonly TestPolicy Terms = new TestPolicy()
        .With("strategies", "coolDownAfterCloseMillis", "2000").With("strategies", "coolDownAfterLossMillis", "5000");

    [Theory]
    [InlineData(99, 5_000)]
    [InlineData(101, 2_000)]
    [InlineData(103, 2_000)]
    public void BlocksEntriesForAWhileAfterAClose(long soldAt, long coolDownMillis)
    {
        using var f = new PipelineFixture(Terms);
        f.Trade(OrderSide.Buy, 4, 101);
        f.Trade(OrderSide.Sell, 3, soldAt);
        CapAssert.Passes(f.Check(Gate, f.Buy()));
        f.Trade(OrderSide.Sell, 1, soldAt);

        CapAssert.Blocks(f.Check(Gate, f.Buy()), ReasonCode.CoolDown, 0, coolDownMillis * Milli);
        CapAssert.Passes(f.Check(Gate, f.Order(OrderSide.Buy, 1, 101, instrument: 1)));
        CapAssert.Passes(f.Check(Gate, f.Order(OrderSide.Buy, 1, 101, strategy: 1)));
        f.AdvanceNanos(coolDownMillis * Milli - 1);
        CapAssert.Blocks(f.Check(Gate, f.Buy()), ReasonCode.CoolDown, coolDownMillis * Milli - 1, coolDownMillis * Milli);
        f.AdvanceNanos(1);
        CapAssert.Passes(f.Check(Gate, f.Buy()));
    }

    [Fact]
    public void ALaterGainDoesNotShortenTheCoolDownOfALoss()
    {
        using var f = new PipelineFixture(Terms.With("strategies", "coolDownAfterCloseMillis", "0"));
        Close(f, soldAt: 99);
        f.Advance(5_000);
        f.Quote();
        Close(f, soldAt: 103);
        CapAssert.Passes(f.Check(Gate, f.Buy()));
    }

    [Fact]
    public void TheLossOfARoundTripCountsItsFees()
    {
        using var f = new PipelineFixture(Terms);
        f.Trade(OrderSide.Buy, 1, 101);
        var id = f.Work(f.Sell(1, 101));
        f.Report(new ExecutionReport
        {
            Order = id,
            ExecutionId = 99,
            Kind = ReportKind.Fill,
            Side = OrderSide.Sell,
            LastQuantity = Quantity.FromUnits(PipelineFixture.One),
            LastPrice = Price.FromUnits(101 * PipelineFixture.One),
            Fee = Notional.FromUnits(1),
        });

        Assert.Equal(5_000 * Milli, f.Check(Gate, f.Buy()).Limit);
    }

    [Fact]
    public void LetsWhatWasTurnedRoundBeReduced()
    {
        using var f = new PipelineFixture(Terms);
        f.Trade(OrderSide.Buy, 4, 101);
        f.Trade(OrderSide.Sell, 7, 99);

        Assert.Equal(ReasonCode.CoolDown, f.Propose(f.Sell(1)).Decision.Reason);
        Assert.Equal(Verdict.Approve, f.Propose(f.Buy(3)).Decision.Verdict);
    }

    [Fact]
    public void FollowsAPolicyThatChanges()
    {
        using var f = new PipelineFixture(Terms);
        Close(f, soldAt: 103);
        f.Load(new TestPolicy { Version = 2 }.With("strategies", "coolDownAfterCloseMillis", "9000").Build());

        CapAssert.Blocks(f.Check(Gate, f.Buy()), ReasonCode.CoolDown, 0, 9_000 * Milli);
        f.AssertReplays();
    }

    private static void Close(PipelineFixture f, long soldAt)
    {
        f.Trade(OrderSide.Buy, 1, 101);
        f.Trade(OrderSide.Sell, 1, soldAt);
    }
}
