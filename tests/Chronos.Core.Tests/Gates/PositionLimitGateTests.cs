using Chronos.Core.Gates;
using Chronos.Core.Model;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.Gates;

public class PositionLimitGateTests
{
    private const long Limit = 100 * PipelineFixture.One;
    private static readonly TestPolicy Terms = new() { PositionMax = "100" };

    [Theory]
    [InlineData(OrderSide.Buy, Limit - 1, true)]
    [InlineData(OrderSide.Buy, Limit, true)]
    [InlineData(OrderSide.Buy, Limit + 1, false)]
    [InlineData(OrderSide.Buy, long.MaxValue, false)]
    [InlineData(OrderSide.Sell, Limit - 1, true)]
    [InlineData(OrderSide.Sell, Limit, true)]
    [InlineData(OrderSide.Sell, Limit + 1, false)]
    [InlineData(OrderSide.Sell, long.MaxValue, false)]
    public void CutsToTheLimitFromFlat(OrderSide side, long units, bool passes)
    {
        using var f = new PipelineFixture(Terms);
        var cap = f.Check(new PositionLimitGate(), f.Order(side, 1, 100) with { Quantity = Quantity.FromUnits(units) });

        if (passes)
        {
            CapAssert.Passes(cap);
        }
        else
        {
            CapAssert.Cuts(cap, Limit, ReasonCode.PositionLimit, units, Limit);
        }
    }

    [Fact]
    public void CountsWorkingOrdersOfTheSideAsFilledAndOfTheOtherAsNot()
    {
        using var f = new PipelineFixture(Terms);
        f.Own(20);
        f.Work(f.Buy(30));
        f.Work(f.Sell(10));

        CapAssert.Cuts(
            f.Check(new PositionLimitGate(), f.Buy(51)), 50 * PipelineFixture.One, ReasonCode.PositionLimit, Limit + PipelineFixture.One, Limit);
        Assert.Equal(110 * PipelineFixture.One, f.Check(new PositionLimitGate(), f.Sell(111)).PermittedUnits);
    }

    [Fact]
    public void LeavesNoRoomAboveALimitThatWasTightened()
    {
        using var f = new PipelineFixture(Terms);
        f.Own(90);
        f.Load((Terms with { Version = 2, PositionMax = "50" }).Build());

        CapAssert.Blocks(
            f.Check(new PositionLimitGate(), f.Buy(1)), ReasonCode.PositionLimit, 91 * PipelineFixture.One, 50 * PipelineFixture.One);
        CapAssert.Passes(f.Check(new PositionLimitGate(), f.Sell(90)));
    }

    [Fact]
    public void HoldsTheStrategyToItsMandatesOwnLimit()
    {
        using var f = new PipelineFixture(Terms.With("mandates:alpha/AAA", "positionMax", "\"40\""));
        f.Own(20);
        f.Hold(80);

        // The strategy has 20 left of its own 40, the account 20 of its 100; beta has no 40 to keep to.
        CapAssert.Passes(f.Check(new PositionLimitGate(), f.Buy(20)));
        CapAssert.Cuts(
            f.Check(new PositionLimitGate(), f.Order(OrderSide.Buy, 21, 101, strategy: 1)),
            20 * PipelineFixture.One,
            ReasonCode.PositionLimit,
            101 * PipelineFixture.One,
            Limit);
        f.Hold(70);
        CapAssert.Cuts(
            f.Check(new PositionLimitGate(), f.Buy(21)),
            20 * PipelineFixture.One,
            ReasonCode.PositionLimit,
            41 * PipelineFixture.One,
            40 * PipelineFixture.One);
    }

    [Fact]
    public void BlocksAnUnknownPosition()
    {
        using var f = new PipelineFixture(Terms, ready: false);

        CapAssert.Blocks(f.Check(new PositionLimitGate(), f.Buy()), ReasonCode.PositionUnknown);
    }
}
