using Chronos.Core.Gates;
using Chronos.Core.Model;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.Gates;

public class VolatilityGateTests
{
    private const long One = PipelineFixture.One;
    private static readonly VolatilityGate Gate = new();

    // 5 % above a middle of 100.
    private static readonly TestPolicy Terms = new TestPolicy { QuoteAgeMillisMax = 600_000 }
        .With("limits", "volatilityBpsMax", "500").With("windows", "volatilityMillis", "6400");

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public void HoldsTheRangeOfTheWindow(long past, bool passes)
    {
        using var f = new PipelineFixture(Terms);
        f.Advance(1_000);
        f.QuoteUnits(105 * One + past, 105 * One + past, One, One);
        f.Advance(1_000);
        f.Quote(101, 101);
        var cap = f.Check(Gate, f.Buy());

        if (passes)
        {
            CapAssert.Passes(cap);
        }
        else
        {
            CapAssert.Blocks(cap, ReasonCode.Volatility, 501, 500);
        }

        Assert.Equal(!passes, f.Propose(f.Buy(1, 100)).Decision.Objections.Has(GateId.Volatility));
    }

    [Fact]
    public void PassesWhenTheExtremeHasLeftAndSaysWhen()
    {
        using var f = new PipelineFixture(Terms);
        f.Advance(1_000);
        f.Quote(110, 110);
        f.Advance(1_000);
        f.Quote(111, 111);
        var leaves = PipelineFixture.Start + 6_400 * PipelineFixture.Milli;

        Assert.Equal(leaves, f.Ask(Gate, f.Buy()));
        f.AdvanceNanos(leaves - f.Now - 1);
        CapAssert.Blocks(f.Check(Gate, f.Buy()), ReasonCode.Volatility, 1_100, 500);
        f.AdvanceNanos(1);
        CapAssert.Passes(f.Check(Gate, f.Buy()));
    }

    [Fact]
    public void HoldsTheLargestFiguresAndLetsReductionsPass()
    {
        using var f = new PipelineFixture(Terms.With("instruments", "quoteGoodMin", "1"));
        f.Hold(5);
        for (var i = 0; i < 2; i++)
        {
            f.QuoteUnits(100_000_000_000_000_000, 100_000_000_000_000_000, One, One);
        }

        Assert.Equal(ReasonCode.Volatility, f.Check(Gate, f.Buy()).Code);
        Assert.False(f.Propose(f.Sell(5)).Decision.Objections.Has(GateId.Volatility));
    }
}
