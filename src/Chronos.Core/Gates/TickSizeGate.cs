using Chronos.Core.Books;
using Chronos.Core.Model;

namespace Chronos.Core.Gates;

/// <summary>The price is a multiple of the instrument's tick; a market order's worst price is made so.</summary>
internal sealed class TickSizeGate : IGate
{
    /// <inheritdoc />
    public GateId Id => GateId.TickSize;

    /// <inheritdoc />
    public bool BindsReductions => true;

    /// <inheritdoc />
    public Cap Check(in GateContext context, EngineState state, ref Finding finding)
    {
        var off = context.WorstPrice.Units % context.Terms.TickSize.Units;
        return off != 0 ? finding.Block(ReasonCode.TickSize, context.WorstPrice.Units, context.Terms.TickSize.Units) : Cap.Pass;
    }
}
