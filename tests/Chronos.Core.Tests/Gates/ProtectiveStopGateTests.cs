using Chronos.Core.Gates;
using Chronos.Core.Model;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.Gates;

public class ProtectiveStopGateTests
{
    private const long One = PipelineFixture.One;

    [Theory]
    [InlineData(OrderSide.Sell, 98, true)]
    [InlineData(OrderSide.Sell, 99, false)]
    [InlineData(OrderSide.Sell, 100, false)]
    [InlineData(OrderSide.Buy, 102, true)]
    [InlineData(OrderSide.Buy, 101, false)]
    [InlineData(OrderSide.Buy, 100, false)]
    public void StandsOnTheLosingSideOfTheMarket(OrderSide side, long trigger, bool passes)
    {
        using var f = new PipelineFixture();
        f.Hold(side == OrderSide.Sell ? 10 : -10);
        var cap = f.Check(new ProtectiveStopGate(), f.Stop(side, 10, trigger));

        if (passes)
        {
            CapAssert.Passes(cap);
        }
        else
        {
            CapAssert.Blocks(cap, ReasonCode.ProtectiveStop, trigger * One, (side == OrderSide.Sell ? 99 : 101) * One);
        }
    }

    [Fact]
    public void IsReduceOnly()
    {
        using var f = new PipelineFixture();
        f.Hold(10);

        CapAssert.Blocks(f.Check(new ProtectiveStopGate(), f.Stop(OrderSide.Sell, 10, 90) with { Flags = ProposalFlags.None }), ReasonCode.ProtectiveStop);
        CapAssert.Passes(f.Check(new ProtectiveStopGate(), f.Stop(OrderSide.Sell, 10, 90)));
    }

    [Fact]
    public void NeedsAQuote()
    {
        using var f = new PipelineFixture(ready: false);

        CapAssert.Blocks(f.Check(new ProtectiveStopGate(), f.Stop(OrderSide.Sell, 10, 90)), ReasonCode.QuoteUnknown);
    }

    [Fact]
    public void OtherOrdersPass()
    {
        using var f = new PipelineFixture();

        CapAssert.Passes(f.Check(new ProtectiveStopGate(), f.Buy()));
        CapAssert.Passes(f.Check(new ProtectiveStopGate(), f.Buy() with { Type = OrderType.Market, LimitPrice = default }));
    }

    [Theory]
    [InlineData(10, 91, 10, true)]
    [InlineData(10, 90, 10, true)]
    [InlineData(10, 89, 10, false)]
    [InlineData(10, 90, 9, false)]
    [InlineData(-10, 109, 10, true)]
    [InlineData(-10, 110, 10, true)]
    [InlineData(-10, 111, 10, false)]
    [InlineData(-10, 110, 9, false)]
    public void OneThatReplacesAnotherMayOnlyTighten(long position, long trigger, long quantity, bool passes)
    {
        using var f = new PipelineFixture();
        var side = position > 0 ? OrderSide.Sell : OrderSide.Buy;
        f.Hold(position);
        var old = f.Stop(side, 10, position > 0 ? 90 : 110);
        f.Work(in old);

        ref readonly var e = ref f.Propose(f.Stop(side, quantity, trigger) with { Replaces = old.Id });

        Assert.Equal(passes ? Verdict.Approve : Verdict.Block, e.Decision.Verdict);
        Assert.Equal(passes ? ReasonCode.None : ReasonCode.ProtectiveStop, e.Decision.Reason);
    }

    [Fact]
    public void CoversWhatIsLeftOfThePositionAndNoMore()
    {
        using var f = new PipelineFixture();
        f.Hold(10);
        var old = f.Stop(OrderSide.Sell, 10, 90);
        f.Work(in old);
        f.Hold(4);

        CapAssert.Passes(f.Check(new ProtectiveStopGate(), f.Stop(OrderSide.Sell, 4, 90) with { Replaces = old.Id }));
        CapAssert.Blocks(f.Check(new ProtectiveStopGate(), f.Stop(OrderSide.Sell, 3, 90) with { Replaces = old.Id }), ReasonCode.ProtectiveStop);
    }

    [Fact]
    public void NothingElseReplacesAStop()
    {
        using var f = new PipelineFixture();
        f.Hold(10);
        var old = f.Stop(OrderSide.Sell, 10, 90);
        f.Work(in old);

        Assert.Equal(ReasonCode.ProtectiveStop, f.Propose(f.Sell(10, 105) with { Replaces = old.Id }).Decision.Reason);
    }

    [Theory]
    [InlineData(6, 4, Verdict.Approve, 4)]
    [InlineData(6, 5, Verdict.Modify, 4)]
    [InlineData(10, 1, Verdict.Block, 0)]
    public void StopsOfASideTogetherDoNotExceedThePosition(long first, long second, Verdict verdict, long passes)
    {
        using var f = new PipelineFixture();
        f.Hold(10);
        f.Work(f.Sell(10, 105));
        f.Work(f.Stop(OrderSide.Sell, first, 90));

        var stop = f.Stop(OrderSide.Sell, second, 91);
        stop.Flags |= ProposalFlags.AllowResize;
        var d = f.Propose(in stop).Decision;

        Assert.Equal((verdict, passes * One), (d.Verdict, d.PermittedQuantity.Units));
        Assert.Equal(verdict == Verdict.Approve ? ReasonCode.None : ReasonCode.ReduceOnly, d.Reason);
    }

    [Fact]
    public void AFarTriggerIsNoPriceOutsideTheCollar()
    {
        using var f = new PipelineFixture(new TestPolicy { CollarBps = 10, SlippageBpsMax = 10 });
        f.Hold(10);

        Assert.Equal(Verdict.Approve, f.Propose(f.Stop(OrderSide.Sell, 10, 50)).Decision.Verdict);
    }

    [Fact]
    public void ProtectsInReducingAndPastEveryEntryLimit()
    {
        using var f = new PipelineFixture();
        f.Hold(10);
        f.Load(new TestPolicy { Version = 2, OrderQuantityMax = "0", PositionMax = "0", GrossExposureMax = "0", DailyLossMax = "0", StrategyNotionalMax = "0" }.Build());
        f.Command(Chronos.Core.Commands.CommandAction.Reduce);

        Assert.Equal(Verdict.Approve, f.Propose(f.Stop(OrderSide.Sell, 10, 90)).Decision.Verdict);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void TellsExactlyWhichTriggersPass(bool replaces)
    {
        for (var seed = 0; seed < 50; seed++)
        {
            var random = new Random(seed);
            var side = random.Next(2) == 0 ? OrderSide.Sell : OrderSide.Buy;
            using var f = new PipelineFixture();
            f.Hold(side == OrderSide.Sell ? 10 : -10);
            var old = f.Stop(side, 10, side == OrderSide.Sell ? random.Next(50, 99) : random.Next(102, 150));
            f.Work(in old);
            var proposal = f.Stop(side, random.Next(9, 12), 90) with { Replaces = replaces ? old.Id : default };
            if (random.Next(4) == 0)
            {
                proposal.Flags = ProposalFlags.None;
            }

            PriceRangeAssert.IsExact(f, new ProtectiveStopGate(), proposal, random);
            PriceRangeAssert.IsExact(f, new ProtectiveStopGate(), f.Sell(1) with { Replaces = proposal.Replaces }, random);
        }
    }
}
