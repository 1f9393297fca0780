using Chronos.Core.Decode;
using Chronos.Core.Gates;
using Chronos.Core.Model;
using Chronos.Core.Quorum;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.Quorum;

public class QuorumHandlerTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void PassesWithEnoughApprovalsAndNoVetoInEveryCombination(int approvalsMin)
    {
        using var f = new PipelineFixture(new TestPolicy { ApprovalsMin = approvalsMin });
        for (var combination = 0; combination < 64; combination++)
        {
            VoteKind[] votes = [(VoteKind)(combination & 3), (VoteKind)((combination >> 2) & 3), (VoteKind)(combination >> 4)];
            var e = Decide(f, votes);

            var passes = votes.Count(v => v == VoteKind.Approve) >= approvalsMin && !votes.Contains(VoteKind.Veto);
            Assert.Equal(passes ? Verdict.Approve : Verdict.Block, e.Decision.Verdict);
            Assert.Equal(combination, e.Decision.VoteBitmap);
            for (var i = 0; i < votes.Length; i++)
            {
                Assert.Equal((votes[i], e.Votes[i].Reason), (e.Decision.Votes[i].Kind, e.Decision.Votes[i].Reason));
            }
        }
    }

    [Fact]
    public void AVetoGivesItsOwnReasonAndEveryVetoIsListed()
    {
        using var f = new PipelineFixture();

        var e = Decide(f, [VoteKind.Approve, VoteKind.Veto, VoteKind.Veto]);

        Assert.Equal(((ReasonCode)320, 2L, 7L), (e.Decision.Reason, e.Decision.Observed, e.Decision.Limit));
        Assert.Equal((2, GateId.None), (e.ObjectionCount, e.Decision.BindingGate));
        Assert.Equal(default, e.Decision.PermittedQuantity);
    }

    [Fact]
    public void TooFewApprovalsSayHowManyThereWere()
    {
        using var f = new PipelineFixture();

        var e = Decide(f, [VoteKind.Approve, VoteKind.Object, VoteKind.Abstain]);

        Assert.Equal((ReasonCode.QuorumShort, 1L, 2L), (e.Decision.Reason, e.Decision.Observed, e.Decision.Limit));
    }

    [Fact]
    public void DifferentPositionsBlockWhateverTheVotes()
    {
        using var f = new PipelineFixture();
        f.Hold(10);
        f.Tell(9);

        var e = Decide(f, [VoteKind.Approve, VoteKind.Approve, VoteKind.Approve]);

        Assert.Equal(
            (ReasonCode.ApproversDisagree, 10 * PipelineFixture.One, 9 * PipelineFixture.One),
            (e.Decision.Reason, e.Decision.Observed, e.Decision.Limit));
        Assert.Equal(ReasonCode.ApproversDisagree, f.Propose(f.Sell(5)).Decision.Reason);
    }

    [Fact]
    public void WhatTheGatesBlockedIsNotAskedAbout()
    {
        using var f = new PipelineFixture();

        ref readonly var e = ref f.Propose(f.Buy(100_000));

        Assert.Equal((0, VoteKind.Abstain), (e.Decision.VoteBitmap, e.Decision.Votes[0].Kind));
    }

    [Fact]
    public void RecordCarriesTheVotes()
    {
        using var f = new PipelineFixture(new TestPolicy { DisplayedSizePercentMax = 1 });
        f.Hold(100);
        f.Tell(100);

        ref readonly var e = ref f.Propose(f.Sell(100));

        Assert.Equal(Verdict.Approve, e.Decision.Verdict);
        var recorded = Chronos.Core.Journal.RecordPayload.ReadDecision(f.Journal.Records[^1].Payload, EventKind.Proposal);
        Assert.Equal((VoteKind.Object, ReasonCode.ExecutionDepth), (recorded.Votes[2].Kind, recorded.Votes[2].Reason));
        Assert.Equal(0b10_01_01, recorded.VoteBitmap);
    }

    private static EngineEvent Decide(PipelineFixture f, VoteKind[] votes)
    {
        var e = default(EngineEvent);
        e.FrameType = FrameType.Proposal;
        e.Proposal = f.Buy(1);
        e.TimeNanos = f.Now;
        e.Decision.Verdict = Verdict.Approve;
        e.Decision.PermittedQuantity = e.Proposal.Quantity;
        var context = new GateContext(ref e, f.State);
        new QuorumHandler(
            f.State,
            new FixedApprover(ApproverId.Risk, votes[0]),
            new FixedApprover(ApproverId.Portfolio, votes[1]),
            new FixedApprover(ApproverId.Execution, votes[2])).OnEvent(ref e, ref context);
        return e;
    }
}
