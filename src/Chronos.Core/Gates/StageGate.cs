using Chronos.Core.Books;
using Chronos.Core.Model;

namespace Chronos.Core.Gates;

/// <summary>
/// In stage Alpha a proposal enters, or is a governed reduction: it says that it only reduces and verifiably does. Whether
/// it could reduce is judged by the worst end: working orders of the other side count as filled.
/// </summary>
internal sealed class StageGate : IGate
{
    /// <inheritdoc />
    public GateId Id => GateId.Stage;

    /// <inheritdoc />
    public bool BindsReductions => true;

    /// <inheritdoc />
    public Cap Check(in GateContext context, EngineState state, ref Finding finding)
    {
        if (state.Identity.Stage != EngineStage.Alpha)
        {
            return Cap.Pass;
        }

        if (!context.Position.Known)
        {
            return finding.Block(ReasonCode.PositionUnknown);
        }

        var opposed = context.IsBuy ? -context.Position.WorstShort : context.Position.WorstLong;
        if (opposed <= 0)
        {
            return Cap.Pass;
        }

        var governed = (context.Proposal.Flags & ProposalFlags.ReduceOnly) != 0 ? context.ReducibleUnits : 0;
        return context.Units > governed ? finding.AtMost(governed, ReasonCode.Stage, context.Units, governed) : Cap.Pass;
    }
}
