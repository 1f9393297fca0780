using Chronos.Core.Books;
using Chronos.Core.Model;

namespace Chronos.Core.Gates;

/// <summary>The strategy holds a mandate for the instrument.</summary>
internal sealed class MandateGate : IGate
{
    /// <inheritdoc />
    public GateId Id => GateId.Mandate;

    /// <inheritdoc />
    public bool BindsReductions => true;

    /// <inheritdoc />
    public Cap Check(in GateContext context, EngineState state, ref Finding finding)
    {
        return context.Terms.Allowed ? Cap.Pass : finding.Block(ReasonCode.Mandate);
    }
}
