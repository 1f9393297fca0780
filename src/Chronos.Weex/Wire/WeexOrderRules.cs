using Chronos.Core.Model;

namespace Chronos.Weex.Wire;

/// <summary>Which orders can be said in which dialect.</summary>
internal static class WeexOrderRules
{
    private const int SymbolLengthMax = 40;

    /// <summary>True when every field the order needs is there and none it may not have.</summary>
    public static bool IsConsistent(in WeexOrderRequest order) =>
        IsSymbol(order.Symbol)
        && WeexClientOrderId.IsValid(order.ClientOrderId)
        && order.Side is OrderSide.Buy or OrderSide.Sell
        && order.Quantity > Quantity.Zero
        && (order.Dialect == WeexDialect.SpotV3) == (order.PositionSide == WeexPositionSide.None)
        && order.IsPriced == order.Price > Price.Zero
        && (order.IsPriced || order.Price.IsZero)
        && order.IsConditional == order.TriggerPrice > Price.Zero
        && (order.IsConditional || order.TriggerPrice.IsZero)
        && IsTypeKnown(order)
        && IsTimeInForceKnown(order);

    /// <summary>True for letters, digits and underscores, which need no escape in JSON or a query.</summary>
    public static bool IsSymbol(string? symbol)
    {
        if (symbol is not { Length: > 0 and <= SymbolLengthMax })
        {
            return false;
        }

        foreach (var c in symbol)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c != '_')
            {
                return false;
            }
        }

        return true;
    }

    // Conditional orders exist for contracts; v2 places them elsewhere, in a form this connector does not write.
    private static bool IsTypeKnown(in WeexOrderRequest order) => order.Type switch
    {
        WeexOrderType.Limit or WeexOrderType.Market =>
            order.Dialect is WeexDialect.ContractV3 or WeexDialect.SpotV3 or WeexDialect.ContractV2,
        WeexOrderType.Stop or WeexOrderType.StopMarket or WeexOrderType.TakeProfit or WeexOrderType.TakeProfitMarket =>
            order.Dialect == WeexDialect.ContractV3,
        _ => false,
    };

    // Spot documents no post-only.
    private static bool IsTimeInForceKnown(in WeexOrderRequest order) => order.Type != WeexOrderType.Limit
        ? order.TimeInForce is null
        : order.TimeInForce is TimeInForce.Gtc or TimeInForce.Ioc or TimeInForce.Fok
            || (order.TimeInForce == TimeInForce.PostOnly && order.Dialect != WeexDialect.SpotV3);
}
