using Chronos.Core.Gates;
using Chronos.Core.Model;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.Gates;

public class ReplacedOrderGateTests
{
    [Fact]
    public void PassesAWorkingOrderOfTheStrategysOwn()
    {
        using var f = new PipelineFixture();
        var old = f.Buy(1, 95);
        f.Work(in old);

        CapAssert.Passes(f.Check(new ReplacedOrderGate(), f.Buy(1, 96) with { Replaces = old.Id }));
        CapAssert.Passes(f.Check(new ReplacedOrderGate(), f.Buy(1, 96)));
    }

    [Fact]
    public void BlocksAnOrderItDoesNotHold()
    {
        using var f = new PipelineFixture();
        var filled = f.Buy(1, 95);
        f.Fill(f.Work(in filled), OrderSide.Buy, 1, 95);
        var beta = f.Order(OrderSide.Buy, 1, 95, strategy: 1) with { Id = new ProposalId(500) };
        f.Work(in beta);
        var own = f.Buy(1, 95);
        f.Work(in own);

        AssertUnknown(f, f.Buy(1, 96) with { Replaces = new ProposalId(999) });
        AssertUnknown(f, f.Buy(1, 96) with { Replaces = filled.Id });
        AssertUnknown(f, f.Buy(1, 96) with { Replaces = beta.Id });
        AssertUnknown(f, f.Sell(1, 104) with { Replaces = own.Id });
        AssertUnknown(f, f.Order(OrderSide.Buy, 1, 96, instrument: 1) with { Replaces = own.Id });
        AssertUnknown(f, f.Order(OrderSide.Buy, 1, 96, strategy: 1, instrument: 1) with { Replaces = beta.Id });
    }

    [Fact]
    public void BlocksAnOrderTheVenueHasNotAnswered()
    {
        using var f = new PipelineFixture();
        var old = f.Buy(1, 95);
        var id = f.Propose(in old).Decision.OrderId;
        AssertUnknown(f, f.Buy(1, 96) with { Replaces = old.Id });

        f.Answer(id, ReportKind.Unknown);
        AssertUnknown(f, f.Buy(1, 96) with { Replaces = old.Id });
    }

    [Fact]
    public void OneCancelOfAnOrderIsUnderWayAtATime()
    {
        using var f = new PipelineFixture();
        var old = f.Buy(1, 95);
        f.Work(in old);
        Assert.Equal(Verdict.Approve, f.Propose(f.Buy(1, 96) with { Replaces = old.Id }).Decision.Verdict);

        CapAssert.Blocks(f.Check(new ReplacedOrderGate(), f.Buy(1, 97) with { Replaces = old.Id }), ReasonCode.ReplacedOrder);
        Assert.Equal(ReasonCode.VenueWindow, f.Cancel(old.Id).Outcome);
    }

    [Theory]
    [InlineData(2, true)]
    [InlineData(1, false)]
    public void NeedsRoomForOneMoreCancel(int window, bool passes)
    {
        using var f = new PipelineFixture(new TestPolicy { UnansweredOrdersMax = window });
        var other = f.Buy(1, 95);
        f.Work(in other);
        var old = f.Buy(1, 95);
        f.Work(in old);
        f.Cancel(other.Id);
        var cap = f.Check(new ReplacedOrderGate(), f.Buy(1, 96) with { Replaces = old.Id });

        if (passes)
        {
            CapAssert.Passes(cap);
        }
        else
        {
            CapAssert.Blocks(cap, ReasonCode.VenueWindow, 2, 1);
        }
    }

    [Fact]
    public void BindsReductionsToo()
    {
        using var f = new PipelineFixture();
        f.Hold(5);

        Assert.Equal(ReasonCode.OrderToReplaceUnknown, f.Propose(f.Sell(5) with { Replaces = new ProposalId(77) }).Decision.Reason);
    }

    private static void AssertUnknown(PipelineFixture f, Proposal proposal) =>
        CapAssert.Blocks(f.Check(new ReplacedOrderGate(), in proposal), ReasonCode.OrderToReplaceUnknown);
}
