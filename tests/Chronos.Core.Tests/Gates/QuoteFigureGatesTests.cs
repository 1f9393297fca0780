using Chronos.Core.Gates;
using Chronos.Core.Model;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.Gates;

/// <summary>The gates that look at nothing but the quote: spread, value at the touch, its times.</summary>
[EdgesOf(
    GateId.SpreadCeiling, GateId.LiquidityFloor, GateId.ClockSkew)]
public class QuoteFigureGatesTests
{
    private const long One = PipelineFixture.One;
    private const long Milli = PipelineFixture.Milli;

    // 1 % of a middle of 100.
    [Theory]
    [InlineData(99_50000001, 100_50000000, true)]
    [InlineData(99_50000000, 100_50000000, true)]
    [InlineData(99_50000000, 100_50000002, false)]
    [InlineData(1, 100_000_000_000_000_000, false)]
    public void SpreadCeiling(long bid, long ask, bool passes)
    {
        using var f = new PipelineFixture(new TestPolicy().With("limits", "spreadBpsMax", "100"));
        f.QuoteUnits(bid, ask, One, One);
        var cap = f.Check(new SpreadCeilingGate(), f.Buy());

        Assert.Equal((passes, 0L), (cap.Code == ReasonCode.None, passes ? 0 : cap.PermittedUnits));
        Assert.Equal(passes ? ReasonCode.None : ReasonCode.SpreadCeiling, f.Propose(f.Buy(1, 100)).Decision.Reason switch
        {
            ReasonCode.SpreadCeiling => ReasonCode.SpreadCeiling,
            _ => f.Last.Decision.Objections.Has(GateId.SpreadCeiling) ? ReasonCode.SpreadCeiling : ReasonCode.None,
        });
    }

    [Theory]
    [InlineData(OrderSide.Buy, 10_00000000, 9_90099009, "1000", false)]
    [InlineData(OrderSide.Buy, 1, 9_90099010, "1000", true)]
    [InlineData(OrderSide.Sell, 10_10101010, 10, "1000", false)]
    [InlineData(OrderSide.Sell, 10_10101011, 10, "1000", true)]
    public void LiquidityFloor(OrderSide side, long bidSize, long askSize, string least, bool passes)
    {
        using var f = new PipelineFixture(new TestPolicy().With("limits", "touchNotionalMin", $"\"{least}\""));
        f.QuoteUnits(99 * One, 101 * One, bidSize, askSize);

        Assert.Equal(passes, f.Check(new LiquidityFloorGate(), f.Order(side, 1, 100)).Code == ReasonCode.None);
        Assert.Equal(!passes, f.Propose(f.Order(side, 1, 100)).Decision.Objections.Has(GateId.LiquidityFloor));
    }

    [Fact]
    public void AOneSidedBookIsUnknownUnlessNothingIsAskedFor()
    {
        using var f = new PipelineFixture(new TestPolicy().With("limits", "touchNotionalMin", "\"1\""));
        f.QuoteUnits(99 * One, 101 * One, 0, One);
        CapAssert.Blocks(f.Check(new LiquidityFloorGate(), f.Buy()), ReasonCode.DepthUnknown);

        using var free = new PipelineFixture();
        free.QuoteUnits(99 * One, 101 * One, 0, 0);
        CapAssert.Passes(free.Check(new LiquidityFloorGate(), free.Buy()));
    }

    [Theory]
    [InlineData(100 * Milli - 1, true)]
    [InlineData(100 * Milli, true)]
    [InlineData(100 * Milli + 1, false)]
    [InlineData(-100 * Milli, true)]
    [InlineData(-100 * Milli - 1, false)]
    public void ClockSkew(long lateNanos, bool passes)
    {
        using var f = new PipelineFixture(new TestPolicy().With("limits", "clockSkewMillisMax", "100"));
        f.QuoteUnits(99 * One, 101 * One, One, One, venueTime: f.Now - lateNanos);
        var cap = f.Check(new ClockSkewGate(), f.Buy());

        if (passes)
        {
            CapAssert.Passes(cap);
        }
        else
        {
            CapAssert.Blocks(cap, ReasonCode.ClockSkew, lateNanos, 100 * Milli);
        }

        Assert.Equal(!passes, f.Propose(f.Buy(1, 100)).Decision.Objections.Has(GateId.ClockSkew));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    [InlineData(long.MinValue)]
    public void AQuoteWithoutAVenueTimeBlocksWhereOneIsAskedFor(long venueTime)
    {
        using var f = new PipelineFixture();
        f.QuoteUnits(99 * One, 101 * One, One, One, venueTime: venueTime);
        CapAssert.Blocks(f.Check(new ClockSkewGate(), f.Buy()), ReasonCode.ClockSkew, long.MaxValue, 86_400_000 * Milli);

        using var free = new PipelineFixture(new TestPolicy().With("limits", "clockSkewMillisMax", "\"none\""));
        free.QuoteUnits(99 * One, 101 * One, One, One, venueTime: venueTime);
        CapAssert.Passes(free.Check(new ClockSkewGate(), free.Buy()));
    }

    [Fact]
    public void WithoutAQuoteTheyBlock()
    {
        using var f = new PipelineFixture(new TestPolicy().With("limits", "touchNotionalMin", "\"1\""), ready: false);

        Assert.All(
            (IGate[])[new SpreadCeilingGate(), new LiquidityFloorGate(), new ClockSkewGate(), new VolatilityGate()],
            gate => CapAssert.Blocks(f.Check(gate, f.Buy()), ReasonCode.QuoteUnknown));
    }
}
