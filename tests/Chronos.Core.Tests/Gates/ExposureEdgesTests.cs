using Chronos.Core.Gates;
using Chronos.Core.Model;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.Gates;

/// <summary>Each gate of exposure, budget and margin one unit below, at and above its limit, beyond 64 bits, without its input, and before a reduction.</summary>
[EdgesOf(
    GateId.OpenPositions, GateId.NetExposure, GateId.Leverage, GateId.Concentration, GateId.Herfindahl, GateId.GroupExposure, GateId.StrategyBudget, GateId.AssetBudget, GateId.FreeBalance, GateId.FreeMargin, GateId.OneSidedness)]
public class ExposureEdgesTests
{
    private const long One = PipelineFixture.One;

    /// <summary>Ten units at 101 of an account of 10 100 are exactly at every one of these limits.</summary>
    private static readonly (IGate Gate, ReasonCode Code, TestPolicy Policy)[] AtTen =
    [
        (new NetExposureGate(), ReasonCode.NetExposure, With("accounts", "netExposureMax", "\"1010\"")),
        (new LeverageGate(), ReasonCode.Leverage, With("accounts", "leverageMaxPercent", "10")),
        (new ConcentrationGate(), ReasonCode.Concentration, With("accounts", "concentrationMax", "\"0.1\"")),
        (new GroupExposureGate(), ReasonCode.GroupExposure, With("groups", "grossExposureMax", "\"1010\"")),
        (new StrategyBudgetGate(), ReasonCode.StrategyBudget, With("allocations:alpha", "exposureMax", "\"1010\"")),
        (new AssetBudgetGate(), ReasonCode.AssetBudget, With("allocations:AAA", "exposureMax", "\"1010\"")),
        (new FreeMarginGate(), ReasonCode.FreeMargin, With("accounts", "freeMarginMin", "\"0.9\"").With("instruments", "initialMargin", "\"1\"")),
    ];

    public static TheoryData<int, int> Edges
    {
        get
        {
            var edges = new TheoryData<int, int>();
            for (var gate = 0; gate < AtTen.Length; gate++)
            {
                edges.Add(gate, (int)OrderSide.Buy);
                edges.Add(gate, (int)OrderSide.Sell);
            }

            return edges;
        }
    }

    [Theory]
    [MemberData(nameof(Edges))]
    public void PassesUpToTheLimitAndCutsOneUnitPastIt(int gate, int side)
    {
        using var f = Fixture(gate);

        CapAssert.Passes(f.Check(AtTen[gate].Gate, Order(f, side, 10 * One - 1)));
        CapAssert.Passes(f.Check(AtTen[gate].Gate, Order(f, side, 10 * One)));
        CapAssert.Cuts(f.Check(AtTen[gate].Gate, Order(f, side, 10 * One + 1)), 10 * One, AtTen[gate].Code, 1_010 * One + 101, 1_010 * One);
    }

    [Theory]
    [MemberData(nameof(Edges))]
    public void BlocksOverflow(int gate, int side)
    {
        using var f = Fixture(gate);
        var largest = Order(f, side, long.MaxValue) with { LimitPrice = Price.MaxValue };
        Assert.InRange(f.Check(AtTen[gate].Gate, largest).PermittedUnits, 0, 10);

        // Held on the side, the end itself does not fit.
        f.Own(side == 1 ? 1 : -1);
        CapAssert.Blocks(f.Check(AtTen[gate].Gate, largest), ReasonCode.ArithmeticOverflow);
    }

    [Theory]
    [MemberData(nameof(Edges))]
    public void BlocksWhatItCannotValue(int gate, int side)
    {
        using var f = new PipelineFixture(AtTen[gate].Policy, ready: false);
        CapAssert.Blocks(f.Check(AtTen[gate].Gate, Order(f, side, One)), ReasonCode.QuoteUnknown);
        f.Quote();
        f.Tell(5, instrument: 1);

        CapAssert.Blocks(f.Check(AtTen[gate].Gate, Order(f, side, One)), ReasonCode.ExposureUnknown, 1);
    }

    [Theory]
    [InlineData(GateId.Leverage)]
    [InlineData(GateId.Concentration)]
    [InlineData(GateId.Herfindahl)]
    [InlineData(GateId.FreeMargin)]
    public void BlocksWithoutEquity(GateId gate)
    {
        using var f = new PipelineFixture(ready: false);
        f.Quote();

        CapAssert.Blocks(f.Check(new GateChain().All().Single(g => g.Id == gate), f.Buy()), ReasonCode.EquityUnknown);
    }

    [Fact]
    public void FreeBalanceBlocksWithoutABalance()
    {
        using var f = new PipelineFixture(ready: false);
        f.Quote();

        CapAssert.Blocks(f.Check(new FreeBalanceGate(), f.Buy()), ReasonCode.BalanceUnknown);
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public void FreeBalanceTakesMarginAndFeeOfTheOrderFromTheBalance(long off, bool passes)
    {
        using var f = new PipelineFixture(With("instruments", "initialMargin", "\"0.5\"").With("accounts", "feeBpsMax", "1000"));
        f.Tell(balance: 606);
        var cap = f.Check(new FreeBalanceGate(), Order(f, 1, 10 * One + off));

        if (passes)
        {
            CapAssert.Passes(cap);
        }
        else
        {
            CapAssert.Cuts(cap, 10 * One, ReasonCode.FreeBalance, 606 * One + 61, 606 * One);
        }
    }

    [Theory]
    [InlineData(2, true)]
    [InlineData(1, false)]
    public void OpenPositionsCountsWhatIsOnlyWorkingAndNotAnInstrumentTwice(int maximum, bool passes)
    {
        using var f = new PipelineFixture(With("accounts", "openPositionsMax", $"{maximum}"));
        var working = f.Work(f.Order(OrderSide.Buy, 10, 100, instrument: 1));
        CapAssert.Passes(f.Check(new OpenPositionsGate(), f.Order(OrderSide.Buy, 10, 100, instrument: 1)));

        var cap = f.Check(new OpenPositionsGate(), f.Buy());

        if (passes)
        {
            CapAssert.Passes(cap);
        }
        else
        {
            CapAssert.Blocks(cap, ReasonCode.OpenPositions, 2, 1);
            f.Answer(working, ReportKind.Canceled);
            CapAssert.Passes(f.Check(new OpenPositionsGate(), f.Buy()));
        }
    }

    [Fact]
    public void HerfindahlRoundsExposuresUpToAStep()
    {
        // 0.01 of 10 100 squared is 1 010 squared; a step is 109 951 of 1e-9.
        using var f = new PipelineFixture(With("accounts", "herfindahlMax", "\"0.01\""));
        f.Tell(balance: 10_100);
        var cap = f.Check(new HerfindahlGate(), Order(f, 1, 10 * One));

        Assert.InRange(cap.PermittedUnits, 10 * One - 1_100, 10 * One - 1);
        CapAssert.Passes(f.Check(new HerfindahlGate(), Order(f, 1, cap.PermittedUnits)));
        Assert.Equal(cap.PermittedUnits, f.Check(new HerfindahlGate(), Order(f, 1, cap.PermittedUnits + 1)).PermittedUnits);
        Assert.Equal((10_001L, 10_000L), (cap.Observed, cap.Limit));
    }

    [Fact]
    public void HerfindahlBlocksExposuresTooLargeToSquare()
    {
        using var f = new PipelineFixture();
        var largest = Order(f, 1, long.MaxValue) with { LimitPrice = Price.MaxValue };

        Assert.Equal((ReasonCode.Herfindahl, long.MaxValue), (f.Check(new HerfindahlGate(), largest).Code, f.Check(new HerfindahlGate(), largest).Observed));
    }

    [Fact]
    public void OneSidednessNeverStopsTheLighterSideBeforeItIsTheHeavier()
    {
        using var f = new PipelineFixture(With("accounts", "oneSidednessMax", "\"0.75\""));
        f.Own(30, instrument: 1);

        CapAssert.Passes(f.Check(new OneSidednessGate(), f.Sell(10, 101)));
        CapAssert.Passes(f.Check(new OneSidednessGate(), f.Sell(90, 101)));
        CapAssert.Cuts(
            f.Check(new OneSidednessGate(), Order(f, 2, 90 * One + 1)), 90 * One, ReasonCode.OneSidedness, 750_001, 750_000);
        CapAssert.Blocks(f.Check(new OneSidednessGate(), f.Buy(1)), ReasonCode.OneSidedness, 1_000_000, 750_000);
    }

    [Fact]
    public void OneSidednessIsNotJudgedWithFewerPositions()
    {
        using var f = new PipelineFixture(With("accounts", "oneSidednessMax", "\"0.5\"").With("accounts", "oneSidednessPositionsMin", "3"));
        f.Own(30, instrument: 1);

        CapAssert.Passes(f.Check(new OneSidednessGate(), f.Buy(10)));
    }

    [Theory]
    [InlineData(999, true)]
    [InlineData(1_000, true)]
    [InlineData(1_001, false)]
    public void GrossExposureBlocksWhileAnotherHoldingIsValuedAtAnOldQuote(long ageMillis, bool passes)
    {
        using var f = new PipelineFixture(With("accounts", "valuationAgeMillisMax", "1000"));
        f.Own(10, instrument: 1);
        f.Advance(ageMillis);
        f.Quote();
        var cap = f.Check(new GrossExposureGate(), f.Buy());

        if (passes)
        {
            CapAssert.Passes(cap);
        }
        else
        {
            CapAssert.Blocks(cap, ReasonCode.QuoteStaleness, ageMillis * PipelineFixture.Milli, 1_000 * PipelineFixture.Milli);
            f.Quote(instrument: 1);
            CapAssert.Passes(f.Check(new GrossExposureGate(), f.Buy()));
        }
    }

    [Fact]
    public void NoneOfThemStopsAReduction()
    {
        using var f = new PipelineFixture();
        f.Own(100);
        f.Work(f.Order(OrderSide.Buy, 10, 98, strategy: 1));
        var nothing = new TestPolicy { Version = 2, LeverageMaxPercent = 1, GrossExposureMax = "0", PositionMax = "0" }
            .With("accounts", "concentrationMax", "\"0\"").With("accounts", "herfindahlMax", "\"0\"")
            .With("accounts", "openPositionsMax", "0").With("accounts", "freeMarginMin", "\"1\"")
            .With("accounts", "oneSidednessMax", "\"0.5\"").With("accounts", "selfTrade", "\"RefuseNew\"")
            .With("groups", "grossExposureMax", "\"0\"").With("allocations", "exposureMax", "\"0\"")
            .With("instruments", "initialMargin", "\"1\"");
        f.Load(nothing.Build());
        f.Tell(100, balance: 0);
        f.Quote(97, 98);

        Assert.Equal(Verdict.Approve, f.Propose(f.Sell(100, 97)).Decision.Verdict);
    }

    private static PipelineFixture Fixture(int gate)
    {
        var f = new PipelineFixture(AtTen[gate].Policy);
        f.Tell(balance: 10_100);
        return f;
    }

    private static Proposal Order(PipelineFixture f, int side, long units) =>
        f.Order((OrderSide)side, 1, side == 1 ? 101 : 99) with { Quantity = Quantity.FromUnits(units) };

    private static TestPolicy With(string section, string key, string json) => new TestPolicy().With(section, key, json);
}
