using Chronos.Core.Model;

namespace Chronos.Core.Replay;

/// <summary>Which proposal of a journal is meant.</summary>
/// <param name="Strategy">Name of who proposed.</param>
/// <param name="Id">The strategy's number for it.</param>
/// <param name="OnlyAt">
/// Not 0 where only the decision at that sequence is meant: a repeat under an id that was used before, or bytes that name no
/// strategy.
/// </param>
internal readonly record struct ProposalName(string Strategy, ProposalId Id, long OnlyAt = 0);
