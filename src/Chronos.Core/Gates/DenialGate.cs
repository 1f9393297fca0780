using Chronos.Core.Books;
using Chronos.Core.Model;

namespace Chronos.Core.Gates;

/// <summary>No denial of the policy forbids strategy, instrument, venue and side. A denial beats every mandate and stops reductions too.</summary>
internal sealed class DenialGate : IGate
{
    /// <inheritdoc />
    public GateId Id => GateId.Denial;

    /// <inheritdoc />
    public bool BindsReductions => true;

    /// <inheritdoc />
    public Cap Check(in GateContext context, EngineState state, ref Finding finding)
    {
        return ((context.Terms.DeniedSides >> ((int)context.Proposal.Side - 1)) & 1) == 0
            ? Cap.Pass
            : finding.Block(ReasonCode.Denial);
    }
}
