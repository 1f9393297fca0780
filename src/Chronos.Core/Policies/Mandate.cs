using Chronos.Core.Model;

namespace Chronos.Core.Policies;

/// <summary>Allows one strategy to trade one instrument on one account.</summary>
public sealed record Mandate
{
    /// <summary>Who may trade.</summary>
    public required StrategyId Strategy { get; init; }

    /// <summary>What it may trade.</summary>
    public required InstrumentId Instrument { get; init; }

    /// <summary>Whose balance it trades with.</summary>
    public required AccountId Account { get; init; }

    /// <summary>Largest order under this mandate. 0 denies.</summary>
    public required Quantity OrderQuantityMax { get; init; }
}
