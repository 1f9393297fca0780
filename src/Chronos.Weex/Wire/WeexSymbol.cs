using Chronos.Core.Model;

namespace Chronos.Weex.Wire;

/// <summary>What the venue lets be traded under one symbol, and in which steps.</summary>
internal sealed record WeexSymbol
{
    public required string Symbol { get; init; }

    public required Price Tick { get; init; }

    public required Quantity Step { get; init; }

    /// <summary>Decimals a price is sent with.</summary>
    public required int PriceDecimals { get; init; }

    /// <summary>Decimals a quantity is sent with; negative for multiples of ten, hundred and so on.</summary>
    public required int QuantityDecimals { get; init; }

    public required Quantity MinQuantity { get; init; }

    public required Quantity MaxQuantity { get; init; }

    /// <summary>Null where there is none, as on spot.</summary>
    public Quantity? MaxPosition { get; init; }

    /// <summary>Most that one market order may open; null where it is not told.</summary>
    public Quantity? MarketOpenLimit { get; init; }

    /// <summary>Null on spot.</summary>
    public int? MaxLeverage { get; init; }

    /// <summary>Fraction in units of 1e-8; null where it is not told.</summary>
    public long? BuyLimitPriceRatioUnits { get; init; }

    /// <summary>Fraction in units of 1e-8; null where it is not told.</summary>
    public long? SellLimitPriceRatioUnits { get; init; }

    /// <summary>Fraction in units of 1e-8; null where it is not told.</summary>
    public long? MakerFeeUnits { get; init; }

    /// <summary>Fraction in units of 1e-8; null where it is not told.</summary>
    public long? TakerFeeUnits { get; init; }

    /// <summary>False when the venue says that it is not open for trading; contracts do not tell.</summary>
    public bool IsEnabled { get; init; } = true;
}
