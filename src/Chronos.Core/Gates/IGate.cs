using Chronos.Core.Books;
using Chronos.Core.Model;

namespace Chronos.Core.Gates;

/// <summary>Answers one question: how much of this proposal may pass?</summary>
internal interface IGate
{
    /// <summary>Which gate it is; its bit in the objection mask.</summary>
    GateId Id { get; }

    /// <summary>False for an entry gate, which never stops a verified reduction.</summary>
    bool BindsReductions { get; }

    /// <summary>
    /// True for a gate whose objection, when nothing else stands in the way, leaves the proposal to a vote from outside where
    /// the policy allows waiting. Without that it is a gate like any other.
    /// </summary>
    bool IsSoft => false;

    /// <summary>
    /// Pure: reads, changes nothing, does not allocate or throw. Without a mandate the position and the account are
    /// unknown and all limits of the account 0.
    /// </summary>
    Cap Check(in GateContext context, EngineState state, ref Finding finding);
}
