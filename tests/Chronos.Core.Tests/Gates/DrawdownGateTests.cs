using Chronos.Core.Commands;
using Chronos.Core.Gates;
using Chronos.Core.Model;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.Gates;

public class DrawdownGateTests
{
    private const long One = PipelineFixture.One;

    private static TestPolicy Terms(string max) =>
        new TestPolicy { DailyLossMax = "1000000" }.With("accounts", "drawdownMax", $"\"{max}\"");

    // A balance of 100 000; bought 100 at 109, closed at the bid of 99 the fall is 1000.
    [Theory]
    [InlineData("0.010001", true)]
    [InlineData("0.01", true)]
    [InlineData("0.009999", false)]
    [InlineData("0", false)]
    public void BlocksAFallPastItsShareOfThePeak(string limit, bool passes)
    {
        using var f = new PipelineFixture(Terms(limit));
        f.Hold(100, price: 109);
        var cap = f.Check(new DrawdownGate(), f.Buy());

        if (passes)
        {
            CapAssert.Passes(cap);
        }
        else
        {
            CapAssert.Blocks(cap, ReasonCode.Drawdown, 1_000 * One, Notional.Parse(limit).Units * 100_000);
        }
    }

    [Fact]
    public void BlocksAfterRecoveryWhileItsBreakerIsLatched()
    {
        using var f = new PipelineFixture(Terms("0.009999"));
        f.Hold(100, price: 109);
        f.Quote(120, 121);

        CapAssert.Blocks(f.Check(new DrawdownGate(), f.Buy()), ReasonCode.Drawdown, 0, 101_089_890_000);
        Assert.Equal(
            ReasonCode.None, f.CommandByTwo(CommandAction.ClearBreaker, ScopeKind.Venue, "paper", BreakerKind.Drawdown));
        CapAssert.Passes(f.Check(new DrawdownGate(), f.Buy()));
    }

    [Fact]
    public void BlocksWithoutABalanceOrAPriceAndExemptsReductions()
    {
        using var f = new PipelineFixture(ready: false);
        f.Command(CommandAction.Arm);
        f.Quote();
        f.Tell(5, fields: SnapshotFields.Position | SnapshotFields.SessionUp);
        CapAssert.Blocks(f.Check(new DrawdownGate(), f.Buy()), ReasonCode.EquityUnknown, 0, 0);

        f.Tell(5, instrument: 1);
        CapAssert.Blocks(f.Check(new DrawdownGate(), f.Buy()), ReasonCode.ExposureUnknown, 1, 0);
        Assert.False(new DrawdownGate().BindsReductions);
    }

    /// <summary>The largest position at the largest price: 2e35 units of profit, and the share of it is still exact.</summary>
    [Fact]
    public void JudgesTheLargestFiguresWithoutOverflow()
    {
        using var f = new PipelineFixture(Terms("0.5"));
        for (ulong i = 0; i < 2; i++)
        {
            f.Report(new ExecutionReport
            {
                ExecutionId = 100 + i,
                Kind = ReportKind.Fill,
                Side = OrderSide.Buy,
                LastQuantity = Quantity.FromUnits(Bounds.QuantityUnitsMax),
                LastPrice = Price.FromUnits(1),
            });
        }

        f.QuoteUnits(Bounds.PriceUnitsMax, Bounds.PriceUnitsMax, 1, 1);
        CapAssert.Passes(f.Check(new DrawdownGate(), f.Buy()));
        f.QuoteUnits(Bounds.PriceUnitsMax / 2, Bounds.PriceUnitsMax, 1, 1);
        CapAssert.Passes(f.Check(new DrawdownGate(), f.Buy()));
        f.QuoteUnits(Bounds.PriceUnitsMax / 2 - One, Bounds.PriceUnitsMax, 1, 1);
        CapAssert.Blocks(f.Check(new DrawdownGate(), f.Buy()), ReasonCode.Drawdown, long.MaxValue, long.MaxValue);
    }

    /// <summary>A peak that is not above zero allows no fall at all.</summary>
    [Fact]
    public void AllowsNoFallFromNothing()
    {
        using var f = new PipelineFixture(Terms("1"), ready: false);
        f.Command(CommandAction.Arm);
        f.Tell(balance: 0);
        f.Quote();
        CapAssert.Passes(f.Check(new DrawdownGate(), f.Buy()));

        f.Hold(1, price: 100);
        CapAssert.Blocks(f.Check(new DrawdownGate(), f.Buy()), ReasonCode.Drawdown, One, 0);
    }
}
