using System.Text;
using Chronos.Core.Commands;
using Chronos.Core.Engine;
using Chronos.Core.Model;
using Chronos.Core.Policies;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.Engine;

/// <summary>What flattening proposes, before anything is decided about it.</summary>
public class FlattenerTests
{
    [Theory]
    [InlineData(10, OrderSide.Sell)]
    [InlineData(-10, OrderSide.Buy)]
    public void ProposesToCloseAllOfAPositionAndNothingMore(long position, OrderSide side)
    {
        using var f = new PipelineFixture();
        f.Hold(position);

        var proposal = Assert.Single(Proposals(f));

        Assert.Equal((side, Math.Abs(position) * PipelineFixture.One), (proposal.Side, proposal.Quantity.Units));
        Assert.Equal((OrderType.Market, TimeInForce.Ioc), (proposal.Type, proposal.TimeInForce));
        Assert.Equal(ProposalFlags.ReduceOnly | ProposalFlags.AllowResize, proposal.Flags);
        Assert.Equal(MadeProposal.IdAt(f.State.Sequence + 1), proposal.Id);
        Assert.Equal(Verdict.Approve, f.Propose(in proposal).Decision.Verdict);
    }

    [Theory]
    [InlineData(4, 6)]
    [InlineData(10, 0)]
    public void LeavesWhatRestingOrdersClose(long resting, long expected)
    {
        using var f = new PipelineFixture();
        f.Hold(10);
        f.Work(f.Sell(resting, price: 105));

        Assert.Equal(expected, Proposals(f).Sum(p => p.Quantity.Units) / PipelineFixture.One);
    }

    [Fact]
    public void ProposesInTheNameOfTheFirstStrategyThatMayReduce()
    {
        using var f = new PipelineFixture();
        f.Hold(10);
        Assert.Equal(0, Assert.Single(Proposals(f)).Strategy.Value);
        f.Command(CommandAction.Halt, ScopeKind.Strategy, "alpha");
        Assert.Equal(1, Assert.Single(Proposals(f)).Strategy.Value);
        f.Command(CommandAction.Halt, ScopeKind.Strategy, "beta");
        Assert.Equal(0, Assert.Single(Proposals(f)).Strategy.Value);
    }

    [Fact]
    public void AStrategyFlattensWhatItHasAMandateFor()
    {
        using var f = new PipelineFixture();
        f.Hold(10);
        f.Hold(-10, instrument: 1);

        Assert.Equal([0, 1], Proposals(f, ScopeKind.Strategy, "alpha").Select(p => p.Instrument.Value));
        Assert.Equal([0], Proposals(f, ScopeKind.Strategy, "beta").Select(p => p.Instrument.Value));
        Assert.Equal([1], Proposals(f, ScopeKind.Instrument, "BBB").Select(p => p.Instrument.Value));
    }

    [Theory]
    [InlineData(ScopeKind.Global, "", 1)]
    [InlineData(ScopeKind.Venue, "paper", 1)]
    [InlineData(ScopeKind.Strategy, "alpha", 0)]
    public void CountsAPositionNobodyHasAMandateFor(ScopeKind scope, string name, int expected)
    {
        using var f = new PipelineFixture();
        f.Hold(10, instrument: 1);
        Assert.Equal(ReasonCode.None, f.Load(WithoutMandateForB()));
        var flattener = new Flattener(f.State);

        Assert.Empty(Proposals(f, scope, name, flattener));
        Assert.Equal(expected, flattener.WithoutMandate);
    }

    private static List<Proposal> Proposals(
        PipelineFixture f, ScopeKind scope = ScopeKind.Global, string name = "", Flattener? flattener = null)
    {
        flattener ??= new Flattener(f.State);
        flattener.Begin(OperatorCommand.Create(CommandAction.Flatten, "alice", "test", 1, scope, name));
        var proposals = new List<Proposal>();
        while (flattener.TryNext(out var proposal))
        {
            proposals.Add(proposal);
        }

        return proposals;
    }

    private static Policy WithoutMandateForB()
    {
        var text = new TestPolicy { Version = 2 }.Text();
        var at = text.IndexOf("\"instrument\": \"BBB\"", StringComparison.Ordinal);
        var start = text.LastIndexOf('{', at);
        return PolicyFile.ParseRecorded(Encoding.UTF8.GetBytes(text[..start] + text[(text.IndexOf('}', at) + 3)..]));
    }
}
