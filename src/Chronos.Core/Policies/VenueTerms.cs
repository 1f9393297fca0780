namespace Chronos.Core.Policies;

/// <summary>A venue the policy allows.</summary>
public sealed record VenueTerms
{
    /// <summary>Name outside the engine; unique.</summary>
    public required string Name { get; init; }

    /// <summary>Orders handed over and not yet answered, at most. Count, 1 to 65 536.</summary>
    public required int UnansweredOrdersMax { get; init; }
}
