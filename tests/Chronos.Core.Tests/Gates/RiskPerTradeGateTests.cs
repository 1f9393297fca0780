using Chronos.Core.Gates;
using Chronos.Core.Model;
using Chronos.Core.Tests.Pipeline;
using FsCheck;
using FsCheck.Fluent;

namespace Chronos.Core.Tests.Gates;

public class RiskPerTradeGateTests
{
    private const long One = PipelineFixture.One;
    private const long Limit = 100 * One;

    // A hundredth of the balance of 100 000 may be lost: 1000.
    private static readonly TestPolicy Policy =
        new TestPolicy().With("limits", "riskPerTradeMax", "\"0.01\"").With("limits", "stopDistanceBpsMin", "100");

    [Theory]
    [InlineData(OrderSide.Buy, 90, Limit - 1, true)]
    [InlineData(OrderSide.Buy, 90, Limit, true)]
    [InlineData(OrderSide.Buy, 90, Limit + 1, false)]
    [InlineData(OrderSide.Sell, 110, Limit, true)]
    [InlineData(OrderSide.Sell, 110, Limit + 1, false)]
    public void CutsToWhatTheDistanceOfTheStopAllows(OrderSide side, long stop, long units, bool passes)
    {
        using var f = new PipelineFixture(Policy);
        var cap = f.Check(new RiskPerTradeGate(), Order(f, side, units, stop));

        if (passes)
        {
            CapAssert.Passes(cap);
        }
        else
        {
            CapAssert.Cuts(cap, Limit, ReasonCode.RiskPerTrade, 10_001, 10_000);
        }
    }

    [Theory]
    [InlineData(0, 1_000)]
    [InlineData(99.5, 1_000)]
    [InlineData(99, 1_000)]
    [InlineData(98, 500)]
    public void ANearStopOrNoneCountsAsTheLeastDistance(decimal stop, long largest)
    {
        using var f = new PipelineFixture(Policy);
        var proposal = Order(f, OrderSide.Buy, largest * One, 0) with { StopPrice = Price.Parse($"{stop}") };

        CapAssert.Passes(f.Check(new RiskPerTradeGate(), in proposal));
        proposal.Quantity = Quantity.FromUnits(largest * One + 1);
        Assert.Equal(largest * One, f.Check(new RiskPerTradeGate(), in proposal).PermittedUnits);
    }

    [Theory]
    [InlineData(OrderSide.Buy, 99, true)]
    [InlineData(OrderSide.Buy, 100, false)]
    [InlineData(OrderSide.Buy, 101, false)]
    [InlineData(OrderSide.Sell, 101, true)]
    [InlineData(OrderSide.Sell, 100, false)]
    [InlineData(OrderSide.Sell, 99, false)]
    public void AStopOnTheWinningSideIsNoStop(OrderSide side, long stop, bool passes)
    {
        using var f = new PipelineFixture(Policy);
        var cap = f.Check(new RiskPerTradeGate(), Order(f, side, One, stop));

        if (passes)
        {
            CapAssert.Passes(cap);
        }
        else
        {
            CapAssert.Blocks(cap, ReasonCode.RiskPerTrade);
        }
    }

    [Fact]
    public void TheLeastDistanceIsRoundedUpToAPriceUnit()
    {
        using var f = new PipelineFixture(Policy);
        var proposal = Order(f, OrderSide.Buy, 1_000 * One, 0) with { LimitPrice = Price.FromUnits(100 * One - 1) };

        // 1 % of 99.99999999 is 0.9999999999, which counts as 1.
        CapAssert.Passes(f.Check(new RiskPerTradeGate(), in proposal));
        proposal.Quantity = Quantity.FromUnits(1_000 * One + 1);
        Assert.Equal(1_000 * One, f.Check(new RiskPerTradeGate(), in proposal).PermittedUnits);
    }

    [Theory]
    [InlineData(100, 1_000)]
    [InlineData(110, 900)]
    [InlineData(90, 1_100)]
    [InlineData(1_200, 0)]
    public void OpenProfitIsPartOfEquity(long paid, long budget)
    {
        // 1000 held, valued at the bid of 99: each unit paid more takes 1000 from the equity of about 100 000.
        using var f = new PipelineFixture(Policy with { DailyLossMax = "2000000", PositionMax = "10000" });
        f.Hold(1_000, paid - 1);
        var proposal = Order(f, OrderSide.Buy, 10_000 * One, 0);

        Assert.Equal(Math.Max(0, budget) * One, f.Check(new RiskPerTradeGate(), in proposal).PermittedUnits);
    }

    [Fact]
    public void UnknownEquityBlocks()
    {
        using var f = new PipelineFixture(Policy);
        f.State.Positions.Account(0).BalanceKnown = false;
        CapAssert.Blocks(f.Check(new RiskPerTradeGate(), f.Buy(1)), ReasonCode.EquityUnknown);

        f.Tell();
        f.State.Positions.Account(0).Unpriced = 1;
        CapAssert.Blocks(f.Check(new RiskPerTradeGate(), f.Buy(1)), ReasonCode.EquityUnknown);
    }

    [Fact]
    public void AMarketOrderWithoutAQuoteBlocks()
    {
        using var f = new PipelineFixture(Policy, ready: false);
        f.Tell();

        CapAssert.Blocks(
            f.Check(new RiskPerTradeGate(), f.Buy(1) with { Type = OrderType.Market, LimitPrice = default }), ReasonCode.QuoteUnknown);
    }

    [Fact]
    public void TheLargestFiguresBlockAsOverflow()
    {
        using var f = new PipelineFixture(Policy);
        var proposal = f.Buy() with
        {
            Quantity = Quantity.FromUnits(long.MaxValue), LimitPrice = Price.FromUnits(Bounds.PriceUnitsMax), StopPrice = Price.FromUnits(1),
        };

        CapAssert.Blocks(f.Check(new RiskPerTradeGate(), in proposal), ReasonCode.ArithmeticOverflow);
    }

    [Fact]
    public void AZeroLimitLetsNothingPassButReductions()
    {
        using var f = new PipelineFixture(Policy.With("limits", "riskPerTradeMax", "\"0\""));
        f.Hold(5);

        Assert.Equal(GateId.RiskPerTrade, f.Propose(f.Buy(1)).Decision.BindingGate);
        Assert.Equal(Verdict.Approve, f.Propose(f.Sell(5)).Decision.Verdict);
    }

    [Fact]
    public void TighteningNeverLetsMoreThroughAndNothingLetsMoreThanAskedThrough() => ForAll(r =>
    {
        var (ppm, bps, quantity, price, stop) = (r.Next(1, 20_000), r.Next(1, 2_000), r.Next(1, 3_000), r.Next(50, 150), r.Next(0, 150));
        var side = r.Next(2) == 0 ? OrderSide.Buy : OrderSide.Sell;
        var wide = Permitted(ppm, bps, side, quantity, price, stop);
        Assert.InRange(wide, 0, quantity * One);
        Assert.InRange(Permitted(ppm / 2, bps, side, quantity, price, stop), 0, wide);
        Assert.InRange(Permitted(ppm, bps * 2, side, quantity, price, stop), 0, wide);
    });

    [Fact]
    public void TellsExactlyWhichPricesPass() => ForAll(r =>
    {
        using var f = new PipelineFixture(With(r.Next(0, 20_000), r.Next(1, 2_000)));
        var side = r.Next(2) == 0 ? OrderSide.Buy : OrderSide.Sell;
        var proposal = f.Order(side, r.Next(1, 3_000), 100) with { StopPrice = Price.FromUnits(r.Next(3) == 0 ? 0 : r.Next(50, 150) * One) };
        PriceRangeAssert.IsExact(f, new RiskPerTradeGate(), proposal, r);
    });

    private static long Permitted(int ppm, int bps, OrderSide side, int quantity, int price, int stop)
    {
        using var f = new PipelineFixture(With(ppm, bps));
        var proposal = f.Order(side, quantity, price) with { StopPrice = Price.FromUnits(stop * One) };
        return Math.Min(f.Check(new RiskPerTradeGate(), in proposal).PermittedUnits, quantity * One);
    }

    private static TestPolicy With(int ppm, int bps) => new TestPolicy()
        .With("limits", "riskPerTradeMax", $"\"0.{ppm:000000}\"").With("limits", "stopDistanceBpsMin", $"{bps}");

    private static Proposal Order(PipelineFixture f, OrderSide side, long units, long stop) =>
        f.Order(side, 1, 100) with { Quantity = Quantity.FromUnits(units), StopPrice = Price.FromUnits(stop * One) };

    private static void ForAll(Action<Random> property) => Prop
        .ForAll(ArbMap.Default.ArbFor<int>().Generator.Resize(int.MaxValue / 2).ToArbitrary(), seed => property(new Random(seed)))
        .Check(Config.QuickThrowOnFailure.WithMaxTest(200));
}
