using Chronos.Core.Gates;
using Chronos.Core.Model;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.Gates;

public class VenueRateGateTests
{
    private static readonly VenueRateGate Gate = new();

    [Fact]
    public void KeepsAShareForReductions()
    {
        using var f = new PipelineFixture(Terms(max: 5, reserve: 50));
        f.Hold(10);
        f.Propose(f.Buy(1));
        CapAssert.Passes(f.Check(Gate, f.Buy()));
        f.Propose(f.Order(OrderSide.Buy, 1, 101, strategy: 1, instrument: 0));

        // Half of five, rounded down: two entries.
        CapAssert.Blocks(f.Check(Gate, f.Buy()), ReasonCode.VenueRate, 3, 2);
        for (var i = 0; i < 3; i++)
        {
            CapAssert.Passes(f.Check(Gate, f.Sell(1)));
            Assert.Equal(Verdict.Approve, f.Propose(f.Sell(1)).Decision.Verdict);
        }

        CapAssert.Blocks(f.Check(Gate, f.Sell(1)), ReasonCode.VenueRate, 6, 5);
        Assert.Equal(ReasonCode.VenueRate, f.Propose(f.Sell(1)).Decision.Reason);
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    public void PassesAgainWhenTheOldestThatCountsLeavesTheWindow(long nanosPast, bool passes)
    {
        using var f = new PipelineFixture(Terms(max: 4, reserve: 50));
        f.Propose(f.Buy(1));
        f.AdvanceNanos(7);
        f.Propose(f.Buy(1));
        f.AdvanceNanos(1_000 * PipelineFixture.Milli - 7 + nanosPast);

        Assert.Equal(passes ? ReasonCode.None : ReasonCode.VenueRate, f.Check(Gate, f.Buy()).Code);
    }

    [Fact]
    public void CountsOnlyWhatWentOut()
    {
        using var f = new PipelineFixture(Terms(max: 2, reserve: 0));
        f.Propose(f.Buy(1));
        f.Propose(f.Buy(100_000));
        f.Propose(f.Buy(100_000));

        CapAssert.Passes(f.Check(Gate, f.Buy()));
    }

    [Fact]
    public void BlocksEveryEntryWhenAllIsKept()
    {
        using var f = new PipelineFixture(Terms(max: 2, reserve: 100));

        CapAssert.Blocks(f.Check(Gate, f.Buy()), ReasonCode.VenueRate, 1, 0);
        Assert.Equal(ReasonCode.VenueRate, f.Propose(f.Buy(1)).Decision.Reason);
    }

    private static TestPolicy Terms(int max, int reserve) => new TestPolicy()
        .With("venues", "submitsMax", $"{max}")
        .With("venues", "ratesReservePercent", $"{reserve}");
}
