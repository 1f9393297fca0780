using Chronos.Core.Model;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.Routing;

public class RouteHandlerTests
{
    [Fact]
    public void HandsOverWhatPassedWithEverySealedField()
    {
        using var f = new PipelineFixture();
        var proposal = f.Sell(7, price: 98) with { TimeInForce = TimeInForce.Ioc };

        ref readonly var e = ref f.Propose(proposal);

        var order = Assert.Single(f.Outbound.Orders);
        Assert.Equal((e.Sequence, e.Decision.OrderId, proposal.Id), (order.Sequence, order.Id, order.Proposal));
        Assert.Equal((proposal.Quantity, proposal.LimitPrice), (order.Quantity, order.WorstPrice));
        Assert.Equal(new OrderTerms(OrderSide.Sell, OrderType.Limit, TimeInForce.Ioc, false), order.Terms);
        Assert.Equal((proposal.Strategy, proposal.Instrument), (order.Strategy, order.Instrument));
    }

    [Fact]
    public void HandsOverNothingThatIsBlockedOrProbed()
    {
        using var f = new PipelineFixture();

        f.Propose(f.Buy(100_000));
        f.Propose(f.Buy(), EventFlags.Probe);

        Assert.Empty(f.Outbound.Orders);
    }

    [Fact]
    public void HandsOverACancelOnceUntilAnswered()
    {
        using var f = new PipelineFixture();
        var proposal = f.Buy();
        var id = f.Work(proposal);

        Assert.Equal(Verdict.Approve, f.Cancel(proposal.Id).Decision.Verdict);
        Assert.Equal(ReasonCode.VenueWindow, f.Cancel(proposal.Id).Decision.Reason);
        Assert.Equal(id, Assert.Single(f.Outbound.Cancels).Id);

        f.Answer(id, ReportKind.CancelRejected);
        Assert.Equal(Verdict.Approve, f.Cancel(proposal.Id).Decision.Verdict);
    }

    [Fact]
    public void RefusesACancelOfAnotherStrategysOrUnknownOrder()
    {
        using var f = new PipelineFixture();
        var proposal = f.Buy();
        f.Work(proposal);

        Assert.Equal(ReasonCode.CancelOrderUnknown, f.Cancel(proposal.Id, strategy: 1).Decision.Reason);
        Assert.Equal(ReasonCode.CancelOrderUnknown, f.Cancel(new ProposalId(999)).Decision.Reason);
        Assert.Equal(ReasonCode.StrategyUnknown, f.Cancel(proposal.Id, strategy: 9).Decision.Reason);
    }
}
