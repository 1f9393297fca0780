using Chronos.Core.Books;
using Chronos.Core.Gates;
using Chronos.Core.Model;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.Gates;

/// <summary>The prices a gate says it lets pass are exactly those it lets pass.</summary>
internal static class PriceRangeAssert
{
    /// <summary>Tries both edges, the prices beside them, and prices anywhere.</summary>
    public static void IsExact(PipelineFixture f, IPriceGate gate, Proposal proposal, Random random)
    {
        var range = Ask(f, gate, in proposal);
        List<long> prices = [1, 2, Bounds.PriceUnitsMax, .. Enumerable.Range(0, 20).Select(_ => random.NextInt64(1, 200 * PipelineFixture.One))];
        foreach (var edge in (long[])[range.Lowest.Units, range.Highest.Units])
        {
            prices.AddRange([edge - 1, edge, edge + 1]);
        }

        foreach (var price in prices.Where(p => p is > 0 and <= Bounds.PriceUnitsMax))
        {
            proposal.LimitPrice = Price.FromUnits(price);
            var passes = f.Check(gate, in proposal).PermittedUnits >= proposal.Quantity.Units;
            Assert.True(
                passes == (price >= range.Lowest.Units && price <= range.Highest.Units),
                $"{proposal}: {price} {(passes ? "passes" : "does not pass")}, told {range}");
        }
    }

    private static PriceRange Ask(PipelineFixture f, IPriceGate gate, in Proposal proposal)
    {
        var e = default(EngineEvent);
        e.Proposal = proposal;
        e.TimeNanos = f.Now;
        return gate.PricesPassing(new GateContext(ref e, f.State), f.State);
    }
}
