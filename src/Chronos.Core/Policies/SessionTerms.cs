namespace Chronos.Core.Policies;

/// <summary>When instruments may be entered. UTC.</summary>
public sealed record SessionTerms
{
    /// <summary>Name outside the engine; unique.</summary>
    public required string Name { get; init; }

    /// <summary>Days of it: bit 0 Monday to bit 6 Sunday.</summary>
    public required int Weekdays { get; init; }

    /// <summary>First moment of it on each of the days. Nanoseconds since midnight.</summary>
    public required long OpensNanos { get; init; }

    /// <summary>First moment after it. Nanoseconds since midnight, at most a day.</summary>
    public required long ClosesNanos { get; init; }
}
