using Chronos.Core.Gates;
using Chronos.Core.Model;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.Gates;

public class PriceDriftGateTests
{
    private const long One = PipelineFixture.One;
    private const long Milli = PipelineFixture.Milli;

    // A window of 6.4 s has slices of 100 ms; the fixture's quote begins the first at a middle of 100.
    private static readonly TestPolicy Terms = new TestPolicy { QuoteAgeMillisMax = 60_000 }
        .With("limits", "driftBpsMax", "500").With("windows", "driftMillis", "6400");

    [Theory]
    [InlineData(OrderSide.Buy, 105 * One, true)]
    [InlineData(OrderSide.Buy, 105 * One + 1, false)]
    [InlineData(OrderSide.Sell, 95 * One, true)]
    [InlineData(OrderSide.Sell, 95 * One - 1, false)]
    [InlineData(OrderSide.Buy, long.MaxValue, false)]
    [InlineData(OrderSide.Sell, long.MaxValue, true)]
    public void HoldsToThePriceTheWindowBeganWith(OrderSide side, long price, bool passes)
    {
        using var f = new PipelineFixture(Terms);
        f.Advance(3_000);
        f.Quote(199, 201);
        var cap = f.Check(new PriceDriftGate(), f.Order(side, 1, 1) with { LimitPrice = Price.FromUnits(price) });

        if (passes)
        {
            CapAssert.Passes(cap);
        }
        else
        {
            CapAssert.Blocks(cap, ReasonCode.PriceDrift, price, side == OrderSide.Buy ? 105 * One : 95 * One);
        }
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    public void TheWindowSlides(long past, bool passes)
    {
        using var f = new PipelineFixture(Terms);
        f.Advance(3_000);
        f.Quote(199, 201);
        f.AdvanceNanos(3_400 * Milli + past);

        Assert.Equal(passes, f.Check(new PriceDriftGate(), f.Buy(1, 210)).Code == ReasonCode.None);
        Assert.Equal(PipelineFixture.Start + 6_400 * Milli, passes ? f.Now : f.Ask((ITimeGate)new PriceDriftGate(), f.Buy(1, 210)));
    }

    [Fact]
    public void ABuyIsHeldToTheLowestAndASellToTheHighestOfTheFirstSlice()
    {
        using var f = new PipelineFixture(Terms);
        f.Advance(99);
        f.Quote(79, 81);
        f.Advance(1);
        f.Quote(59, 61);

        CapAssert.Passes(f.Check(new PriceDriftGate(), f.Buy(1, 84)));
        CapAssert.Blocks(f.Check(new PriceDriftGate(), f.Buy(1, 85)), ReasonCode.PriceDrift, 85 * One, 84 * One);
        CapAssert.Blocks(f.Check(new PriceDriftGate(), f.Sell(1, 94)), ReasonCode.PriceDrift, 94 * One, 95 * One);
    }

    [Fact]
    public void WithoutAQuoteItBlocksEntriesOnly()
    {
        using var f = new PipelineFixture(Terms, ready: false);
        CapAssert.Blocks(f.Check(new PriceDriftGate(), f.Buy()), ReasonCode.QuoteUnknown);
        f.Command(Chronos.Core.Commands.CommandAction.Arm);
        f.Tell(5);

        Assert.False(f.Propose(f.Sell(5)).Decision.Objections.Has(GateId.PriceDrift));
    }
}
