using Chronos.Core.Gates;
using Chronos.Core.Model;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.Gates;

public class ReduceOnlyGateTests
{
    [Theory]
    [InlineData(9, true)]
    [InlineData(10, true)]
    [InlineData(11, false)]
    public void CutsToWhatThePositionLeaves(long quantity, bool passes)
    {
        using var f = new PipelineFixture();
        f.Hold(10);
        var cap = f.Check(new ReduceOnlyGate(), ReduceOnly(f.Sell(quantity)));

        if (passes)
        {
            CapAssert.Passes(cap);
        }
        else
        {
            CapAssert.Cuts(
                cap, 10 * PipelineFixture.One, ReasonCode.ReduceOnly, quantity * PipelineFixture.One, 10 * PipelineFixture.One);
        }
    }

    [Fact]
    public void CountsRestingOrdersOfTheSide()
    {
        using var f = new PipelineFixture();
        f.Hold(-10);
        f.Work(f.Buy(4));

        Assert.Equal(6 * PipelineFixture.One, f.Check(new ReduceOnlyGate(), ReduceOnly(f.Buy(7))).PermittedUnits);
    }

    [Fact]
    public void BlocksFromFlatOnTheSameSideAndAtOverflow()
    {
        using var f = new PipelineFixture();
        CapAssert.Blocks(f.Check(new ReduceOnlyGate(), ReduceOnly(f.Sell(1))), ReasonCode.ReduceOnly, PipelineFixture.One);
        f.Hold(10);
        CapAssert.Blocks(f.Check(new ReduceOnlyGate(), ReduceOnly(f.Buy(1))), ReasonCode.ReduceOnly, PipelineFixture.One);

        var largest = ReduceOnly(f.Sell()) with { Quantity = Quantity.FromUnits(long.MaxValue) };
        CapAssert.Cuts(
            f.Check(new ReduceOnlyGate(), largest), 10 * PipelineFixture.One, ReasonCode.ReduceOnly, long.MaxValue, 10 * PipelineFixture.One);
    }

    [Fact]
    public void BlocksAnUnknownPositionAndIgnoresOtherProposals()
    {
        using var f = new PipelineFixture(ready: false);

        CapAssert.Blocks(f.Check(new ReduceOnlyGate(), ReduceOnly(f.Sell())), ReasonCode.PositionUnknown);
        CapAssert.Passes(f.Check(new ReduceOnlyGate(), f.Sell()));
    }

    private static Proposal ReduceOnly(Proposal proposal) => proposal with { Flags = ProposalFlags.ReduceOnly };
}
