using System.Text.Json.Serialization;

namespace Chronos.Host.Http;

/// <summary>One vote, and why it is no approval.</summary>
internal sealed record VoteJson(
    string Vote,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reason);
