using Chronos.Core.Gates;
using Chronos.Core.Model;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.Gates;

public class DepthShareGateTests
{
    private const long One = PipelineFixture.One;
    private static readonly DepthShareGate Gate = new();
    private static readonly TestPolicy Half = new() { DepthPercentMax = 50 };

    [Theory]
    [InlineData(101, 5, true)]
    [InlineData(101, 6, false)]
    [InlineData(103, 14, true)]
    [InlineData(103, 15, true)]
    [InlineData(103, 16, false)]
    [InlineData(100, 200, true)]
    public void HoldsToAShareOfWhatIsShownUpToTheWorstPrice(long price, long quantity, bool passes)
    {
        using var f = new PipelineFixture(Half);
        f.Quote(size: 10);
        f.Depth([], [(100, 50), (101, 50), (102, 8), (103, 12), (104, 90)]);
        var cap = f.Check(Gate, f.Buy(quantity, price));
        var share = (price == 101 ? 5 : 15) * One;

        if (passes)
        {
            CapAssert.Passes(cap);
        }
        else
        {
            CapAssert.Cuts(cap, share, ReasonCode.DepthShare, quantity * One, share);
        }
    }

    [Fact]
    public void AnEmptySideIsUnknownToWhoWouldTakeIt()
    {
        using var f = new PipelineFixture(Half);
        f.QuoteUnits(99 * One, 101 * One, 10 * One, 0);

        CapAssert.Blocks(f.Check(Gate, f.Buy(1, 101)), ReasonCode.DepthUnknown);
        CapAssert.Passes(f.Check(Gate, f.Buy(1, 100)));
        CapAssert.Passes(f.Check(Gate, f.Sell(5, 99)));
        Assert.Equal(5 * One, f.Check(Gate, f.Sell(6, 99)).PermittedUnits);
    }

    [Fact]
    public void HoldsTheLargestFiguresAndLetsReductionsPass()
    {
        using var f = new PipelineFixture(Half);
        f.QuoteUnits(99 * One, 101 * One, 1, 1_000_000_000_000_000_000);
        var cap = f.Check(Gate, f.Buy() with { Quantity = Quantity.FromUnits(long.MaxValue) });

        Assert.Equal((500_000_000_000_000_000, ReasonCode.DepthShare), (cap.PermittedUnits, cap.Code));
        f.Hold(5);
        Assert.True(f.Propose(f.Sell(5)).Decision.Passes);
        using var unquoted = new PipelineFixture(ready: false);
        CapAssert.Blocks(unquoted.Check(Gate, unquoted.Buy()), ReasonCode.QuoteUnknown);
    }

    [Fact]
    public void ADepthOutOfOrderIsRefused()
    {
        using var f = new PipelineFixture();
        (long, long)[] good = [(101, 1), (102, 1)];

        Assert.Equal(ReasonCode.None, f.Depth([(100, 1), (99, 1)], good));
        Assert.Equal(ReasonCode.DepthInvalid, f.Depth([(99, 1), (100, 1)], good));
        Assert.Equal(ReasonCode.DepthInvalid, f.Depth([(99, 1), (99, 1)], good));
        Assert.Equal(ReasonCode.DepthInvalid, f.Depth([(99, 0)], good));
        Assert.Equal(ReasonCode.DepthInvalid, f.Depth([(0, 1)], good));
        Assert.Equal(ReasonCode.DepthInvalid, f.Depth([(102, 1)], good));
        Assert.Equal(ReasonCode.DepthInvalid, f.Input(EventKind.Depth, new Depth { Instrument = new InstrumentId(2) }));
        Assert.Equal(ReasonCode.DepthInvalid, f.Input(EventKind.Depth, new Depth { AskCount = 6 }));
        Assert.Equal(2, f.State.Market.Depth(0).Levels.AskCount);
    }
}
