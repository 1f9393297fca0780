using Chronos.Core.Gates;
using Chronos.Core.Model;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.Gates;

public class ProposalSequenceGateTests
{
    private static readonly TestPolicy Terms = new TestPolicy().With("strategies", "proposalIdGapMax", "100");

    [Theory]
    [InlineData(149, true)]
    [InlineData(150, true)]
    [InlineData(151, false)]
    [InlineData(49, true)]
    [InlineData(1, true)]
    [InlineData(ulong.MaxValue, false)]
    public void BlocksAnIdTooFarPastTheHighest(ulong id, bool passes)
    {
        using var f = new PipelineFixture(Terms);
        f.Propose(f.Buy(1) with { Id = new ProposalId(50) });
        var cap = f.Check(new ProposalSequenceGate(), f.Buy(1) with { Id = new ProposalId(id) });

        if (passes)
        {
            CapAssert.Passes(cap);
        }
        else
        {
            CapAssert.Blocks(cap, ReasonCode.ProposalSequence, (long)Math.Min(id, long.MaxValue), 50);
        }
    }

    [Fact]
    public void TheFirstIdMayBeAnyAndARefusedOneIsForgotten()
    {
        using var f = new PipelineFixture(Terms);
        Assert.Equal(Verdict.Approve, f.Propose(f.Buy(1) with { Id = new ProposalId(5_000) }).Decision.Verdict);
        Assert.Equal(ReasonCode.ProposalSequence, f.Propose(f.Buy(1) with { Id = new ProposalId(9_000) }).Decision.Reason);
        Assert.Equal(ReasonCode.ProposalSequence, f.Propose(f.Buy(1) with { Id = new ProposalId(9_000) }).Decision.Reason);
        Assert.Equal(Verdict.Approve, f.Propose(f.Buy(1) with { Id = new ProposalId(5_001) }).Decision.Verdict);
        f.AssertReplays();
    }

    [Fact]
    public void BindsReductions()
    {
        using var f = new PipelineFixture(Terms);
        f.Propose(f.Buy(1));
        f.Hold(5);

        Assert.Equal(ReasonCode.ProposalSequence, f.Propose(f.Sell(5) with { Id = new ProposalId(5_000) }).Decision.Reason);
    }
}
