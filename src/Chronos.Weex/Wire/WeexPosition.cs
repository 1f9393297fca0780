using Chronos.Core.Model;

namespace Chronos.Weex.Wire;

/// <summary>A position of a contract account. There is one for each side of a symbol.</summary>
internal sealed record WeexPosition
{
    public required long PositionId { get; init; }

    public required string Symbol { get; init; }

    public required WeexPositionSide Side { get; init; }

    /// <summary>Base units, without sign.</summary>
    public required Quantity Size { get; init; }

    /// <summary>Size times average entry price, cut off at 1e-8: the venue divides on partial closes.</summary>
    public required Notional OpenValue { get; init; }

    /// <summary>In units of 1e-8, as 20 is 20 times.</summary>
    public required long LeverageUnits { get; init; }

    /// <summary>CROSSED, ISOLATED, or SHARED in v2.</summary>
    public required string MarginMode { get; init; }

    /// <summary>Grows with every change; null where it is not told.</summary>
    public long? UpdatedMatchSequenceId { get; init; }

    /// <summary>Cut off at 1e-8; null in pushes.</summary>
    public Notional? UnrealizedPnl { get; init; }

    /// <summary>Zero when there is none at present; null in pushes.</summary>
    public Price? LiquidatePrice { get; init; }

    /// <summary>What the venue says it is; no formula is documented. Null in pushes.</summary>
    public Notional? MarginSize { get; init; }

    /// <summary>Null where it is not told.</summary>
    public long? UpdatedMillis { get; init; }
}
