using Chronos.Core.Commands;
using Chronos.Core.Model;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.Decode;

/// <summary>Cancels have a budget of their own at strategy, instrument and venue.</summary>
public class CancelRateTests
{
    [Theory]
    [InlineData("strategies")]
    [InlineData("instruments")]
    [InlineData("venues")]
    public void RefusesOnePastTheLimitOfEachScope(string section)
    {
        using var f = new PipelineFixture(new TestPolicy().With(section, "cancelsMax", "2"));
        var orders = Rest(f, 4);
        Assert.Equal(ReasonCode.None, f.Cancel(orders[0]).Outcome);
        Assert.Equal(ReasonCode.None, f.Cancel(orders[1]).Outcome);
        Assert.Equal((ReasonCode.CancelRate, Verdict.Block), (f.Cancel(orders[2]).Outcome, f.Last.Decision.Verdict));

        f.AdvanceNanos(1_000 * PipelineFixture.Milli - 1);
        Assert.Equal(ReasonCode.CancelRate, f.Cancel(orders[2]).Outcome);
        f.AdvanceNanos(1);
        Assert.Equal(ReasonCode.None, f.Cancel(orders[2]).Outcome);
        f.AssertReplays();
    }

    [Fact]
    public void OrdersCannotUseItUp()
    {
        using var f = new PipelineFixture(new TestPolicy { MessagesMax = 2 }
            .With("strategies", "cancelsMax", "2").With("instruments", "submitsMax", "2").With("venues", "submitsMax", "2"));
        var orders = Rest(f, 2);
        Assert.Equal(Verdict.Block, f.Propose(f.Buy(1)).Decision.Verdict);

        Assert.Equal(ReasonCode.None, f.Cancel(orders[0]).Outcome);
        Assert.Equal(ReasonCode.None, f.Cancel(orders[1]).Outcome);
    }

    [Fact]
    public void RefusedCancelsDoNotCount()
    {
        using var f = new PipelineFixture(new TestPolicy().With("strategies", "cancelsMax", "2"));
        var orders = Rest(f, 2);
        Assert.Equal(ReasonCode.None, f.Cancel(orders[0]).Outcome);
        for (var i = 0; i < 5; i++)
        {
            Assert.NotEqual(ReasonCode.None, f.Cancel(orders[0]).Outcome);
            Assert.Equal(ReasonCode.CancelOrderUnknown, f.Cancel(new ProposalId(900)).Outcome);
        }

        Assert.Equal(ReasonCode.None, f.Cancel(orders[1]).Outcome);
    }

    [Fact]
    public void OperatorsCancelPastItAndUseNoneOfIt()
    {
        using var f = new PipelineFixture(new TestPolicy().With("venues", "cancelsMax", "2"));
        var orders = Rest(f, 4);
        Assert.Equal(ReasonCode.None, f.Cancel(orders[0]).Outcome);
        f.Command(CommandAction.CancelAll, ScopeKind.Instrument, "AAA");
        Assert.Equal(4, f.Outbound.Cancels.Count);

        var proposal = f.Order(OrderSide.Buy, 1, 101, instrument: 1);
        f.Work(in proposal);
        Assert.Equal(ReasonCode.None, f.Cancel(proposal.Id).Outcome);
    }

    private static ProposalId[] Rest(PipelineFixture f, int count) => [.. Enumerable.Range(0, count).Select(_ =>
    {
        var proposal = f.Buy(1);
        f.Work(in proposal);
        return proposal.Id;
    })];
}
