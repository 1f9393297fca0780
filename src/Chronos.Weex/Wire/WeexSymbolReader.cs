using Chronos.Core.Model;

namespace Chronos.Weex.Wire;

/// <summary>Reads one symbol of an exchangeInfo of contract or spot v3, or of v2's contracts.</summary>
internal static class WeexSymbolReader
{
    /// <summary>
    /// The symbol here; null, with its name, when its steps or limits are finer than 1e-8 and it cannot be traded exactly.
    /// </summary>
    public static WeexSymbol? Read(ref WeexReader json, out string name)
    {
        string? symbol = null;
        var exact = true;
        int? priceDecimals = null, quantityDecimals = null, maxLeverage = null;
        Quantity? contractValue = null, step = null, min = null, max = null, maxPosition = null, marketOpen = null;
        Price? tick = null;
        long? buyRatio = null, sellRatio = null, maker = null, taker = null;
        var enabled = true;
        json.BeginObject();
        while (json.NextField(out var field))
        {
            switch (field)
            {
                case "symbol": symbol = json.Word(); break;
                case "pricePrecision" or "tick_size": priceDecimals = Decimals(ref json, ref exact); break;
                case "quantityPrecision": quantityDecimals = Decimals(ref json, ref exact); break;
                case "contractVal" or "contract_val": contractValue = Amount(ref json, ref exact); break;
                case "tickSize": tick = Price.FromUnits(Amount(ref json, ref exact).Units); break;
                case "stepSize": step = Amount(ref json, ref exact); break;
                case "minOrderSize" or "minTradeAmount": min = Amount(ref json, ref exact); break;
                case "maxOrderSize" or "maxTradeAmount": max = Amount(ref json, ref exact); break;
                case "maxPositionSize": maxPosition = json.IsNull ? null : Amount(ref json, ref exact); break;
                case "marketOpenLimitSize": marketOpen = json.IsNull ? null : Amount(ref json, ref exact); break;
                case "maxLeverage": maxLeverage = json.IsNull ? null : json.Small(); break;
                case "buyLimitPriceRatio": buyRatio = json.IsNull ? null : json.TruncatedUnits(); break;
                case "sellLimitPriceRatio": sellRatio = json.IsNull ? null : json.TruncatedUnits(); break;
                case "makerFeeRate": maker = json.IsNull ? null : json.TruncatedUnits(); break;
                case "takerFeeRate": taker = json.IsNull ? null : json.TruncatedUnits(); break;
                case "enableTrade": enabled &= json.Flag(); break;
                case "status": enabled &= json.Word() == "TRADING"; break;
                default: json.Skip(); break;
            }
        }

        name = symbol ?? throw json.Missing("symbol");
        if (!exact)
        {
            return null;
        }

        // v2 has no count for multiples of ten and more; there the step is the contract's value.
        var ticks = tick ?? Price.FromUnits(WeexNumber.StepUnits(priceDecimals ?? throw json.Missing("pricePrecision")));
        var steps = step
            ?? (quantityDecimals is { } count ? Quantity.FromUnits(WeexNumber.StepUnits(count)) : contractValue)
            ?? throw json.Missing("quantityPrecision");
        return new WeexSymbol
        {
            Symbol = name,
            Tick = ticks,
            Step = steps,
            PriceDecimals = DecimalsOf(ref json, ticks.Units, "tickSize"),
            QuantityDecimals = DecimalsOf(ref json, steps.Units, "stepSize"),
            MinQuantity = min ?? throw json.Missing("minOrderSize"),
            MaxQuantity = max ?? throw json.Missing("maxOrderSize"),
            MaxPosition = maxPosition,
            MarketOpenLimit = marketOpen,
            MaxLeverage = maxLeverage,
            BuyLimitPriceRatioUnits = buyRatio,
            SellLimitPriceRatioUnits = sellRatio,
            MakerFeeUnits = maker,
            TakerFeeUnits = taker,
            IsEnabled = enabled,
        };
    }

    private static Quantity Amount(ref WeexReader json, ref bool exact)
    {
        exact &= json.TryUnits(out var units);
        return Quantity.FromUnits(units);
    }

    private static int Decimals(ref WeexReader json, ref bool exact)
    {
        var decimals = json.Small();
        if (decimals < WeexNumber.DecimalsMin)
        {
            throw json.Fault($"is a count of decimals below {WeexNumber.DecimalsMin}");
        }

        exact &= decimals <= WeexNumber.DecimalsMax;
        return Math.Min(decimals, WeexNumber.DecimalsMax);
    }

    // A step that is no power of ten is sent with the decimals its own text needs.
    private static int DecimalsOf(ref WeexReader json, long stepUnits, string field)
    {
        if (stepUnits <= 0)
        {
            throw json.Missing(field);
        }

        var decimals = WeexNumber.DecimalsMax;
        while (decimals > WeexNumber.DecimalsMin && stepUnits % WeexNumber.StepUnits(decimals - 1) == 0)
        {
            decimals--;
        }

        return decimals;
    }
}
