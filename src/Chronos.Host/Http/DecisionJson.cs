using System.Text.Json.Serialization;

namespace Chronos.Host.Http;

/// <summary>A decision as the API tells it. Field names are a contract.</summary>
internal sealed record DecisionJson
{
    public required string? ProposalId { get; init; }

    public required long Sequence { get; init; }

    public required string Verdict { get; init; }

    public required IReadOnlyList<ReasonJson> Reasons { get; init; }

    public required string? BindingGate { get; init; }

    public required string? RequestedQuantity { get; init; }

    public required string PermittedQuantity { get; init; }

    public required VotesJson Votes { get; init; }

    public required uint PolicyVersion { get; init; }

    public required string PolicyHash { get; init; }

    public required string? OrderId { get; init; }

    public required string? SealExpiresAt { get; init; }

    /// <summary>When it is blocked if it still waits; only of verdict Pending.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? PendingUntil { get; init; }

    public required string Mode { get; init; }

    public required string Stage { get; init; }

    public required string DecidedAt { get; init; }

    public required long? LatencyNanos { get; init; }

    /// <summary>What would pass now, where the proposal did not pass whole.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CounterfactualJson? Counterfactual { get; init; }

    /// <summary>Execution reports of its order; only where a single proposal is asked about.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ReportJson>? Reports { get; init; }
}
