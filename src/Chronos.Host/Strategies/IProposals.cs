using Chronos.Core.Model;

namespace Chronos.Host.Strategies;

/// <summary>All a strategy can do. Its own id and the proposal's number are filled in for it.</summary>
internal interface IProposals
{
    /// <summary>Proposes; answers the number the proposal got.</summary>
    ProposalId Propose(in Proposal proposal);

    /// <summary>Asks to cancel what is left of the order of a proposal.</summary>
    void Cancel(ProposalId target);
}
