using Chronos.Core.Commands;
using Chronos.Core.Gates;
using Chronos.Core.Model;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.Gates;

public class PriceCollarGateTests
{
    // 5 % above an ask of 200 and below a bid of 200.
    private const long Above = 210 * PipelineFixture.One;
    private const long Below = 190 * PipelineFixture.One;

    [Theory]
    [InlineData(Above - 1, true)]
    [InlineData(Above, true)]
    [InlineData(Above + 1, false)]
    [InlineData(long.MaxValue, false)]
    public void BlocksABuyAboveTheCollar(long price, bool passes) => Check(OrderSide.Buy, price, passes, Above);

    [Theory]
    [InlineData(Below + 1, true)]
    [InlineData(Below, true)]
    [InlineData(Below - 1, false)]
    [InlineData(1, false)]
    [InlineData(long.MaxValue, true)]
    public void BlocksASellBelowTheCollar(long price, bool passes) => Check(OrderSide.Sell, price, passes, Below);

    [Fact]
    public void BlocksWithoutAQuoteButForALimitReduction()
    {
        using var f = new PipelineFixture(ready: false);
        f.Command(CommandAction.Arm);
        f.Tell(5);

        CapAssert.Blocks(f.Check(new PriceCollarGate(), f.Buy()), ReasonCode.QuoteUnknown);
        CapAssert.Passes(f.Check(new PriceCollarGate(), f.Sell(5)));
        CapAssert.Blocks(
            f.Check(new PriceCollarGate(), f.Sell(5) with { Type = OrderType.Market, LimitPrice = default }), ReasonCode.QuoteUnknown);
    }

    [Fact]
    public void BindsReductions()
    {
        using var f = new PipelineFixture();
        f.Hold(5);

        Assert.Equal(ReasonCode.PriceCollar, f.Propose(f.Sell(5, price: 50)).Decision.Reason);
    }

    [Theory]
    [InlineData(OrderSide.Buy, 106)]
    [InlineData(OrderSide.Sell, 95)]
    public void GivesAMarketOrderAWorstPriceInsideTheCollarAndOnTheTick(OrderSide side, long worst)
    {
        using var f = new PipelineFixture();
        var market = f.Order(side, 10, 0) with { Type = OrderType.Market, TimeInForce = TimeInForce.Ioc };

        ref readonly var e = ref f.Propose(market);

        Assert.Equal((Verdict.Approve, worst * PipelineFixture.One), (e.Decision.Verdict, e.Decision.WorstPrice.Units));
    }

    [Fact]
    public void BlocksAMarketBuyWhoseCollarHoldsNoPriceOnTheTick()
    {
        using var f = new PipelineFixture(new TestPolicy { TickSize = "1000", NotionalMin = "0" });
        var market = f.Buy() with { Type = OrderType.Market, LimitPrice = default, TimeInForce = TimeInForce.Ioc };

        ref readonly var e = ref f.Propose(market);

        Assert.Equal((Verdict.Block, ReasonCode.PriceCollar), (e.Decision.Verdict, e.Decision.Reason));
    }

    // 2 ticks of 5 beyond an ask or bid of 200, which is nearer than 6 %; and the other way round.
    [Theory]
    [InlineData(OrderSide.Buy, 2, 600, 210)]
    [InlineData(OrderSide.Buy, 4, 500, 210)]
    [InlineData(OrderSide.Sell, 2, 600, 190)]
    [InlineData(OrderSide.Sell, 4, 500, 190)]
    public void HoldsToTheNearerOfTicksAndBasisPoints(OrderSide side, int ticks, int bps, long edge)
    {
        var policy = new TestPolicy { TickSize = "5", CollarBps = bps }.With("limits", "collarAggressiveTicks", $"{ticks}");
        using var f = new PipelineFixture(policy);
        f.Quote(200, 200);
        var past = side == OrderSide.Buy ? 1 : -1;
        var order = f.Order(side, 1, edge);

        CapAssert.Passes(f.Check(new PriceCollarGate(), order));
        CapAssert.Blocks(
            f.Check(new PriceCollarGate(), order with { LimitPrice = Price.FromUnits(edge * PipelineFixture.One + past) }),
            ReasonCode.PriceCollar,
            edge * PipelineFixture.One + past,
            edge * PipelineFixture.One);
        var market = order with { Type = OrderType.Market, LimitPrice = default, TimeInForce = TimeInForce.Ioc };
        CapAssert.Passes(f.Check(new PriceCollarGate(), market));
        Assert.Equal(edge * PipelineFixture.One, f.Propose(market).Decision.WorstPrice.Units);
    }

    // Bid and ask 200: 5 % behind, or 1 tick of 10.
    [Theory]
    [InlineData(OrderSide.Buy, "500", "\"none\"", 190)]
    [InlineData(OrderSide.Buy, "\"none\"", "1", 190)]
    [InlineData(OrderSide.Buy, "1000", "1", 190)]
    [InlineData(OrderSide.Buy, "500", "3", 190)]
    [InlineData(OrderSide.Sell, "500", "\"none\"", 210)]
    [InlineData(OrderSide.Sell, "\"none\"", "1", 210)]
    [InlineData(OrderSide.Sell, "1000", "1", 210)]
    [InlineData(OrderSide.Sell, "500", "3", 210)]
    public void HoldsARestingEntryButNoReductionToThePassiveCollar(OrderSide side, string bps, string ticks, long edge)
    {
        var policy = new TestPolicy { TickSize = "10" }
            .With("limits", "collarPassiveBps", bps).With("limits", "collarPassiveTicks", ticks);
        using var f = new PipelineFixture(policy);
        f.Quote(200, 200);
        var behind = edge * PipelineFixture.One + (side == OrderSide.Buy ? -1 : 1);
        var order = f.Order(side, 1, edge);

        CapAssert.Passes(f.Check(new PriceCollarGate(), order));
        var far = order with { LimitPrice = Price.FromUnits(behind) };
        CapAssert.Blocks(f.Check(new PriceCollarGate(), far), ReasonCode.PriceCollar, behind, edge * PipelineFixture.One);
        f.Hold(side == OrderSide.Buy ? -5 : 5);
        CapAssert.Passes(f.Check(new PriceCollarGate(), far));
    }

    private static void Check(OrderSide side, long price, bool passes, long edge)
    {
        using var f = new PipelineFixture();
        f.Quote(200, 200);
        var cap = f.Check(new PriceCollarGate(), f.Order(side, 1, 0) with { LimitPrice = Price.FromUnits(price) });

        if (passes)
        {
            CapAssert.Passes(cap);
        }
        else
        {
            CapAssert.Blocks(cap, ReasonCode.PriceCollar, price, edge);
        }
    }
}
