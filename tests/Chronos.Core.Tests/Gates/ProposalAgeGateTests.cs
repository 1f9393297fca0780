using Chronos.Core.Gates;
using Chronos.Core.Model;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.Gates;

public class ProposalAgeGateTests
{
    private const long Limit = 1_500 * PipelineFixture.Milli;

    [Theory]
    [InlineData(Limit - 1, true)]
    [InlineData(Limit, true)]
    [InlineData(Limit + 1, false)]
    [InlineData(-Limit + 1, true)]
    [InlineData(-Limit, true)]
    [InlineData(-Limit - 1, false)]
    public void BlocksOlderAndFromTheFutureByMoreThanTheLimit(long age, bool passes)
    {
        using var f = new PipelineFixture();
        var cap = f.Check(new ProposalAgeGate(), f.Buy() with { CreatedAtNanos = f.Now - age });

        if (passes)
        {
            CapAssert.Passes(cap);
        }
        else
        {
            CapAssert.Blocks(cap, ReasonCode.ProposalAge, age, Limit);
        }
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(0, true)]
    [InlineData(-1, false)]
    public void BlocksPastItsOwnExpiry(long left, bool passes)
    {
        using var f = new PipelineFixture();
        var proposal = f.Buy() with { CreatedAtNanos = f.Now - 10, ExpiresAtNanos = f.Now + left };
        var cap = f.Check(new ProposalAgeGate(), proposal);

        if (passes)
        {
            CapAssert.Passes(cap);
        }
        else
        {
            CapAssert.Blocks(cap, ReasonCode.ProposalAge, 10, 9);
        }
    }

    [Fact]
    public void JudgesTheEndsOfTimeAndBindsReductions()
    {
        using var f = new PipelineFixture();
        f.Hold(5);

        Assert.Equal(ReasonCode.ProposalAge, f.Propose(f.Sell(5) with { CreatedAtNanos = 1 }).Decision.Reason);
        Assert.Equal(ReasonCode.ProposalAge, f.Propose(f.Sell(5) with { CreatedAtNanos = long.MaxValue }).Decision.Reason);
        var ends = f.Sell(5) with { CreatedAtNanos = f.Now, ExpiresAtNanos = long.MaxValue };
        CapAssert.Passes(f.Check(new ProposalAgeGate(), ends));
    }
}
