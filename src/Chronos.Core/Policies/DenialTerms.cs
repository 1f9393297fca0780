using Chronos.Core.Model;

namespace Chronos.Core.Policies;

/// <summary>What is forbidden whatever else allows it. What it leaves out, it leaves open.</summary>
public sealed record DenialTerms
{
    /// <summary>Of this strategy.</summary>
    public StrategyId? Strategy { get; init; }

    /// <summary>In this instrument.</summary>
    public InstrumentId? Instrument { get; init; }

    /// <summary>At this venue.</summary>
    public VenueId? Venue { get; init; }

    /// <summary>Of this side.</summary>
    public OrderSide? Side { get; init; }

    /// <summary>Why.</summary>
    public required string Reason { get; init; }
}
