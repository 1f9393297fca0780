using Chronos.Core.Model;

namespace Chronos.Weex.Wire;

/// <summary>A fill as the venue tells it, by REST or push. Pushes carry no price and no client order id.</summary>
internal sealed record WeexFill
{
    /// <summary>Unique within its symbol.</summary>
    public required long FillId { get; init; }

    public required long OrderId { get; init; }

    public required string Symbol { get; init; }

    public required OrderSide Side { get; init; }

    /// <summary>None on spot.</summary>
    public required WeexPositionSide PositionSide { get; init; }

    public required Quantity Quantity { get; init; }

    /// <summary>Quantity times price, exact.</summary>
    public required Notional Value { get; init; }

    /// <summary>As told, or value through quantity where that is exact; null where it is not.</summary>
    public required Price? Price { get; init; }

    /// <summary>An amount of <see cref="FeeAsset"/>.</summary>
    public required Quantity Fee { get; init; }

    /// <summary>Empty where the wire does not tell it: spot takes the fee in the asset received, contracts in the margin asset.</summary>
    public string FeeAsset { get; init; } = "";

    /// <summary>Null on spot.</summary>
    public Notional? RealizedPnl { get; init; }

    /// <summary>Null where the wire does not tell it.</summary>
    public bool? IsMaker { get; init; }

    public required long TimeMillis { get; init; }
}
