using Chronos.Core.Gates;
using Chronos.Core.Model;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.Gates;

public class MaxOrderNotionalGateTests
{
    private const long Limit = 1_010 * PipelineFixture.One;
    private static readonly TestPolicy Terms = new() { OrderNotionalMax = "1010" };

    [Theory]
    [InlineData(9)]
    [InlineData(10)]
    public void PassesUpToTheLimitAtTheAsk(long quantity)
    {
        using var f = new PipelineFixture(Terms);

        CapAssert.Passes(f.Check(new MaxOrderNotionalGate(), f.Buy(quantity)));
    }

    [Fact]
    public void CutsToWhatTheLimitBuysAndRoundsAgainstTheOrder()
    {
        using var f = new PipelineFixture(Terms);
        var cap = f.Check(new MaxOrderNotionalGate(), f.Buy() with { Quantity = Quantity.FromUnits(10 * PipelineFixture.One + 1) });

        CapAssert.Cuts(cap, 10 * PipelineFixture.One, ReasonCode.MaxOrderNotional, Limit + 101, Limit);
    }

    [Fact]
    public void ValuesALowSellAtTheAskAndAHighOneAtItsPrice()
    {
        using var f = new PipelineFixture(Terms);

        Assert.Equal(10 * PipelineFixture.One, f.Check(new MaxOrderNotionalGate(), f.Sell(20, price: 99)).PermittedUnits);
        Assert.Equal(5 * PipelineFixture.One, f.Check(new MaxOrderNotionalGate(), f.Sell(20, price: 202)).PermittedUnits);
    }

    [Theory]
    [InlineData("0", "1010", 0)]
    [InlineData("1010", "0", 0)]
    [InlineData("2020", "1010", 10)]
    public void TakesTheStricterOfInstrumentAndStrategy(string instrument, string strategy, long permitted)
    {
        using var f = new PipelineFixture(new TestPolicy { OrderNotionalMax = instrument, StrategyNotionalMax = strategy });

        Assert.Equal(permitted * PipelineFixture.One, f.Check(new MaxOrderNotionalGate(), f.Buy(50)).PermittedUnits);
    }

    [Fact]
    public void CutsTheLargestProductAndExemptsReductions()
    {
        using var f = new PipelineFixture(Terms);
        var largest = f.Buy() with { Quantity = Quantity.FromUnits(long.MaxValue), LimitPrice = Price.MaxValue };
        CapAssert.Cuts(f.Check(new MaxOrderNotionalGate(), largest), 1, ReasonCode.MaxOrderNotional, long.MaxValue, Limit);

        f.Hold(20);
        Assert.Equal(Verdict.Approve, f.Propose(f.Sell(20)).Decision.Verdict);
    }
}
