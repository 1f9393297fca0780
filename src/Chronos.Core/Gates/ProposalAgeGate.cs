using Chronos.Core.Books;
using Chronos.Core.Model;

namespace Chronos.Core.Gates;

/// <summary>The proposal, when it came, is not older than allowed, not from the future by more than that, and not past its own expiry.</summary>
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
        // Waiting for votes does not make a proposal old: that time has a limit of its own.
        var arrived = context.Parking.IsParked ? context.Parking.SinceNanos : context.NowNanos;
        var age = arrived - proposal.CreatedAtNanos;
        if (age > limit || age < -limit)
        {
            return finding.Block(ReasonCode.ProposalAge, age, limit);
        }

        return proposal.ExpiresAtNanos != 0 && context.NowNanos > proposal.ExpiresAtNanos
            ? finding.Block(ReasonCode.ProposalAge, context.NowNanos - proposal.CreatedAtNanos, proposal.ExpiresAtNanos - proposal.CreatedAtNanos)
            : Cap.Pass;
    }
}
