using System.Text.Json.Serialization;

namespace Chronos.Host.Http;

/// <summary>The votes; null where the approver was not asked. Those from outside are told as one, where there are any.</summary>
internal sealed record VotesJson(
    VoteJson? Risk,
    VoteJson? Portfolio,
    VoteJson? Execution,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Outside);
