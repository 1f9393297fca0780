using Chronos.Core.Gates;
using Chronos.Core.Model;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.Gates;

public class InstrumentTradableGateTests
{
    [Fact]
    public void PassesATradableInstrument()
    {
        using var f = new PipelineFixture();

        CapAssert.Passes(f.Check(new InstrumentTradableGate(), f.Buy()));
    }

    [Fact]
    public void BlocksEntriesInOthersAndLetsReductionsOut()
    {
        using var f = new PipelineFixture(new TestPolicy { Tradable = false });
        f.Hold(5);

        CapAssert.Blocks(f.Check(new InstrumentTradableGate(), f.Buy()), ReasonCode.InstrumentTradable);
        Assert.Equal(ReasonCode.InstrumentTradable, f.Propose(f.Buy()).Decision.Reason);
        Assert.Equal(Verdict.Approve, f.Propose(f.Sell(5)).Decision.Verdict);
    }
}
