using Chronos.Core.Gates;
using Chronos.Core.Model;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.Gates;

public class VolumeShareGateTests
{
    private const long One = PipelineFixture.One;
    private static readonly VolumeShareGate Gate = new();
    private static readonly TestPolicy Tenth = new TestPolicy().With("limits", "volumePercentMax", "10").With("windows", "volumeMillis", "10000");

    [Theory]
    [InlineData(3, true)]
    [InlineData(4, true)]
    [InlineData(5, false)]
    public void HoldsToAShareOfTheVolume(long quantity, bool passes)
    {
        using var f = new PipelineFixture(Tenth);
        f.Ticker(volume: 1_000_000);
        f.Advance(1_000);
        f.Ticker(volume: 40);
        var cap = f.Check(Gate, f.Buy(quantity));

        if (passes)
        {
            CapAssert.Passes(cap);
        }
        else
        {
            CapAssert.Cuts(cap, 4 * One, ReasonCode.VolumeShare, 5 * One, 4 * One);
        }
    }

    [Fact]
    public void VolumeIsUnknownUntilToldAndWhenToldLongAgo()
    {
        using var f = new PipelineFixture(Tenth);
        CapAssert.Blocks(f.Check(Gate, f.Buy()), ReasonCode.VolumeUnknown);
        f.Ticker(last: 100);
        CapAssert.Blocks(f.Check(Gate, f.Buy()), ReasonCode.VolumeUnknown);
        f.Ticker(volume: 50);
        CapAssert.Blocks(f.Check(Gate, f.Buy(1)), ReasonCode.VolumeShare, One);
        f.AdvanceNanos(10_000 * PipelineFixture.Milli - 1);
        CapAssert.Blocks(f.Check(Gate, f.Buy(1)), ReasonCode.VolumeShare, One);
        f.AdvanceNanos(1);
        CapAssert.Blocks(f.Check(Gate, f.Buy(1)), ReasonCode.VolumeUnknown);
        f.Hold(5);
        f.Quote();
        Assert.True(f.Propose(f.Sell(5)).Decision.Passes);
    }

    [Fact]
    public void SwitchedOffItAsksForNothing()
    {
        using var f = new PipelineFixture();

        CapAssert.Passes(f.Check(Gate, f.Buy()));
    }
}
