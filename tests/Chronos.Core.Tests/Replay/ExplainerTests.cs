using Chronos.Core.Journal;
using Chronos.Core.Model;
using Chronos.Core.Replay;
using Chronos.Core.Replay.Readings;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.Replay;

public class ExplainerTests
{
    [Fact]
    public void TellsTheWholeStoryOfAnOrderInOrder()
    {
        using var f = new PipelineFixture();
        var order = f.Work(f.Buy(10));
        f.Advance(7);
        f.Fill(order, OrderSide.Buy, 4, 101);
        f.Cancel(new ProposalId(1));
        f.Answer(order, ReportKind.Canceled, ReportFlags.AnswersCancel);

        var explanation = Explain(f, new ProposalName("alpha", new ProposalId(1)));

        var decision = Assert.Single(explanation.Decisions);
        Assert.Equal((Verdict.Approve, 70), (decision.Decision.Verdict, decision.Gates.Count));
        Assert.All(decision.Gates, g => Assert.Equal(GateOutcome.Passes, g.Outcome));
        Assert.Equal(
            [OrderMessageKind.HandedOver, OrderMessageKind.Report, OrderMessageKind.Report, OrderMessageKind.CancelAsked, OrderMessageKind.CancelHandedOver, OrderMessageKind.Report],
            explanation.Messages.Select(m => m.Kind));
        Assert.Equal(explanation.Messages.Select(m => m.Sequence).Order(), explanation.Messages.Select(m => m.Sequence));
        var fill = explanation.Messages[2];
        Assert.Equal((ReportKind.Fill, 7 * PipelineFixture.Milli), (fill.Report.Kind, fill.SinceApprovalNanos));
        Assert.Equal(Price.Parse("100"), decision.Reference.Middle);
        Assert.Equal(Notional.Parse("4"), decision.Reference.Cost(OrderSide.Buy, fill.Report.LastPrice, fill.Report.LastQuantity));
        Assert.Equal(10_000, decision.Reference.HundredthBps(OrderSide.Buy, fill.Report.LastPrice));
        Assert.True(explanation.Replay.IsIdentical);
    }

    [Fact]
    public void TellsEveryFigureBehindEachVote()
    {
        using var f = new PipelineFixture();
        f.Work(f.Buy(10));

        var votes = Explain(f, new ProposalName("alpha", new ProposalId(1))).Final.Votes;

        Assert.Equal([ApproverId.Risk, ApproverId.Portfolio, ApproverId.Execution], votes.Select(v => v.Approver));
        Assert.All(votes, v => Assert.Equal(VoteKind.Approve, v.Vote.Kind));
        Assert.Equal([ReasonCode.RiskPosition, ReasonCode.RiskLoss], votes[0].Gauges.Select(g => g.Code));
        Assert.Equal((Quantity.Parse("10").Units, Quantity.Parse("300").Units), (votes[0].Gauges[0].Observed, votes[0].Gauges[0].Limit));
        Assert.Equal(Notional.Parse("1010").Units, votes[1].Gauges.Single(g => g.Code == ReasonCode.PortfolioExposure).Observed);
    }

    [Fact]
    public void TellsAParkedProposalWithItsVotes()
    {
        using var f = new PipelineFixture(ParkedCase.Policy);
        var proposal = ParkedCase.Park(f);
        f.Advance(5);
        f.Vote(in proposal, VoteKind.Approve);

        var explanation = Explain(f, new ProposalName("alpha", proposal.Id));

        Assert.Equal([Verdict.Pending, Verdict.Approve], explanation.Decisions.Select(d => d.Decision.Verdict));
        Assert.Equal([EventKind.Proposal, EventKind.Vote], explanation.Decisions.Select(d => d.Kind));
        Assert.Equal((0, 1), (explanation.Decisions[0].Parking.Approvals, explanation.Final.Parking.Approvals));
        Assert.All(explanation.Decisions, d => Assert.Equal((70, 3), (d.Gates.Count, d.Votes.Count)));
        Assert.Equal(ReasonCode.ExecutionDepth, explanation.Final.Votes[2].Vote.Reason);
        Assert.Equal(OrderMessageKind.HandedOver, Assert.Single(explanation.Messages).Kind);
    }

    [Fact]
    public void ARepeatIsAnotherQuestion()
    {
        using var f = new PipelineFixture();
        var proposal = f.Buy(10);
        var first = f.Propose(in proposal).Sequence;
        var second = f.Propose(in proposal).Sequence;

        Assert.Equal(first, Explain(f, new ProposalName("alpha", proposal.Id)).Final.Decision.Sequence);
        Assert.Equal(first, Explain(f, Locate(f, first)!.Value).Final.Decision.Sequence);
        var repeat = Explain(f, Locate(f, second)!.Value).Final;
        Assert.Equal((second, GateId.DuplicateProposal), (repeat.Decision.Sequence, repeat.Decision.Record.BindingGate));
        Assert.Equal(GateOutcome.Objects, repeat.Gates.Single(g => g.Gate == GateId.DuplicateProposal).Outcome);
    }

    [Fact]
    public void WhatTheDecoderRefusesIsExplainedWithoutGates()
    {
        using var f = new PipelineFixture();
        var sequence = f.Propose(f.Buy(10) with { Strategy = new StrategyId(99) }).Sequence;

        var refused = Explain(f, Locate(f, sequence)!.Value).Final;

        Assert.Equal((ReasonCode.StrategyUnknown, 0), (refused.Decision.Reason, refused.Gates.Count));
        Assert.Equal(80, refused.Input.Length);
    }

    [Fact]
    public void SealsAreMadeAnewWithTheKeyAlone()
    {
        using var f = new PipelineFixture();
        f.Work(f.Buy(10));

        Assert.False(Explain(f, new ProposalName("alpha", new ProposalId(1))).Final.IsSealRecomputed);
        using var explainer = new Explainer(new ProposalName("alpha", new ProposalId(1)), f.Keys);
        Feed(f, explainer.Take);
        Assert.True(explainer.Answer()!.Final.IsSealRecomputed);
    }

    [Fact]
    public void TellsWhatWouldHavePassed()
    {
        using var f = new PipelineFixture(new TestPolicy { PositionMax = "60" });
        f.Propose(f.Buy(100));

        var decision = Explain(f, new ProposalName("alpha", new ProposalId(1))).Final;

        Assert.Equal(Quantity.Parse("60"), decision.Decision.Counterfactual.LargestQuantity);
        Assert.Equal(Quantity.Parse("-40").Units, (long)decision.Gates.Single(g => g.Gate == GateId.PositionLimit).Gauge.Headroom!.Value);
        Assert.Empty(decision.Votes);
    }

    [Fact]
    public void NothingIsFoundWhereNothingWasDecided()
    {
        using var f = new PipelineFixture();
        using var explainer = new Explainer(new ProposalName("alpha", new ProposalId(1)));
        Feed(f, explainer.Take);

        Assert.Null(explainer.Answer());
        Assert.Null(Locate(f, 1));
    }

    private static Explanation Explain(PipelineFixture f, ProposalName name)
    {
        using var explainer = new Explainer(name);
        Feed(f, explainer.Take);
        return explainer.Answer()!;
    }

    private static ProposalName? Locate(PipelineFixture f, long sequence)
    {
        using var locator = new ProposalLocator(sequence);
        Feed(f, locator.Take);
        return locator.Found;
    }

    private static void Feed(PipelineFixture f, Take take)
    {
        foreach (var record in f.Journal.Records)
        {
            var header = new JournalRecord { Sequence = record.Sequence, TimeNanos = record.TimeNanos, Type = (ushort)record.Kind };
            take(new RecordView(in header, record.Payload, default!, "", 0));
        }
    }

    private delegate void Take(in RecordView record);
}
