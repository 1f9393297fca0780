using Chronos.Core.Books;
using Chronos.Core.Model;

namespace Chronos.Core.Gates;

/// <summary>The proposal is not older than allowed, not from the future by more than that, and not past its own expiry.</summary>
internal sealed class ProposalAgeGate : IGate
{
    /// <inheritdoc />
    public GateId Id => GateId.ProposalAge;

    /// <inheritdoc />
    public bool BindsReductions => true;

    /// <inheritdoc />
    public Cap Check(in GateContext context, EngineState state, ref Finding finding)
    {
        ref readonly var proposal = ref context.Proposal;
        var limit = context.Terms.ProposalAgeNanosMax;
        var age = context.NowNanos - proposal.CreatedAtNanos;
        if (age > limit || age < -limit)
        {
            return finding.Block(ReasonCode.ProposalAge, age, limit);
        }

        return proposal.ExpiresAtNanos != 0 && context.NowNanos > proposal.ExpiresAtNanos
            ? finding.Block(ReasonCode.ProposalAge, age, proposal.ExpiresAtNanos - proposal.CreatedAtNanos)
            : Cap.Pass;
    }
}
