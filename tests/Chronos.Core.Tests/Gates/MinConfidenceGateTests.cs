using Chronos.Core.Gates;
using Chronos.Core.Model;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.Gates;

public class MinConfidenceGateTests
{
    [Theory]
    [InlineData(499_999, false)]
    [InlineData(500_000, true)]
    [InlineData(500_001, true)]
    [InlineData(1_000_000, true)]
    [InlineData(0, false)]
    public void PassesFromTheMinimum(int ppm, bool passes)
    {
        using var f = new PipelineFixture();
        var cap = f.Check(new MinConfidenceGate(), f.Buy() with { ConfidencePpm = ppm });

        if (passes)
        {
            CapAssert.Passes(cap);
        }
        else
        {
            CapAssert.Blocks(cap, ReasonCode.MinConfidence, ppm, 500_000);
        }
    }

    [Fact]
    public void ExemptsReductions()
    {
        using var f = new PipelineFixture();
        f.Hold(5);

        Assert.Equal(Verdict.Approve, f.Propose(f.Sell(5) with { ConfidencePpm = 0 }).Decision.Verdict);
    }
}
