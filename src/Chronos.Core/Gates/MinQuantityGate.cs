using Chronos.Core.Books;
using Chronos.Core.Model;

namespace Chronos.Core.Gates;

/// <summary>The quantity is not below the instrument's minimum.</summary>
internal sealed class MinQuantityGate : IGate
{
    /// <inheritdoc />
    public GateId Id => GateId.MinQuantity;

    /// <inheritdoc />
    public bool BindsReductions => true;

    /// <inheritdoc />
    public Cap Check(in GateContext context, EngineState state, ref Finding finding)
    {
        var minimum = context.Terms.QuantityMin.Units;
        return context.Units < minimum ? finding.Block(ReasonCode.MinQuantity, context.Units, minimum) : Cap.Pass;
    }
}
