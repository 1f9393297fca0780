using Chronos.Core.Books;
using Chronos.Core.Model;

namespace Chronos.Core.Gates;

/// <summary>
/// The proposal id is not further past the strategy's highest than allowed. The first id of a strategy may be any. A refused id is not
/// remembered, so that a wrong one does not make the right ones too old.
/// </summary>
internal sealed class ProposalSequenceGate : IGate
{
    /// <inheritdoc />
    public GateId Id => GateId.ProposalSequence;

    /// <inheritdoc />
    public bool BindsReductions => true;

    /// <inheritdoc />
    public Cap Check(in GateContext context, EngineState state, ref Finding finding)
    {
        var highest = state.Proposals(context.Terms.Strategy).Highest;
        var id = context.Proposal.Id.Value;
        return id <= highest || highest == 0 || id - highest <= (ulong)context.Terms.ProposalIdGapMax
            ? Cap.Pass
            : finding.Block(ReasonCode.ProposalSequence, Saturate(id), Saturate(highest));
    }

    private static long Saturate(ulong id) => (long)Math.Min(id, long.MaxValue);
}
