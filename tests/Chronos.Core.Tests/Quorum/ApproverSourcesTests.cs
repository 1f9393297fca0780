using Chronos.Core.Model;
using Chronos.Core.Quorum;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.Quorum;

/// <summary>One wrong book may change one approver's mind, and the others must not notice.</summary>
public class ApproverSourcesTests
{
    private static readonly IApprover[] Approvers = [new RiskApprover(), new PortfolioApprover(), new ExecutionApprover()];

    [Fact]
    public void AWrongRiskLedgerChangesOnlyTheRiskApprover()
    {
        using var f = new PipelineFixture();
        f.State.Risk.Fill(0, 0, 300 * PipelineFixture.One, 100 * PipelineFixture.One, 0, in f.State.Quotes[new InstrumentId(0)]);

        Assert.Equal([VoteKind.Veto, VoteKind.Approve, VoteKind.Approve], Votes(f, f.Buy(10)));
    }

    [Fact]
    public void AWrongPortfolioLedgerChangesOnlyThePortfolioApprover()
    {
        using var f = new PipelineFixture();
        f.State.Portfolio.Fill(0, 0, 5_000 * PipelineFixture.One, in f.State.Quotes[new InstrumentId(0)]);

        Assert.Equal([VoteKind.Approve, VoteKind.Veto, VoteKind.Approve], Votes(f, f.Buy(10)));
    }

    [Fact]
    public void AWrongQuoteChangesOnlyTheExecutionApprover()
    {
        using var f = new PipelineFixture();
        f.Quote(bid: 1, ask: 101);

        Assert.Equal([VoteKind.Approve, VoteKind.Approve, VoteKind.Veto], Votes(f, f.Buy(10)));
    }

    [Fact]
    public void AWrongPositionBookMakesAnEntryPassNeitherRiskNorPortfolio()
    {
        using var f = new PipelineFixture(new TestPolicy { GrossExposureMax = "10100", PositionMax = "100" });
        f.Position.Position = -1_000 * PipelineFixture.One;

        Assert.Equal([VoteKind.Veto, VoteKind.Veto, VoteKind.Approve], Votes(f, f.Buy(150)));
        Assert.Equal(Verdict.Block, f.Propose(f.Buy(150)).Decision.Verdict);
    }

    private static VoteKind[] Votes(PipelineFixture f, Proposal proposal) => [.. Approvers.Select(a => f.Ask(a, proposal).Kind)];
}
