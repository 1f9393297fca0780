using Chronos.Core.Books;
using Chronos.Core.Gates;
using Chronos.Core.Model;

namespace Chronos.Core.Quorum;

/// <summary>Casts one vote of three, each from its own sources, so that one wrong book cannot fool two.</summary>
internal interface IApprover
{
    /// <summary>Which approver it is.</summary>
    ApproverId Id { get; }

    /// <summary>
    /// Pure: reads, changes nothing, does not allocate or throw. Asked about the permitted quantity. Whoever does not approve
    /// says why in <paramref name="finding"/>.
    /// </summary>
    VoteKind Vote(in GateContext context, EngineState state, ref Finding finding);
}
