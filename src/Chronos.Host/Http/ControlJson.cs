using System.Text.Json.Serialization;

namespace Chronos.Host.Http;

/// <summary>A command that was taken: carried out, or waiting for a second operator.</summary>
internal sealed record ControlJson
{
    public required string Action { get; init; }

    public required string Scope { get; init; }

    /// <summary>Done, or AwaitsSecond.</summary>
    public required string Outcome { get; init; }

    /// <summary>The global trading state.</summary>
    public required string TradingState { get; init; }

    /// <summary>What the second operator puts into <c>confirms</c>, while one is awaited.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Confirms { get; init; }

    /// <summary>What flattening proposed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public FlattenJson? Flatten { get; init; }
}
