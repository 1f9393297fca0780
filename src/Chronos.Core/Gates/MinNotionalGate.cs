using Chronos.Core.Books;
using Chronos.Core.Model;

namespace Chronos.Core.Gates;

/// <summary>The value at the worst price is not below the instrument's minimum; reductions are exempt where the venue exempts them.</summary>
internal sealed class MinNotionalGate : IPriceGate
{
    /// <inheritdoc />
    public GateId Id => GateId.MinNotional;

    /// <inheritdoc />
    public bool BindsReductions => true;

    /// <inheritdoc />
    public Cap Check(in GateContext context, EngineState state, ref Finding finding)
    {
        if (context.IsReduction && context.Terms.ReductionsExemptFromNotionalMin)
        {
            return Cap.Pass;
        }

        var notional = ExactNotional.Of(context.WorstPrice, Quantity.FromUnits(context.Units));
        return notional < context.Terms.NotionalMin
            ? finding.Block(ReasonCode.MinNotional, notional.FloorSaturated().Units, context.Terms.NotionalMin.CeilingSaturated().Units)
            : Cap.Pass;
    }

    /// <inheritdoc />
    public PriceRange PricesPassing(in GateContext context, EngineState state)
    {
        if ((context.IsReduction && context.Terms.ReductionsExemptFromNotionalMin) || context.Units <= 0)
        {
            return PriceRange.All;
        }

        var (least, rest) = Int128.DivRem(context.Terms.NotionalMin.Units, context.Units);
        return least >= Bounds.PriceUnitsMax
            ? PriceRange.None
            : PriceRange.All.And(new PriceRange(Price.FromUnits((long)least + (rest > 0 ? 1 : 0)), PriceRange.All.Highest));
    }
}
