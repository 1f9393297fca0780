using Chronos.Core.Gates;
using Chronos.Core.Model;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.Gates;

public class TickSizeGateTests
{
    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public void BlocksAPriceOffTheTick(long off)
    {
        using var f = new PipelineFixture();
        var proposal = f.Buy() with { LimitPrice = Price.FromUnits(101 * PipelineFixture.One + off) };

        CapAssert.Blocks(
            f.Check(new TickSizeGate(), proposal), ReasonCode.TickSize, proposal.LimitPrice.Units, PipelineFixture.One);
    }

    [Fact]
    public void PassesAPriceOnTheTick()
    {
        using var f = new PipelineFixture();

        CapAssert.Passes(f.Check(new TickSizeGate(), f.Buy(price: 101)));
    }

    [Fact]
    public void JudgesTheLargestPrice()
    {
        using var f = new PipelineFixture();
        var proposal = f.Buy() with { LimitPrice = Price.MaxValue };

        CapAssert.Blocks(f.Check(new TickSizeGate(), proposal), ReasonCode.TickSize, long.MaxValue, PipelineFixture.One);
    }

    [Fact]
    public void BindsReductions()
    {
        using var f = new PipelineFixture();
        f.Hold(5);

        Assert.Equal(
            ReasonCode.TickSize, f.Propose(f.Sell(5) with { LimitPrice = Price.FromUnits(99 * PipelineFixture.One + 1) }).Decision.Reason);
    }
}
