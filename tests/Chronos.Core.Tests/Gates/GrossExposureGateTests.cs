using Chronos.Core.Gates;
using Chronos.Core.Model;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.Gates;

public class GrossExposureGateTests
{
    private const long Limit = 10_100 * PipelineFixture.One;
    private static readonly TestPolicy Terms = new() { GrossExposureMax = "10100" };

    [Theory]
    [InlineData(OrderSide.Buy, -1)]
    [InlineData(OrderSide.Buy, 0)]
    [InlineData(OrderSide.Sell, -1)]
    [InlineData(OrderSide.Sell, 0)]
    public void PassesUpToTheLimitAtTheAsk(OrderSide side, long off)
    {
        using var f = new PipelineFixture(Terms);
        var units = 100 * PipelineFixture.One + off;

        CapAssert.Passes(f.Check(new GrossExposureGate(), f.Order(side, 1, 101) with { Quantity = Quantity.FromUnits(units) }));
    }

    [Theory]
    [InlineData(OrderSide.Buy)]
    [InlineData(OrderSide.Sell)]
    public void CutsOneUnitPastTheLimit(OrderSide side)
    {
        using var f = new PipelineFixture(Terms);
        var units = 100 * PipelineFixture.One + 1;
        var cap = f.Check(new GrossExposureGate(), f.Order(side, 1, 101) with { Quantity = Quantity.FromUnits(units) });

        CapAssert.Cuts(cap, 100 * PipelineFixture.One, ReasonCode.GrossExposure, Limit + 101, Limit);
    }

    [Fact]
    public void SumsInstrumentsAndTakesTheWorseEndOfEach()
    {
        using var f = new PipelineFixture(Terms);
        f.Hold(40, instrument: 1);
        f.Hold(20);
        f.Work(f.Buy(10));
        f.Work(f.Sell(5));

        // BBB 40, AAA at worst 30 long; 60 of 100 are left to AAA's long end, 60 + 15 to its short one.
        Assert.Equal(30 * PipelineFixture.One, f.Check(new GrossExposureGate(), f.Buy(31)).PermittedUnits);
        Assert.Equal(75 * PipelineFixture.One, f.Check(new GrossExposureGate(), f.Sell(76)).PermittedUnits);
    }

    [Fact]
    public void LeavesNoRoomWhenTheOtherEndAloneIsTooMuch()
    {
        using var f = new PipelineFixture(Terms);
        f.Hold(-90);
        f.Quote(139, 140);

        CapAssert.Blocks(
            f.Check(new GrossExposureGate(), f.Buy(91, 140)), ReasonCode.GrossExposure, 12_600 * PipelineFixture.One, Limit);
    }

    [Fact]
    public void BlocksWhatItCannotValue()
    {
        using var f = new PipelineFixture(Terms, ready: false);
        CapAssert.Blocks(f.Check(new GrossExposureGate(), f.Buy()), ReasonCode.QuoteUnknown);
        f.Quote();
        f.Tell(5, instrument: 1);

        CapAssert.Blocks(f.Check(new GrossExposureGate(), f.Buy()), ReasonCode.ExposureUnknown, 1, 0);
    }

    [Theory]
    [InlineData(OrderSide.Buy)]
    [InlineData(OrderSide.Sell)]
    public void BlocksOverflow(OrderSide side)
    {
        using var f = new PipelineFixture(Terms);
        var largest = f.Order(side, 1, 1) with { Quantity = Quantity.FromUnits(long.MaxValue), LimitPrice = Price.MaxValue };
        CapAssert.Cuts(f.Check(new GrossExposureGate(), largest), 10, ReasonCode.GrossExposure, long.MaxValue, Limit);

        f.Hold(side == OrderSide.Buy ? 1 : -1);
        CapAssert.Blocks(f.Check(new GrossExposureGate(), largest), ReasonCode.ArithmeticOverflow);
    }

    [Fact]
    public void ExemptsReductions()
    {
        using var f = new PipelineFixture(Terms);
        f.Hold(100);
        f.Quote(199, 200);

        Assert.Equal(Verdict.Approve, f.Propose(f.Sell(100, 199)).Decision.Verdict);
    }
}
