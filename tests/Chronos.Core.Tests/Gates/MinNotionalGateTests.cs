using Chronos.Core.Gates;
using Chronos.Core.Model;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.Gates;

public class MinNotionalGateTests
{
    private static readonly TestPolicy Terms = new() { NotionalMin = "500" };

    [Theory]
    [InlineData(499, false)]
    [InlineData(500, true)]
    [InlineData(501, true)]
    public void PassesFromTheMinimum(long value, bool passes)
    {
        using var f = new PipelineFixture(Terms);
        var cap = f.Check(new MinNotionalGate(), f.Buy(value, price: 1));

        if (passes)
        {
            CapAssert.Passes(cap);
        }
        else
        {
            CapAssert.Blocks(cap, ReasonCode.MinNotional, value * PipelineFixture.One, 500 * PipelineFixture.One);
        }
    }

    [Fact]
    public void SeesTheLastUnit()
    {
        using var f = new PipelineFixture(Terms);
        var cap = f.Check(new MinNotionalGate(), f.Buy(1) with { LimitPrice = Price.FromUnits(500 * PipelineFixture.One - 1) });

        CapAssert.Blocks(cap, ReasonCode.MinNotional, 500 * PipelineFixture.One - 1, 500 * PipelineFixture.One);
    }

    [Theory]
    [InlineData(true, Verdict.Approve)]
    [InlineData(false, Verdict.Block)]
    public void ExemptsReductionsWhereTheVenueDoes(bool exempt, Verdict expected)
    {
        using var f = new PipelineFixture(Terms with { ReductionsExempt = exempt });
        f.Hold(3);

        Assert.Equal(expected, f.Propose(f.Sell(3)).Decision.Verdict);
    }

    [Fact]
    public void JudgesTheLargestProductAndAMarketOrderWithoutQuote()
    {
        using var f = new PipelineFixture(Terms, ready: false);
        var largest = f.Buy() with { Quantity = Quantity.FromUnits(long.MaxValue), LimitPrice = Price.MaxValue };
        var market = f.Buy() with { Type = OrderType.Market, LimitPrice = default };

        CapAssert.Passes(f.Check(new MinNotionalGate(), largest));
        CapAssert.Blocks(f.Check(new MinNotionalGate(), market), ReasonCode.MinNotional, 0, 500 * PipelineFixture.One);
    }
}
