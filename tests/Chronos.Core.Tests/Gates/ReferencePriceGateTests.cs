using Chronos.Core.Gates;
using Chronos.Core.Model;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.Gates;

public class ReferencePriceGateTests
{
    private const long One = PipelineFixture.One;

    // 5 % of 100.
    [Theory]
    [InlineData("collarLastBps", OrderSide.Buy, 105 * One, true)]
    [InlineData("collarLastBps", OrderSide.Buy, 105 * One + 1, false)]
    [InlineData("collarLastBps", OrderSide.Sell, 95 * One, true)]
    [InlineData("collarLastBps", OrderSide.Sell, 95 * One - 1, false)]
    [InlineData("collarMarkBps", OrderSide.Buy, 105 * One, true)]
    [InlineData("collarMarkBps", OrderSide.Buy, 105 * One + 1, false)]
    [InlineData("collarMarkBps", OrderSide.Buy, 1, true)]
    [InlineData("collarMarkBps", OrderSide.Sell, long.MaxValue, true)]
    [InlineData("collarMarkBps", OrderSide.Buy, long.MaxValue, false)]
    public void HoldsToTheCollarAroundTheReference(string key, OrderSide side, long price, bool passes)
    {
        using var f = new PipelineFixture(new TestPolicy().With("limits", key, "500"));
        f.Ticker(last: key == "collarLastBps" ? 100 : 1, mark: key == "collarMarkBps" ? 100 : 1);
        var cap = f.Check(new ReferencePriceGate(), f.Order(side, 1, 1) with { LimitPrice = Price.FromUnits(price) });

        if (passes)
        {
            CapAssert.Passes(cap);
        }
        else
        {
            CapAssert.Blocks(cap, ReasonCode.ReferencePrice, price, side == OrderSide.Buy ? 105 * One : 95 * One);
        }
    }

    [Theory]
    [InlineData("collarLastBps")]
    [InlineData("collarMarkBps")]
    public void AReferenceNeverToldOrLongAgoBlocks(string key)
    {
        using var f = new PipelineFixture(new TestPolicy().With("limits", key, "500").With("limits", "referenceAgeMillisMax", "700"));
        var gate = new ReferencePriceGate();
        CapAssert.Blocks(f.Check(gate, f.Buy()), ReasonCode.ReferenceUnknown, 0, 700 * PipelineFixture.Milli);

        f.Ticker(last: 100, mark: 100);
        f.Advance(700);
        CapAssert.Passes(f.Check(gate, f.Buy()));
        f.AdvanceNanos(1);
        CapAssert.Blocks(f.Check(gate, f.Buy()), ReasonCode.ReferenceUnknown, 700 * PipelineFixture.Milli + 1, 700 * PipelineFixture.Milli);
        Assert.Equal(PriceRange.None, f.Ask(gate, f.Buy()));
        f.Hold(5);
        Assert.True(f.Propose(f.Sell(5)).Decision.Passes);
    }

    [Fact]
    public void SwitchedOffItAsksForNothing()
    {
        using var f = new PipelineFixture();

        CapAssert.Passes(f.Check(new ReferencePriceGate(), f.Buy()));
    }
}
