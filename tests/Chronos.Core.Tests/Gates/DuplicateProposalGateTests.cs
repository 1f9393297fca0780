using Chronos.Core.Gates;
using Chronos.Core.Model;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.Gates;

public class DuplicateProposalGateTests
{
    [Fact]
    public void BlocksARepeatWithTheSequenceOfTheOriginal()
    {
        using var f = new PipelineFixture();
        var proposal = f.Buy();
        var original = f.Propose(proposal).Sequence;

        CapAssert.Blocks(f.Check(new DuplicateProposalGate(), proposal), ReasonCode.DuplicateProposal, original, 1);
        Assert.Equal(ReasonCode.DuplicateProposal, f.Propose(proposal with { CreatedAtNanos = f.Now + 1 }).Decision.Reason);
    }

    [Fact]
    public void TellsAReusedIdFromARepeatAndBlocksIt()
    {
        using var f = new PipelineFixture();
        var proposal = f.Buy();
        var original = f.Propose(proposal).Sequence;

        var other = proposal with { Quantity = Quantity.FromUnits(PipelineFixture.One) };
        CapAssert.Blocks(f.Check(new DuplicateProposalGate(), other), ReasonCode.ProposalIdReused, original, 1);
    }

    [Fact]
    public void PassesALowerUnusedIdInsideTheWindowAndBlocksOneBelowIt()
    {
        using var f = new PipelineFixture();
        f.Propose(f.Buy() with { Id = new ProposalId(2_000) });

        CapAssert.Passes(f.Check(new DuplicateProposalGate(), f.Buy() with { Id = new ProposalId(977) }));
        CapAssert.Blocks(
            f.Check(new DuplicateProposalGate(), f.Buy() with { Id = new ProposalId(976) }), ReasonCode.ProposalIdTooOld, 976, 2_000);
    }

    [Fact]
    public void KeepsStrategiesApartRemembersBlocksAndJudgesTheLargestId()
    {
        using var f = new PipelineFixture();
        var blocked = f.Buy(100_000);
        f.Propose(blocked);

        CapAssert.Passes(f.Check(new DuplicateProposalGate(), blocked with { Strategy = new StrategyId(1) }));
        Assert.Equal(ReasonCode.DuplicateProposal, f.Check(new DuplicateProposalGate(), blocked).Code);
        f.Propose(f.Order(OrderSide.Buy, 10, 101, strategy: 1) with { Id = new ProposalId(long.MaxValue) });
        CapAssert.Blocks(
            f.Check(new DuplicateProposalGate(), f.Order(OrderSide.Buy, 10, 101, strategy: 1)), ReasonCode.ProposalIdTooOld, (long)f.NextId - 1, long.MaxValue);
    }

    /// <summary>The highest bit marks proposals the engine makes; nobody else's pass for one.</summary>
    [Theory]
    [InlineData(1UL << 63)]
    [InlineData((1UL << 63) | 1)]
    [InlineData(ulong.MaxValue)]
    public void AnIdOfTheEnginesOwnIsInvalidAtAnyOtherPlace(ulong id)
    {
        using var f = new PipelineFixture();

        Assert.Equal(ReasonCode.ProposalIdInvalid, f.Propose(f.Buy() with { Id = new ProposalId(id) }).Decision.Reason);
        Assert.Equal(Verdict.Approve, f.Propose(f.Buy() with { Id = MadeProposal.IdAt(f.State.Sequence + 1) }).Decision.Verdict);
        Assert.Equal(ReasonCode.None, f.Check(new DuplicateProposalGate(), f.Buy()).Code);
    }

    [Fact]
    public void BindsReductions()
    {
        using var f = new PipelineFixture();
        f.Hold(10);
        var proposal = f.Sell(5);
        f.Propose(proposal);

        Assert.Equal(ReasonCode.DuplicateProposal, f.Propose(proposal).Decision.Reason);
    }
}
