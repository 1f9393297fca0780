namespace Chronos.Core.Policies;

/// <summary>How many orders may be sent, replaced and canceled in any window.</summary>
public sealed record RateTerms
{
    /// <summary>New orders in any window. Count, 1 to 1 000 000.</summary>
    public required int SubmitsMax { get; init; }

    /// <summary>Replaced orders in any window. Count, 1 to 1 000 000.</summary>
    public required int AmendsMax { get; init; }

    /// <summary>Canceled orders in any window. Count, 1 to 1 000 000.</summary>
    public required int CancelsMax { get; init; }

    /// <summary>Length of the windows. Nanoseconds.</summary>
    public required long WindowNanos { get; init; }
}
