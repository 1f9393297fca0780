using Chronos.Core.Commands;
using Chronos.Core.Journal;
using Chronos.Core.Model;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.Scenarios;

/// <summary>A proposal that lacks approvals waits, is voted on from outside, and is decided again in full.</summary>
public class ParkedProposalTests
{
    private const long One = PipelineFixture.One;

    [Fact]
    public void AShortfallParksAndReservesNothing()
    {
        using var f = new PipelineFixture(ParkedCase.Policy);
        ParkedCase.Park(f);

        ref readonly var d = ref f.Last.Decision;
        Assert.Equal((2L, 3L), (d.Observed, d.Limit));
        Assert.Equal((0L, 0ul), (d.PermittedQuantity.Units, d.OrderId.Value));
        Assert.Equal(f.Now + ParkedCase.WaitMillis * PipelineFixture.Milli, d.ExpiresAtNanos);
        Assert.Equal((0b10_01_01, 1), (d.VoteBitmap, f.State.Pending.Count));
        Assert.Equal((0L, 0, 0), (f.Position.WorkingBuys, f.State.Orders.Count, f.Outbound.Orders.Count));
        var recorded = RecordPayload.ReadDecision(f.Journal.Records[^1].Payload, EventKind.Proposal);
        Assert.Equal((Verdict.Pending, d.ExpiresAtNanos), (recorded.Verdict, recorded.ExpiresAtNanos));
        f.AssertReplays();
    }

    [Fact]
    public void WhereThePolicyBlocksItBlocks()
    {
        using var f = new PipelineFixture(ParkedCase.Policy with { Shortfall = "Block" });
        f.Propose(f.Buy(20));

        Assert.Equal((Verdict.Block, ReasonCode.QuorumShort), (f.Last.Decision.Verdict, f.Last.Decision.Reason));
        Assert.Equal(0, f.State.Pending.Count);
    }

    [Fact]
    public void AnApprovalSealsAndRoutesTheOrder()
    {
        using var f = new PipelineFixture(ParkedCase.Policy);
        var proposal = ParkedCase.Park(f);

        f.Vote(in proposal, VoteKind.Approve);

        Assert.Equal((ReasonCode.None, Verdict.Approve), (f.Last.Outcome, f.Last.Decision.Verdict));
        Assert.Equal((0b01_10_01_01, 20 * One), (f.Last.Decision.VoteBitmap, f.Last.Decision.PermittedQuantity.Units));
        var order = Assert.Single(f.Outbound.Orders);
        Assert.Equal((proposal.Id, f.Last.Sequence, (byte)0b01_10_01_01), (order.Proposal, order.Sequence, order.VoteBitmap));
        Assert.Equal((20 * One, 0), (f.Position.WorkingBuys, f.State.Pending.Count));
        var record = f.Journal.Records[^1];
        Assert.Equal(EventKind.Vote, record.Kind);
        Assert.Equal(order.Id, RecordPayload.ReadDecision(record.Payload, EventKind.Vote).OrderId);
        Assert.Equal(Verdict.Approve, f.Cancel(proposal.Id).Decision.Verdict);
        f.AssertReplays();
    }

    [Fact]
    public void TheIdIsTakenWhileItWaitsAndAfter()
    {
        using var f = new PipelineFixture(ParkedCase.Policy);
        var proposal = ParkedCase.Park(f);
        var parked = f.Last.Sequence;
        AssertRepeat(f, in proposal, parked);

        f.Vote(in proposal, VoteKind.Approve);
        AssertRepeat(f, in proposal, f.Last.Sequence);
        Assert.Single(f.Outbound.Orders);
        f.AssertReplays();
    }

    [Fact]
    public void AnObjectionLeavesItWaitingAndMovesNoLimit()
    {
        using var f = new PipelineFixture(ParkedCase.Policy);
        var proposal = ParkedCase.Park(f);
        var until = f.Last.Decision.ExpiresAtNanos;
        f.Advance(1_000);

        f.Vote(in proposal, VoteKind.Object);

        Assert.Equal((Verdict.Pending, ReasonCode.QuorumShort), (f.Last.Decision.Verdict, f.Last.Decision.Reason));
        Assert.Equal((2L, until), (f.Last.Decision.Observed, f.Last.Decision.ExpiresAtNanos));
        Assert.Equal((1, 0b10_10_01_01), (f.State.Pending.Count, f.Last.Decision.VoteBitmap));
        Assert.Equal(Verdict.Approve, f.Vote(in proposal, VoteKind.Approve).Decision.Verdict);
        f.AssertReplays();
    }

    [Fact]
    public void AnObjectionHoldsWhatEverybodyElseApproves()
    {
        using var f = new PipelineFixture(ParkedCase.Policy);
        var first = ParkedCase.Park(f);
        var second = ParkedCase.Park(f);
        f.Quote(size: 10_000);

        f.Vote(in first, VoteKind.Object);
        Assert.Equal((Verdict.Pending, ReasonCode.OutsideObjection), (f.Last.Decision.Verdict, f.Last.Decision.Reason));
        Assert.Equal((1L, 0L), (f.Last.Decision.Observed, f.Last.Decision.Limit));
        Assert.Equal(Verdict.Pending, f.Vote(in first, VoteKind.Approve, "dave").Decision.Verdict);
        Assert.Equal(Verdict.Approve, f.Vote(in first, VoteKind.Approve).Decision.Verdict);
        f.Load((ParkedCase.Policy with { Version = 2, Shortfall = "Block" }).Build());
        f.Vote(in second, VoteKind.Object);
        Assert.Equal((Verdict.Block, ReasonCode.OutsideObjection), (f.Last.Decision.Verdict, f.Last.Decision.Reason));
        f.AssertReplays();
    }

    [Fact]
    public void EachVoterCountsOnce()
    {
        // The portfolio approver abstains: its snapshot is old. Two of three approvals must come from outside.
        using var f = new PipelineFixture(ParkedCase.Policy with { SnapshotAgeMillisMax = 1_000 });
        f.Advance(1_001);
        f.Quote();
        var proposal = f.Buy(20);
        Assert.Equal((Verdict.Pending, 1L), (f.Propose(in proposal).Decision.Verdict, f.Last.Decision.Observed));

        Assert.Equal((Verdict.Pending, 2L), (f.Vote(in proposal, VoteKind.Approve).Decision.Verdict, f.Last.Decision.Observed));
        Assert.Equal((Verdict.Pending, 2L), (f.Vote(in proposal, VoteKind.Approve).Decision.Verdict, f.Last.Decision.Observed));
        Assert.Equal((Verdict.Pending, 2L), (f.Vote(in proposal, VoteKind.Object, "dave").Decision.Verdict, f.Last.Decision.Observed));
        Assert.Equal((Verdict.Pending, 1L), (f.Vote(in proposal, VoteKind.Object).Decision.Verdict, f.Last.Decision.Observed));
        Assert.Equal(Verdict.Pending, f.Vote(in proposal, VoteKind.Approve).Decision.Verdict);
        Assert.Equal(Verdict.Approve, f.Vote(in proposal, VoteKind.Approve, "dave").Decision.Verdict);
        f.AssertReplays();
    }

    [Fact]
    public void AVetoBlocksForGood()
    {
        using var f = new PipelineFixture(ParkedCase.Policy);
        var proposal = ParkedCase.Park(f);

        f.Vote(in proposal, VoteKind.Veto);

        Assert.Equal((Verdict.Block, ReasonCode.OutsideVeto), (f.Last.Decision.Verdict, f.Last.Decision.Reason));
        Assert.Equal((0b11_00_00_00, 0), (f.Last.Decision.VoteBitmap, f.State.Pending.Count));
        Assert.Equal(ReasonCode.VoteUnmatched, f.Vote(in proposal, VoteKind.Approve, "dave").Outcome);
        AssertRepeat(f, in proposal, f.Journal.Records[^2].Sequence);
        f.AssertReplays();
    }

    [Fact]
    public void AVoteThatDoesNotFitDecidesNothing()
    {
        using var f = new PipelineFixture(ParkedCase.Policy);
        var proposal = ParkedCase.Park(f);

        AssertRefused(ReasonCode.VoteInvalid, f.Vote(in proposal, VoteKind.Approve, "mallory", counter: 1));
        AssertRefused(ReasonCode.VoteInvalid, f.Vote(in proposal, VoteKind.Abstain, counter: 1));
        AssertRefused(ReasonCode.VoteInvalid, f.Vote(in proposal, (VoteKind)4, counter: 1));
        AssertRefused(ReasonCode.VoteReplayed, f.Vote(in proposal, VoteKind.Approve, counter: 0));
        AssertRefused(ReasonCode.VoteOwnProposal, f.Vote(in proposal, VoteKind.Approve, "alpha", counter: 1));
        AssertRefused(ReasonCode.VoteUnmatched, f.Vote(proposal with { Quantity = Quantity.FromUnits(One) }, VoteKind.Approve, counter: 1));
        AssertRefused(ReasonCode.VoteUnmatched, f.Vote(proposal with { Id = new ProposalId(99) }, VoteKind.Approve, counter: 2));
        AssertRefused(ReasonCode.VoteUnmatched, f.Vote(proposal with { Strategy = new StrategyId(-1) }, VoteKind.Approve, counter: 3));
        AssertRefused(ReasonCode.VoteReplayed, f.Vote(in proposal, VoteKind.Approve, counter: 3));
        Assert.Equal((1, 0), (f.State.Pending.Count, f.Outbound.Orders.Count));
        Assert.Equal(Verdict.Approve, f.Vote(in proposal, VoteKind.Approve, counter: 4).Decision.Verdict);
        AssertRefused(ReasonCode.VoteReplayed, f.Vote(in proposal, VoteKind.Approve, counter: 4));
        f.AssertReplays();

        static void AssertRefused(ReasonCode expected, in EngineEvent e) =>
            Assert.Equal((expected, Verdict.None), (e.Outcome, e.Decision.Verdict));
    }

    [Fact]
    public void AVoterOfAStrategysNameMayVoteOnOthers()
    {
        using var f = new PipelineFixture(ParkedCase.Policy);
        var proposal = ParkedCase.Park(f, strategy: 1);

        Assert.Equal(Verdict.Approve, f.Vote(in proposal, VoteKind.Approve, "alpha").Decision.Verdict);
    }

    [Fact]
    public void AHaltMeanwhileBlocksWhateverIsVoted()
    {
        using var f = new PipelineFixture(ParkedCase.Policy);
        var proposal = ParkedCase.Park(f);
        f.Command(CommandAction.Kill, ScopeKind.Strategy, "alpha");

        f.Vote(in proposal, VoteKind.Approve);

        Assert.Equal((Verdict.Block, ReasonCode.TradingState), (f.Last.Decision.Verdict, f.Last.Decision.Reason));
        Assert.Equal((0, 0), (f.State.Pending.Count, f.Outbound.Orders.Count));
        f.AssertReplays();
    }

    [Fact]
    public void RoomThatIsGoneMeanwhileBlocks()
    {
        using var f = new PipelineFixture(ParkedCase.Policy with { PositionMax = "25" });
        var proposal = ParkedCase.Park(f);
        f.Work(f.Buy(6));

        f.Vote(in proposal, VoteKind.Approve);

        Assert.Equal((Verdict.Block, ReasonCode.PositionLimit), (f.Last.Decision.Verdict, f.Last.Decision.Reason));
        Assert.Equal((26 * One, 25 * One), (f.Last.Decision.Observed, f.Last.Decision.Limit));
    }

    [Fact]
    public void AMarketThatMovedAwayBlocks()
    {
        using var f = new PipelineFixture(ParkedCase.Policy);
        var proposal = ParkedCase.Park(f);
        f.Quote(bid: 49, ask: 51);

        Assert.Equal(ReasonCode.PriceCollar, f.Vote(in proposal, VoteKind.Approve).Decision.Reason);
    }

    [Fact]
    public void AnOldQuoteBlocks()
    {
        using var f = new PipelineFixture(ParkedCase.Policy);
        var proposal = ParkedCase.Park(f);
        f.Advance(1_501);

        Assert.Equal(ReasonCode.QuoteStaleness, f.Vote(in proposal, VoteKind.Approve).Decision.Reason);
    }

    [Fact]
    public void NoVoteOverrulesADisagreementOrAnApproversVeto()
    {
        using var f = new PipelineFixture(ParkedCase.Policy);
        var first = ParkedCase.Park(f);
        var second = ParkedCase.Park(f);
        f.Tell(balance: 0);
        Assert.Equal(ReasonCode.PortfolioBalance, f.Vote(in first, VoteKind.Approve).Decision.Reason);
        f.Tell(position: 1);

        Assert.Equal(ReasonCode.ApproversDisagree, f.Vote(in second, VoteKind.Approve).Decision.Reason);
        Assert.Equal(0, f.State.Pending.Count);
    }

    [Fact]
    public void WhatApproversDisagreeAboutIsNotParked()
    {
        using var f = new PipelineFixture(ParkedCase.Policy);
        f.Tell(position: 1);

        f.Propose(f.Buy(20));

        Assert.Equal((Verdict.Block, ReasonCode.ApproversDisagree), (f.Last.Decision.Verdict, f.Last.Decision.Reason));
    }

    [Fact]
    public void WaitingDoesNotMakeItOld()
    {
        using var f = new PipelineFixture(ParkedCase.Policy);
        var proposal = ParkedCase.Park(f);
        ParkedCase.Wait(f, ParkedCase.WaitMillis - 1);

        Assert.Equal(Verdict.Approve, f.Vote(in proposal, VoteKind.Approve).Decision.Verdict);
        f.AssertReplays();
    }

    [Fact]
    public void ItsOwnExpiryBoundsTheWaiting()
    {
        using var f = new PipelineFixture(ParkedCase.Policy);
        var proposal = f.Buy(20) with { ExpiresAtNanos = f.Now + 700 * PipelineFixture.Milli };

        Assert.Equal(proposal.ExpiresAtNanos, f.Propose(in proposal).Decision.ExpiresAtNanos);
        f.Advance(700);

        Assert.Equal(ReasonCode.VoteUnmatched, f.Vote(in proposal, VoteKind.Approve).Outcome);
        Assert.Equal(ReasonCode.PendingExpired, f.Expired.Decision.Reason);
    }

    [Fact]
    public void ItCountsOnceAsAMessage()
    {
        using var f = new PipelineFixture(ParkedCase.Policy with { MessagesMax = 1, MessagesWindowMillis = 10_000 });
        var proposal = ParkedCase.Park(f);

        Assert.Equal(Verdict.Approve, f.Vote(in proposal, VoteKind.Approve).Decision.Verdict);
        ParkedCase.Wait(f, 9_999);
        Assert.Equal(ReasonCode.MessageRate, f.Propose(f.Buy(1)).Decision.Reason);
        ParkedCase.Wait(f, 10_000);
        Assert.True(f.Propose(f.Buy(1)).Decision.Passes);
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    public void ItExpiresAtTheLimit(long nanosAfter, bool expires)
    {
        using var f = new PipelineFixture(ParkedCase.Policy);
        var proposal = ParkedCase.Park(f);
        ParkedCase.Wait(f, ParkedCase.WaitMillis - 1);
        f.AdvanceNanos(PipelineFixture.Milli + nanosAfter);

        f.Vote(in proposal, VoteKind.Approve);

        if (expires)
        {
            var expired = f.Expired;
            Assert.Equal((EventKind.Expiry, Verdict.Block), (expired.Kind, expired.Decision.Verdict));
            Assert.Equal(ReasonCode.PendingExpired, expired.Decision.Reason);
            Assert.Equal(
                (ParkedCase.WaitMillis * PipelineFixture.Milli + nanosAfter, ParkedCase.WaitMillis * PipelineFixture.Milli),
                (expired.Decision.Observed, expired.Decision.Limit));
            Assert.Equal(EventKind.Expiry, f.Journal.Records[^2].Kind);
            Assert.Equal(ReasonCode.VoteUnmatched, f.Last.Outcome);
            AssertRepeat(f, in proposal, expired.Sequence);
        }
        else
        {
            Assert.Equal(Verdict.Approve, f.Last.Decision.Verdict);
        }

        Assert.Equal(0, f.State.Pending.Count);
        f.AssertReplays();
    }

    [Fact]
    public void AProbeExpiresNothingAndParksNothing()
    {
        using var f = new PipelineFixture(ParkedCase.Policy);
        ParkedCase.Park(f);
        var records = f.Journal.Records.Count;

        Assert.Equal(Verdict.Pending, f.Propose(f.Buy(20), EventFlags.Probe).Decision.Verdict);
        f.Advance(ParkedCase.WaitMillis);
        f.Propose(f.Buy(20), EventFlags.Probe);

        Assert.Equal((1, records), (f.State.Pending.Count, f.Journal.Records.Count));
    }

    [Fact]
    public void TheEngineMakesNoExpiryThatIsNotDue()
    {
        using var f = new PipelineFixture(ParkedCase.Policy);
        var proposal = ParkedCase.Park(f);

        Assert.Equal(ReasonCode.VoteUnmatched, f.Input(EventKind.Expiry, new ParkedExpiry(proposal.Strategy, proposal.Id)));
        Assert.Equal(ReasonCode.VoteUnmatched, f.Input(EventKind.Expiry, new ParkedExpiry(new StrategyId(7), proposal.Id)));
        Assert.Equal(1, f.State.Pending.Count);
        f.AssertReplays();
    }

    [Fact]
    public void APolicyThatChangedMeanwhileRules()
    {
        using var f = new PipelineFixture(ParkedCase.Policy);
        var first = ParkedCase.Park(f);
        var second = ParkedCase.Park(f);
        f.Load((ParkedCase.Policy with { Version = 2, OrderQuantityMax = "19" }).Build());
        f.Vote(in first, VoteKind.Approve);
        Assert.Equal((ReasonCode.MaxOrderQuantity, 2u), (f.Last.Decision.Reason, f.Last.Decision.PolicyVersion));

        f.Load((ParkedCase.Policy with { Version = 3, ApprovalsMin = 2 }).Build());
        f.Vote(in second, VoteKind.Approve);
        Assert.Equal((Verdict.Approve, 3u), (f.Last.Decision.Verdict, f.Last.Decision.PolicyVersion));
        f.AssertReplays();
    }

    [Fact]
    public void WhoIsNoApproverAnyMoreCountsNoLonger()
    {
        var policy = ParkedCase.Policy with { SnapshotAgeMillisMax = 1_000 };
        using var f = new PipelineFixture(policy);
        f.Advance(1_001);
        f.Quote();
        var proposal = f.Buy(20);
        f.Propose(in proposal);
        f.Vote(in proposal, VoteKind.Approve);
        f.Load((policy with { Version = 2, Approvers = "\"erin\", \"dave\"" }).Build());

        Assert.Equal(ReasonCode.VoteInvalid, f.Vote(in proposal, VoteKind.Approve).Outcome);
        Assert.Equal((Verdict.Pending, 2L), (f.Vote(in proposal, VoteKind.Approve, "dave").Decision.Verdict, f.Last.Decision.Observed));
        f.Load((policy with { Version = 3, Approvers = "\"carol\", \"erin\", \"dave\"" }).Build());
        Assert.Equal(Verdict.Approve, f.Vote(in proposal, VoteKind.Approve, "erin").Decision.Verdict);
        f.AssertReplays();
    }

    [Fact]
    public void ANewRunEndsAllWaiting()
    {
        using var f = new PipelineFixture(ParkedCase.Policy);
        var first = ParkedCase.Park(f);
        var second = ParkedCase.Park(f);

        f.StartRun();
        f.Tick();

        Assert.Equal(
            [EventKind.EngineStart, EventKind.Expiry, EventKind.Expiry, EventKind.Tick],
            f.Journal.Records[^4..].Select(r => r.Kind));
        Assert.Equal(ReasonCode.VoteUnmatched, f.Vote(in first, VoteKind.Approve).Outcome);
        Assert.Equal(ReasonCode.VoteUnmatched, f.Vote(in second, VoteKind.Approve, "dave").Outcome);
        f.AssertReplays();
    }

    [Fact]
    public void OneMoreThanThereIsRoomForIsBlocked()
    {
        using var f = new PipelineFixture(ParkedCase.Policy);
        for (var i = 0; i < 256; i++)
        {
            ParkedCase.Park(f);
        }

        var last = f.Buy(20);
        f.Propose(in last);

        Assert.Equal((Verdict.Block, ReasonCode.PendingFull), (f.Last.Decision.Verdict, f.Last.Decision.Reason));
        Assert.Equal((257L, 256L), (f.Last.Decision.Observed, f.Last.Decision.Limit));
        Assert.Equal(Verdict.Approve, f.Vote(last with { Id = new ProposalId(last.Id.Value - 1) }, VoteKind.Approve).Decision.Verdict);
        ParkedCase.Park(f);
        f.AssertReplays();
    }

    [Fact]
    public void AnApprovedPartPassesWhereTheProposalAllowsIt()
    {
        using var f = new PipelineFixture(ParkedCase.Policy with { PositionMax = "25" });
        var proposal = f.Buy(20) with { Flags = ProposalFlags.AllowResize };
        f.Propose(in proposal);
        Assert.Equal(Verdict.Pending, f.Last.Decision.Verdict);
        f.Work(f.Buy(6));

        f.Vote(in proposal, VoteKind.Approve);

        Assert.Equal((Verdict.Modify, 19 * One), (f.Last.Decision.Verdict, f.Last.Decision.PermittedQuantity.Units));
    }

    private static void AssertRepeat(PipelineFixture f, in Proposal proposal, long original)
    {
        f.Propose(proposal with { CreatedAtNanos = f.Now });
        Assert.Equal(Verdict.Block, f.Last.Decision.Verdict);
        var repeats = 0;
        for (var i = 0; i < f.Last.ObjectionCount; i++)
        {
            var objection = f.Last.Objections[i];
            if (objection.Gate == GateId.DuplicateProposal)
            {
                repeats++;
                Assert.Equal((ReasonCode.DuplicateProposal, original), (objection.Code, objection.Observed));
            }
        }

        Assert.Equal(1, repeats);
    }
}
