namespace Chronos.Core.Model;

/// <summary>A strategy's request to cancel what is left of the order of one of its own proposals. Passes in every trading state.</summary>
/// <param name="Strategy">Who asks; must own the order.</param>
/// <param name="Target">The proposal whose order is to be canceled.</param>
public readonly record struct CancelRequest(StrategyId Strategy, ProposalId Target);
