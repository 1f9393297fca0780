using Chronos.Core.Replay.Readings;

namespace Chronos.Host.Export;

/// <summary>What the rows about an order under way take over from its approval.</summary>
/// <param name="DecidedAtNanos">Engine time of the approval.</param>
/// <param name="Strategy">Name of the strategy.</param>
/// <param name="ProposalId">The proposal, as its row shows it.</param>
/// <param name="Reference">The quote in force.</param>
internal sealed record ApprovedOrder(long DecidedAtNanos, string Strategy, string ProposalId, Reference Reference);
