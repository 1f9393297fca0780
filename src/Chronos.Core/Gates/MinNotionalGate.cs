using Chronos.Core.Books;
using Chronos.Core.Model;

namespace Chronos.Core.Gates;

/// <summary>The value at the worst price is not below the instrument's minimum; reductions are exempt where the venue exempts them.</summary>
internal sealed class MinNotionalGate : IGate
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
}
