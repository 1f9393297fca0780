using Chronos.Core.Model;

namespace Chronos.Core.Policies;

/// <summary>A span in which nothing is entered.</summary>
public sealed record BlackoutTerms
{
    /// <summary>First moment of it: nanoseconds since the Unix epoch.</summary>
    public required long FromNanos { get; init; }

    /// <summary>First moment after it: nanoseconds since the Unix epoch.</summary>
    public required long UntilNanos { get; init; }

    /// <summary>The one instrument it is for; null for all.</summary>
    public InstrumentId? Instrument { get; init; }

    /// <summary>The one venue it is for; null for all.</summary>
    public VenueId? Venue { get; init; }

    /// <summary>Why.</summary>
    public required string Reason { get; init; }
}
