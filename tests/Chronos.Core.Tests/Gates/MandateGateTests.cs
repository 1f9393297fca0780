using Chronos.Core.Gates;
using Chronos.Core.Model;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.Gates;

public class MandateGateTests
{
    [Fact]
    public void PassesAMandatedPair()
    {
        using var f = new PipelineFixture();

        CapAssert.Passes(f.Check(new MandateGate(), f.Buy()));
    }

    [Fact]
    public void BlocksAPairWithoutMandateAndLeavesNothingKnown()
    {
        using var f = new PipelineFixture();
        var proposal = f.Order(OrderSide.Buy, 10, 101, strategy: 1, instrument: 1);

        CapAssert.Blocks(f.Check(new MandateGate(), proposal), ReasonCode.Mandate);
        CapAssert.Blocks(f.Check(new PositionLimitGate(), proposal), ReasonCode.PositionUnknown);
        CapAssert.Blocks(f.Check(new GrossExposureGate(), proposal), ReasonCode.GrossExposure, 1010 * PipelineFixture.One);
        Assert.Equal(Verdict.Block, f.Propose(proposal).Decision.Verdict);
    }
}
