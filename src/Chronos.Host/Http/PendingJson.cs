namespace Chronos.Host.Http;

/// <summary>A proposal that waits for votes from outside. A vote names strategy, proposalId and contentHash; its MAC is over the number of the strategy.</summary>
internal sealed record PendingJson(
    string Strategy,
    int StrategyId,
    string ProposalId,
    string ContentHash,
    string Instrument,
    string Side,
    string Type,
    string TimeInForce,
    string Quantity,
    string? LimitPrice,
    long Sequence,
    string Since,
    string Until,
    string Reason,
    string? Gate,
    IReadOnlyList<string> ApprovedBy,
    IReadOnlyList<string> ObjectedBy);
