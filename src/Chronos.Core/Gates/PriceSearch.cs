using Chronos.Core.Books;
using Chronos.Core.Model;

namespace Chronos.Core.Gates;

/// <summary>Finds the prices a gate about exposure lets pass. Not for the hot path.</summary>
internal static class PriceSearch
{
    /// <summary>
    /// All prices up to the highest that passes. Exposure is valued at the ask or the worst price, whichever is higher, so that
    /// no price is worse than a lower one: half the range falls away with each question.
    /// </summary>
    public static PriceRange Passing(IGate gate, in GateContext context, EngineState state)
    {
        var passing = 0L;
        var failing = Bounds.PriceUnitsMax + 1;
        while (failing - passing > 1)
        {
            var middle = passing + (failing - passing) / 2;
            if (Passes(gate, context.At(Price.FromUnits(middle)), state))
            {
                passing = middle;
            }
            else
            {
                failing = middle;
            }
        }

        return passing == 0 ? PriceRange.None : PriceRange.All with { Highest = Price.FromUnits(passing) };
    }

    private static bool Passes(IGate gate, in GateContext context, EngineState state)
    {
        var finding = default(Finding);
        return gate.Check(in context, state, ref finding).PermittedUnits >= context.Units;
    }
}
