using Chronos.Core.Model;
using Chronos.Core.Tests.Gates;
using Chronos.Core.Tests.Pipeline;
using FsCheck;
using FsCheck.Fluent;

namespace Chronos.Core.Tests.Quorum;

/// <summary>What an answer says would pass does pass, and one step further does not.</summary>
public class CounterfactualTests
{
    private const int Cases = 1_000;
    private const long One = PipelineFixture.One;

    [Fact]
    public void SaysTheLargestQuantity()
    {
        using var f = new PipelineFixture(new TestPolicy { PositionMax = "100", LotSize = "4", QuantityMin = "4" });
        f.Hold(50);

        var would = f.WouldPass(f.Buy(100));

        Assert.Equal(new Counterfactual(Quantity.FromUnits(48 * One), default, 0), would);
    }

    [Fact]
    public void SaysTheNearestPrice()
    {
        using var f = new PipelineFixture(new TestPolicy { OrderNotionalMax = "1010" });

        var would = f.WouldPass(f.Buy(10, 105));

        Assert.Equal(Price.FromUnits(101 * One), would.NearestPrice);
        Assert.Equal(9 * One, would.LargestQuantity.Units);
    }

    [Fact]
    public void SaysTheNearestTickOfAPriceOffTheTick()
    {
        using var f = new PipelineFixture(new TestPolicy { TickSize = "4" });

        Assert.Equal(100 * One, f.WouldPass(f.Buy(10, 101)).NearestPrice.Units);
        Assert.Equal(104 * One, f.WouldPass(f.Buy(10, 103)).NearestPrice.Units);
    }

    [Fact]
    public void SaysNothingWhereNothingOfTheThreeHelps()
    {
        using var f = new PipelineFixture();

        var would = f.WouldPass(f.Buy() with { ConfidencePpm = 0 });

        Assert.True(would.IsEmpty);
    }

    [Fact]
    public void AnApprovalCarriesNone()
    {
        using var f = new PipelineFixture();

        Assert.True(f.WouldPass(f.Buy()).IsEmpty);
    }

    [Fact]
    public void IsExact()
    {
        var (quantities, prices) = (0, 0);
        Prop.ForAll(
            ArbMap.Default.ArbFor<int>().Generator.Resize(int.MaxValue / 2).ToArbitrary(),
            seed =>
            {
                var c = new GateCase(seed);
                using var f = c.Engine();
                var asked = c.Proposal(f);
                var would = f.WouldPass(in asked);
                if (f.Last.Decision.Verdict == Verdict.Approve)
                {
                    return;
                }

                // Each step is probed: a probe has no effect, so all of them are about the same state.
                var lot = Quantity.FromUnits(c.Lot * One);
                quantities += would.LargestQuantity.IsZero ? 0 : 1;
                AssertPasses(f, would.LargestQuantity, asked with { Quantity = would.LargestQuantity });
                AssertBlocked(f, asked with { Quantity = would.LargestQuantity + lot }, asked.Quantity >= would.LargestQuantity + lot);
                if (!would.NearestPrice.IsZero)
                {
                    prices++;
                    var nearer = would.NearestPrice > asked.LimitPrice ? -c.Tick : c.Tick;
                    AssertPasses(f, asked.Quantity, asked with { LimitPrice = would.NearestPrice });
                    var step = Price.FromUnits(would.NearestPrice.Units + nearer * One);
                    AssertBlocked(f, asked with { LimitPrice = step }, Math.Abs(step.Units - asked.LimitPrice.Units) < Math.Abs(would.NearestPrice.Units - asked.LimitPrice.Units));
                }
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(Cases));
        Assert.True(quantities > Cases / 20 && prices > Cases / 50, $"{quantities} quantities, {prices} prices");
    }

    private static void AssertPasses(PipelineFixture f, Quantity expected, Proposal proposal)
    {
        if (!expected.IsZero)
        {
            Assert.Equal(expected, Probe(f, proposal));
        }
    }

    private static void AssertBlocked(PipelineFixture f, Proposal proposal, bool isNearer)
    {
        if (isNearer)
        {
            Assert.NotEqual(proposal.Quantity, Probe(f, proposal));
        }
    }

    private static Quantity Probe(PipelineFixture f, Proposal proposal) =>
        f.Propose(proposal with { Id = new ProposalId(f.NextId), CreatedAtNanos = f.Now }, EventFlags.Probe).Decision.PermittedQuantity;
}
