using Chronos.Core.Gates;
using Chronos.Core.Model;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.Gates;

public class MinQuantityGateTests
{
    [Theory]
    [InlineData(4, false)]
    [InlineData(5, true)]
    [InlineData(6, true)]
    public void PassesFromTheMinimum(long quantity, bool passes)
    {
        using var f = new PipelineFixture(new TestPolicy { QuantityMin = "5" });
        var cap = f.Check(new MinQuantityGate(), f.Buy(quantity));

        if (passes)
        {
            CapAssert.Passes(cap);
        }
        else
        {
            CapAssert.Blocks(cap, ReasonCode.MinQuantity, quantity * PipelineFixture.One, 5 * PipelineFixture.One);
        }
    }

    [Fact]
    public void BindsReductionsAndPassesTheLargest()
    {
        using var f = new PipelineFixture(new TestPolicy { QuantityMin = "5" });
        f.Hold(4);

        Assert.Equal(ReasonCode.MinQuantity, f.Propose(f.Sell(4)).Decision.Reason);
        CapAssert.Passes(f.Check(new MinQuantityGate(), f.Buy() with { Quantity = Quantity.FromUnits(long.MaxValue) }));
    }
}
