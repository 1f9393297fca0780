using Chronos.Core.Gates;
using Chronos.Core.Model;
using Chronos.Core.Quorum;
using Chronos.Core.Tests.Pipeline;
using Chronos.Core.Tests.Quorum;
using FsCheck;
using FsCheck.Fluent;

namespace Chronos.Core.Tests.Gates;

/// <summary>What a soft gate holds back may wait for a vote from outside; what a hard gate holds back may not.</summary>
public class SoftGateTests
{
    private const long One = PipelineFixture.One;
    private static readonly Parking Approved = new(PipelineFixture.Start, long.MaxValue, Approvals: 1, Objections: 0, IsVetoed: false);

    [Fact]
    public void ASoftObjectionAlonePutsTheWholeToTheQuorum()
    {
        using var f = new PipelineFixture(ParkedCase.Policy);

        var e = f.Ask([Soft(5), Hard(10)], f.Buy(10));

        Assert.Equal((Verdict.Pending, 10 * One), (e.Decision.Verdict, e.Decision.PermittedQuantity.Units));
        Assert.Equal((GateId.MinConfidence, ReasonCode.MaxOrderQuantity), (e.Decision.BindingGate, e.Decision.Reason));
    }

    [Fact]
    public void WhereThePolicyBlocksItIsAGateLikeAnyOther()
    {
        using var f = new PipelineFixture();

        Assert.Equal(Verdict.Block, f.Ask([Soft(5), Hard(10)], f.Buy(10)).Decision.Verdict);
        var e = f.Ask([Soft(5), Hard(10)], f.Buy(10) with { Flags = ProposalFlags.AllowResize });
        Assert.Equal((Verdict.Modify, 5 * One), (e.Decision.Verdict, e.Decision.PermittedQuantity.Units));
    }

    [Fact]
    public void AHardObjectionBlocksAtOnceWhateverElseObjects()
    {
        using var f = new PipelineFixture(ParkedCase.Policy);

        Assert.Equal(Verdict.Block, f.Ask([Soft(5), Hard(9)], f.Buy(10)).Decision.Verdict);
        Assert.Equal(Verdict.Block, f.Ask([Soft(0), Hard(9)], f.Buy(10) with { Flags = ProposalFlags.AllowResize }).Decision.Verdict);
    }

    [Fact]
    public void WhatMayBeCutIsCutAndDoesNotWait()
    {
        using var f = new PipelineFixture(ParkedCase.Policy);

        var e = f.Ask([Soft(5), Hard(10)], f.Buy(10) with { Flags = ProposalFlags.AllowResize });

        Assert.Equal((Verdict.Modify, 5 * One), (e.Decision.Verdict, e.Decision.PermittedQuantity.Units));
    }

    [Fact]
    public void AVoteOverrulesItAndTheRecordStillShowsIt()
    {
        using var f = new PipelineFixture(ParkedCase.Policy);

        var e = f.Ask(new ArrayGateChain([Soft(5), Hard(10)]), f.Buy(10), Approved);

        Assert.Equal((Verdict.Approve, 10 * One), (e.Decision.Verdict, e.Decision.PermittedQuantity.Units));
        Assert.Equal((GateMask.Of(GateId.MinConfidence), GateId.None), (e.Decision.Objections, e.Decision.BindingGate));
        Assert.Equal((1, ReasonCode.None), (e.ObjectionCount, e.Decision.Reason));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(3, 1)]
    public void WithoutAnApprovalOrAgainstAnObjectionItStands(int approvals, int objections)
    {
        using var f = new PipelineFixture(ParkedCase.Policy);
        var parking = Approved with { Approvals = approvals, Objections = objections };

        Assert.Equal(Verdict.Pending, f.Ask(new ArrayGateChain([Soft(5)]), f.Buy(10), parking).Decision.Verdict);
    }

    [Fact]
    public void ASoftObjectionToAVerifiedReductionIsNone()
    {
        using var f = new PipelineFixture(ParkedCase.Policy);
        f.Hold(10);

        Assert.Equal(Verdict.Approve, f.Ask([Soft(5)], f.Sell(10)).Decision.Verdict);
    }

    [Fact]
    public void NoVotePassesMoreThanTheHardGatesDo()
    {
        using var f = new PipelineFixture(ParkedCase.Policy);
        var caps = Gen.Choose(0, 12).ArrayOf(4).ToArbitrary();
        Prop.ForAll(caps, ArbMap.Default.ArbFor<bool>(), (limits, resize) =>
        {
            IGate[] gates = [Soft(limits[0]), Hard(limits[1]), Soft(limits[2]), new FixedCapGate(GateId.LotSize, limits[3])];
            var proposal = f.Buy(10) with { Flags = resize ? ProposalFlags.AllowResize : ProposalFlags.None };
            var e = f.Ask(new ArrayGateChain(gates), in proposal, Approved);
            var hard = Math.Min(10, Math.Min(limits[1], limits[3]));
            var expected = hard == 10 || resize ? hard : 0;
            return e.Decision.PermittedQuantity.Units == expected * One && e.Decision.Verdict != Verdict.Pending;
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData(VoteKind.Approve, VoteKind.Approve, VoteKind.Approve, Verdict.Pending, ReasonCode.MaxOrderQuantity)]
    [InlineData(VoteKind.Approve, VoteKind.Object, VoteKind.Abstain, Verdict.Pending, ReasonCode.MaxOrderQuantity)]
    [InlineData(VoteKind.Approve, VoteKind.Approve, VoteKind.Veto, Verdict.Block, (ReasonCode)330)]
    public void TheQuorumIsAskedBeforeItWaits(VoteKind risk, VoteKind portfolio, VoteKind execution, Verdict verdict, ReasonCode reason)
    {
        using var f = new PipelineFixture(ParkedCase.Policy);
        var e = f.Ask([Soft(5)], f.Buy(10));

        var context = new GateContext(ref e, f.State);
        new QuorumHandler(
            f.State,
            new FixedApprover(ApproverId.Risk, risk),
            new FixedApprover(ApproverId.Portfolio, portfolio),
            new FixedApprover(ApproverId.Execution, execution)).OnEvent(ref e, ref context);

        Assert.Equal((verdict, reason, 0L), (e.Decision.Verdict, e.Decision.Reason, e.Decision.PermittedQuantity.Units));
        Assert.Equal(verdict == Verdict.Pending, e.Decision.ExpiresAtNanos != 0);
    }

    private static FixedCapGate Soft(long permitted) => new(GateId.MinConfidence, permitted, isSoft: true);

    private static FixedCapGate Hard(long permitted) => new(GateId.MaxOrderQuantity, permitted);
}
