using Chronos.Core.Gates;
using Chronos.Core.Model;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.Gates;

public class LotSizeGateTests
{
    [Theory]
    [InlineData(10, 0)]
    [InlineData(10, 1)]
    [InlineData(10, -1)]
    public void CutsToWholeLots(long lots, long off)
    {
        using var f = new PipelineFixture();
        var units = lots * PipelineFixture.One + off;
        var cap = f.Check(new LotSizeGate(), f.Buy() with { Quantity = Quantity.FromUnits(units) });

        if (off == 0)
        {
            CapAssert.Passes(cap);
        }
        else
        {
            CapAssert.Cuts(cap, units / PipelineFixture.One * PipelineFixture.One, ReasonCode.LotSize, units, PipelineFixture.One);
        }
    }

    [Fact]
    public void LeavesNothingOfLessThanALotAndJudgesTheLargestQuantity()
    {
        using var f = new PipelineFixture();

        CapAssert.Blocks(
            f.Check(new LotSizeGate(), f.Buy() with { Quantity = Quantity.FromUnits(1) }), ReasonCode.LotSize, 1, PipelineFixture.One);
        var largest = f.Check(new LotSizeGate(), f.Buy() with { Quantity = Quantity.FromUnits(long.MaxValue) });
        CapAssert.Cuts(
            largest, long.MaxValue - long.MaxValue % PipelineFixture.One, ReasonCode.LotSize, long.MaxValue, PipelineFixture.One);
    }
}
