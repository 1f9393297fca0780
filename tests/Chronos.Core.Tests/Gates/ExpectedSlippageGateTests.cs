using Chronos.Core.Gates;
using Chronos.Core.Model;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.Gates;

public class ExpectedSlippageGateTests
{
    private const long One = PipelineFixture.One;
    private static readonly ExpectedSlippageGate Gate = new();

    // The average may be 102: 10 at 101 leave room for 10 at 103, or for 2.5 at 106.
    [Theory]
    [InlineData(103, 19, true)]
    [InlineData(103, 20, true)]
    [InlineData(103, 21, false)]
    [InlineData(102, 200, true)]
    [InlineData(90, 200, true)]
    public void HoldsTheAverageFillOfTheTouchAndTheRestAtTheWorstPrice(long price, long quantity, bool passes)
    {
        using var f = new PipelineFixture(new TestPolicy { SlippageBpsMax = 200 });
        f.Quote(size: 10);
        var cap = f.Check(Gate, f.Buy(quantity, price));

        if (passes)
        {
            CapAssert.Passes(cap);
        }
        else
        {
            CapAssert.Cuts(cap, 20 * One, ReasonCode.ExpectedSlippage, 205, 200);
        }
    }

    [Fact]
    public void WalksTheDeeperLevelsWhileTheDepthIsFresh()
    {
        using var f = new PipelineFixture(new TestPolicy { SlippageBpsMax = 200 });
        f.Quote(size: 10);
        Assert.Equal(ReasonCode.None, f.Depth([], [(101, 99), (102, 5), (103, 4)]));

        // 10 x 1 below the limit, 5 at it, 4 and then 6 / 4 above.
        Assert.Equal(20_50000000, f.Check(Gate, f.Buy(60, 106)).PermittedUnits);
        f.Advance(1_500);
        f.Quote(size: 10);
        Assert.Equal(20_50000000, f.Check(Gate, f.Buy(60, 106)).PermittedUnits);
        f.AdvanceNanos(1);
        Assert.Equal(12_50000000, f.Check(Gate, f.Buy(60, 106)).PermittedUnits);
    }

    [Fact]
    public void SellsAreMirrored()
    {
        using var f = new PipelineFixture(new TestPolicy { SlippageBpsMax = 200 });
        f.Quote(size: 10);
        f.Depth([(99, 1), (98, 5), (97, 4)], []);

        Assert.Equal(20_50000000, f.Check(Gate, f.Sell(60, 94)).PermittedUnits);
    }

    [Fact]
    public void CutsAndDoesNotBindReductionsOrPassWithoutAQuote()
    {
        using var f = new PipelineFixture(new TestPolicy { SlippageBpsMax = 200, CollarBps = 1_000, DisplayedSizePercentMax = 10_000 });
        f.Quote(size: 10);
        ref readonly var e = ref f.Propose(f.Buy(60, 106) with { Flags = ProposalFlags.AllowResize });

        Assert.Equal((Verdict.Modify, 12 * One), (e.Decision.Verdict, e.Decision.PermittedQuantity.Units));
        f.Answer(e.Decision.OrderId, ReportKind.Canceled);
        f.Hold(50);
        Assert.False(f.Propose(f.Sell(50, 94)).Decision.Objections.Has(GateId.ExpectedSlippage));

        using var unquoted = new PipelineFixture(ready: false);
        CapAssert.Blocks(unquoted.Check(Gate, unquoted.Buy()), ReasonCode.QuoteUnknown);
    }

    [Fact]
    public void HoldsTheLargestOrderThereIs()
    {
        using var f = new PipelineFixture(new TestPolicy { SlippageBpsMax = 0 });
        f.QuoteUnits(1, 100_000_000_000_000_000, 1, 1_000_000_000_000_000_000);
        var cap = f.Check(Gate, f.Buy() with { Quantity = Quantity.FromUnits(long.MaxValue), LimitPrice = Price.FromUnits(long.MaxValue) });

        Assert.Equal((0, ReasonCode.ExpectedSlippage), (cap.PermittedUnits, cap.Code));
    }
}
