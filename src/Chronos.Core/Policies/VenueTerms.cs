namespace Chronos.Core.Policies;

/// <summary>A venue the policy allows.</summary>
public sealed record VenueTerms
{
    /// <summary>Name outside the engine; unique.</summary>
    public required string Name { get; init; }

    /// <summary>Orders handed over and not yet answered, at most. Count, 1 to 65 536.</summary>
    public required int UnansweredOrdersMax { get; init; }

    /// <summary>Messages to the venue.</summary>
    public required RateTerms Rates { get; init; }

    /// <summary>Share of the submits that only reductions may use. Percent.</summary>
    public required int RatesReservePercent { get; init; }

    /// <summary>Oldest word on an instrument's status that counts. Nanoseconds; <see cref="long.MaxValue"/> where the venue has no such feed.</summary>
    public required long StatusAgeNanosMax { get; init; }

    /// <summary>Rejects in any window before the breaker trips. Count.</summary>
    public required int RejectsMax { get; init; }

    /// <summary>Length of the reject window. Nanoseconds.</summary>
    public required long RejectsWindowNanos { get; init; }
}
