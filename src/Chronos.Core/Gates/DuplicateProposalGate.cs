using Chronos.Core.Books;
using Chronos.Core.Model;

namespace Chronos.Core.Gates;

/// <summary>
/// The strategy has not used the proposal id before. An id of the engine's own is new by construction; a parked proposal
/// that is decided again is still the same.
/// </summary>
internal sealed class DuplicateProposalGate : IGate
{
    /// <inheritdoc />
    public GateId Id => GateId.DuplicateProposal;

    /// <inheritdoc />
    public bool BindsReductions => true;

    /// <inheritdoc />
    public Cap Check(in GateContext context, EngineState state, ref Finding finding)
    {
        // Its id was taken when it was parked.
        if (MadeProposal.IsMarked(context.Proposal.Id) || context.Parking.IsParked)
        {
            return Cap.Pass;
        }

        var window = state.Proposals(context.Terms.Strategy);
        var code = window.Judge(context.Proposal.Id.Value, context.ContentHash, out var original);
        return code == ReasonCode.None
            ? Cap.Pass
            : finding.Block(code, code == ReasonCode.ProposalIdTooOld ? Saturate(context.Proposal.Id.Value) : original, Saturate(window.Highest));
    }

    private static long Saturate(ulong id) => (long)Math.Min(id, long.MaxValue);
}
