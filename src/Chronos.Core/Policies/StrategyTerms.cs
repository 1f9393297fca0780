using Chronos.Core.Model;

namespace Chronos.Core.Policies;

/// <summary>A strategy and the limits that hold for everything it proposes.</summary>
public sealed record StrategyTerms
{
    /// <summary>Name outside the engine; unique.</summary>
    public required string Name { get; init; }

    /// <summary>Proposals allowed in any window of <see cref="MessagesWindowNanos"/>; refused ones count too. Count, 1 to 1 000 000.</summary>
    public required int MessagesMax { get; init; }

    /// <summary>Length of the message window. Nanoseconds.</summary>
    public required long MessagesWindowNanos { get; init; }

    /// <summary>Lowest confidence that may enter, in millionths.</summary>
    public required int ConfidenceMinPpm { get; init; }

    /// <summary>Oldest proposal that may pass. Nanoseconds.</summary>
    public required long ProposalAgeNanosMax { get; init; }

    /// <summary>Largest value of an order of this strategy. 0 denies.</summary>
    public required Notional OrderNotionalMax { get; init; }
}
