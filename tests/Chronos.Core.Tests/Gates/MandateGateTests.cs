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

    [Theory]
    [InlineData("sides", """["Sell"]""", false)]
    [InlineData("sides", """["Buy"]""", true)]
    [InlineData("types", """["Market"]""", false)]
    [InlineData("types", """["Limit"]""", true)]
    [InlineData("timesInForce", """["Ioc", "PostOnly"]""", false)]
    [InlineData("timesInForce", """["Gtc"]""", true)]
    public void HoldsOrdersToTheMandate(string key, string words, bool passes)
    {
        using var f = new PipelineFixture(new TestPolicy().With("mandates", key, words));
        var cap = f.Check(new MandateGate(), f.Buy());

        if (passes)
        {
            CapAssert.Passes(cap);
        }
        else
        {
            CapAssert.Blocks(cap, ReasonCode.MandateTerms);
        }
    }

    [Fact]
    public void LetsAReductionTakeTheOtherSideButNoOtherType()
    {
        var policy = new TestPolicy().With("mandates", "sides", """["Buy"]""").With("mandates", "types", """["Limit"]""");
        using var f = new PipelineFixture(policy);
        f.Hold(5);

        CapAssert.Passes(f.Check(new MandateGate(), f.Sell(5)));
        CapAssert.Blocks(f.Check(new MandateGate(), f.Sell(6)), ReasonCode.MandateTerms);
        CapAssert.Blocks(f.Check(new MandateGate(), f.Sell(5) with { Type = OrderType.Market }), ReasonCode.MandateTerms);
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
