using Chronos.Core.Gates;
using Chronos.Core.Model;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.Gates;

public class DenialGateTests
{
    [Theory]
    [InlineData("""{ "reason": "all" }""", true)]
    [InlineData("""{ "strategy": "alpha", "reason": "x" }""", true)]
    [InlineData("""{ "strategy": "beta", "reason": "x" }""", false)]
    [InlineData("""{ "instrument": "AAA", "reason": "x" }""", true)]
    [InlineData("""{ "instrument": "BBB", "reason": "x" }""", false)]
    [InlineData("""{ "venue": "paper", "side": "Buy", "reason": "x" }""", true)]
    [InlineData("""{ "venue": "paper", "side": "Sell", "reason": "x" }""", false)]
    [InlineData("""{ "strategy": "alpha", "instrument": "BBB", "reason": "x" }""", false)]
    [InlineData("""{ "strategy": "beta", "reason": "x" }, { "side": "Buy", "reason": "y" }""", true)]
    public void DeniesWhatMatchesAllThatADenialNames(string denials, bool denied)
    {
        using var f = new PipelineFixture(new TestPolicy().With("", "denials", $"[{denials}]"));
        var cap = f.Check(new DenialGate(), f.Buy());

        if (denied)
        {
            CapAssert.Blocks(cap, ReasonCode.Denial);
        }
        else
        {
            CapAssert.Passes(cap);
        }
    }

    [Fact]
    public void BeatsTheMandateAndStopsReductions()
    {
        using var f = new PipelineFixture(new TestPolicy().With("", "denials", """[{ "side": "Sell", "reason": "x" }]"""));
        f.Hold(5);

        Assert.Equal(ReasonCode.Denial, f.Propose(f.Sell(5)).Decision.Reason);
        Assert.Equal(Verdict.Approve, f.Propose(f.Buy(5)).Decision.Verdict);
    }
}
