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

    /// <summary>Sides it may enter: bit 0 buys, bit 1 sells. A verified reduction may take the other.</summary>
    public required int Sides { get; init; }

    /// <summary>Order types it may use: bit n for number n + 1 of <see cref="OrderType"/>.</summary>
    public required int Types { get; init; }

    /// <summary>Times in force it may use: bit n for number n + 1 of <see cref="TimeInForce"/>.</summary>
    public required int TimesInForce { get; init; }

    /// <summary>Largest order under this mandate. 0 denies.</summary>
    public required Quantity OrderQuantityMax { get; init; }

    /// <summary>The strategy's own largest position in the instrument either way, working orders counted where that is worse. 0 denies.</summary>
    public required Quantity PositionMax { get; init; }
}
