using Chronos.Core.Books;
using Chronos.Core.Model;

namespace Chronos.Core.Gates;

/// <summary>A reduce-only proposal verifiably reduces; what exceeds the position is cut. Stops are held to it beside the other orders.</summary>
internal sealed class ReduceOnlyGate : IGate
{
    /// <inheritdoc />
    public GateId Id => GateId.ReduceOnly;

    /// <inheritdoc />
    public bool BindsReductions => true;

    /// <inheritdoc />
    public Cap Check(in GateContext context, EngineState state, ref Finding finding)
    {
        if ((context.Proposal.Flags & ProposalFlags.ReduceOnly) == 0)
        {
            return Cap.Pass;
        }

        if (!context.Position.Known)
        {
            return finding.Block(ReasonCode.PositionUnknown);
        }

        var reducible = context.ReducibleUnits;
        return context.Units > reducible
            ? finding.AtMost(reducible, ReasonCode.ReduceOnly, context.Units, reducible)
            : Cap.Pass;
    }
}
