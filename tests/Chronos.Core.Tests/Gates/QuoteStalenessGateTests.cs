using Chronos.Core.Gates;
using Chronos.Core.Model;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.Gates;

public class QuoteStalenessGateTests
{
    private const long Limit = 1_500 * PipelineFixture.Milli;

    [Theory]
    [InlineData(Limit - 1, true)]
    [InlineData(Limit, true)]
    [InlineData(Limit + 1, false)]
    public void BlocksAQuoteOlderThanTheLimit(long age, bool passes)
    {
        using var f = new PipelineFixture();
        f.AdvanceNanos(age);
        var cap = f.Check(new QuoteStalenessGate(), f.Buy());

        if (passes)
        {
            CapAssert.Passes(cap);
        }
        else
        {
            CapAssert.Blocks(cap, ReasonCode.QuoteStaleness, age, Limit);
        }
    }

    [Fact]
    public void BlocksWithoutAQuote()
    {
        using var f = new PipelineFixture(ready: false);

        CapAssert.Blocks(f.Check(new QuoteStalenessGate(), f.Buy()), ReasonCode.QuoteUnknown);
    }

    [Fact]
    public void ExemptsReductions()
    {
        using var f = new PipelineFixture();
        f.Hold(5);
        f.AdvanceNanos(Limit + 1);

        Assert.Equal(Verdict.Approve, f.Propose(f.Sell(5)).Decision.Verdict);
    }
}
