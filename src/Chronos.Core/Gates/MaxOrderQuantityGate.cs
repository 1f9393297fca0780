using Chronos.Core.Books;
using Chronos.Core.Model;

namespace Chronos.Core.Gates;

/// <summary>The quantity is not above the order maximum of instrument and mandate.</summary>
internal sealed class MaxOrderQuantityGate : IGate
{
    /// <inheritdoc />
    public GateId Id => GateId.MaxOrderQuantity;

    /// <inheritdoc />
    public bool BindsReductions => false;

    /// <inheritdoc />
    public Cap Check(in GateContext context, EngineState state, ref Finding finding)
    {
        var maximum = context.Terms.OrderQuantityMax.Units;
        return context.Units > maximum ? finding.AtMost(maximum, ReasonCode.MaxOrderQuantity, context.Units, maximum) : Cap.Pass;
    }
}
