using Chronos.Core.Gates;
using Chronos.Core.Model;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.Gates;

public class MaxOrderQuantityGateTests
{
    private const long Limit = 50 * PipelineFixture.One;

    [Theory]
    [InlineData(Limit - 1, true)]
    [InlineData(Limit, true)]
    [InlineData(Limit + 1, false)]
    [InlineData(long.MaxValue, false)]
    public void CutsToTheLimit(long units, bool passes)
    {
        using var f = new PipelineFixture(new TestPolicy { OrderQuantityMax = "50" });
        var cap = f.Check(new MaxOrderQuantityGate(), f.Buy() with { Quantity = Quantity.FromUnits(units) });

        if (passes)
        {
            CapAssert.Passes(cap);
        }
        else
        {
            CapAssert.Cuts(cap, Limit, ReasonCode.MaxOrderQuantity, units, Limit);
        }
    }

    [Theory]
    [InlineData("40", "50", 40)]
    [InlineData("50", "40", 40)]
    [InlineData("0", "50", 0)]
    [InlineData("50", "0", 0)]
    public void TakesTheStricterOfInstrumentAndMandate(string instrument, string mandate, long limit)
    {
        using var f = new PipelineFixture(new TestPolicy { OrderQuantityMax = instrument, MandateQuantityMax = mandate });
        var cap = f.Check(new MaxOrderQuantityGate(), f.Buy(60));

        CapAssert.Cuts(
            cap, limit * PipelineFixture.One, ReasonCode.MaxOrderQuantity, 60 * PipelineFixture.One, limit * PipelineFixture.One);
    }

    [Fact]
    public void ExemptsReductions()
    {
        using var f = new PipelineFixture(new TestPolicy { OrderQuantityMax = "50" });
        f.Hold(60);

        Assert.Equal(Verdict.Approve, f.Propose(f.Sell(60)).Decision.Verdict);
    }
}
