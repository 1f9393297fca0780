using Chronos.Core.Replay.Readings;

namespace Chronos.Core.Replay;

/// <summary>All there is to know about one proposal.</summary>
internal sealed record Explanation
{
    /// <summary>Every decision about it, in order: the first, and those that votes or the end of its waiting caused. Never empty.</summary>
    public required IReadOnlyList<DecisionReading> Decisions { get; init; }

    /// <summary>Every message about its order, in order.</summary>
    public required IReadOnlyList<OrderMessage> Messages { get; init; }

    /// <summary>The replay it was read off.</summary>
    public required ReplayReport Replay { get; init; }

    /// <summary>The decision that stands.</summary>
    public DecisionReading Final => Decisions[^1];
}
