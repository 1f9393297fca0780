using Chronos.Core.Books;
using Chronos.Core.Gates;
using Chronos.Core.Model;
using Chronos.Core.Quorum;

namespace Chronos.Core.Tests.Quorum;

/// <summary>An approver that always casts the same vote.</summary>
internal sealed class FixedApprover(ApproverId id, VoteKind kind) : IApprover
{
    public ApproverId Id => id;

    public VoteKind Vote(in GateContext context, EngineState state, ref Finding finding) => kind == VoteKind.Approve
        ? kind
        : finding.Vote(kind, (ReasonCode)(310 + 10 * (int)id), 1 + (int)id, 7);
}
