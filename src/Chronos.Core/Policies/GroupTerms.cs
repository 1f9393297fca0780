using Chronos.Core.Model;

namespace Chronos.Core.Policies;

/// <summary>Instruments that move together.</summary>
public sealed record GroupTerms
{
    /// <summary>Name outside the engine; unique.</summary>
    public required string Name { get; init; }

    /// <summary>Sum of exposures of the group's instruments in each account. Quote currency.</summary>
    public required Notional GrossExposureMax { get; init; }
}
