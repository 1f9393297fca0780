using Chronos.Core.Model;

namespace Chronos.Weex.Wire;

/// <summary>The venue's vocabulary, read in either case and written as documented.</summary>
internal static class WeexWords
{
    public static bool TrySide(string word, out OrderSide side)
    {
        side = Is(word, "BUY") ? OrderSide.Buy : OrderSide.Sell;
        return side == OrderSide.Buy || Is(word, "SELL");
    }

    public static bool TryPositionSide(string word, out WeexPositionSide side)
    {
        side = Is(word, "LONG") ? WeexPositionSide.Long : WeexPositionSide.Short;
        return side == WeexPositionSide.Long || Is(word, "SHORT");
    }

    /// <summary>Null for a word that is none of the four, as on conditional orders.</summary>
    public static TimeInForce? TimeInForce(string word) => word switch
    {
        "GTC" or "normal" or "GOOD_TIL_CANCEL" => Core.Model.TimeInForce.Gtc,
        "IOC" or "ioc" or "IMMEDIATE_OR_CANCEL" => Core.Model.TimeInForce.Ioc,
        "FOK" or "fok" or "FILL_OR_KILL" => Core.Model.TimeInForce.Fok,
        "POST_ONLY" or "postOnly" => Core.Model.TimeInForce.PostOnly,
        _ => null,
    };

    public static WeexOrderType OrderType(string word) => word switch
    {
        "LIMIT" => WeexOrderType.Limit,
        "MARKET" => WeexOrderType.Market,
        "STOP" => WeexOrderType.Stop,
        "STOP_MARKET" => WeexOrderType.StopMarket,
        "TAKE_PROFIT" => WeexOrderType.TakeProfit,
        "TAKE_PROFIT_MARKET" => WeexOrderType.TakeProfitMarket,
        "TRAILING_STOP_MARKET" => WeexOrderType.TrailingStopMarket,
        _ => WeexOrderType.Unrecognized,
    };

    public static WeexOrderStatus OrderStatus(string word) => word switch
    {
        "NEW" or "open" => WeexOrderStatus.New,
        "PENDING" or "pending" => WeexOrderStatus.Pending,
        "PARTIALLY_FILLED" => WeexOrderStatus.PartiallyFilled,
        "FILLED" or "filled" => WeexOrderStatus.Filled,
        "CANCELING" or "canceling" => WeexOrderStatus.Canceling,
        "CANCELED" or "canceled" => WeexOrderStatus.Canceled,
        "EXPIRED" => WeexOrderStatus.Expired,
        "UNTRIGGERED" or "untriggered" => WeexOrderStatus.Untriggered,
        "TRIGGERED" => WeexOrderStatus.Triggered,
        "REJECTED" => WeexOrderStatus.Rejected,
        _ => WeexOrderStatus.Unrecognized,
    };

    public static string Of(OrderSide side) => side == OrderSide.Buy ? "BUY" : "SELL";

    public static string Of(WeexPositionSide side) => side == WeexPositionSide.Long ? "LONG" : "SHORT";

    public static string Of(TimeInForce timeInForce) => timeInForce switch
    {
        Core.Model.TimeInForce.Gtc => "GTC",
        Core.Model.TimeInForce.Ioc => "IOC",
        Core.Model.TimeInForce.Fok => "FOK",
        Core.Model.TimeInForce.PostOnly => "POST_ONLY",
        _ => throw new ArgumentOutOfRangeException(nameof(timeInForce), timeInForce, "no such time in force"),
    };

    public static string Of(WeexOrderType type) => type switch
    {
        WeexOrderType.Limit => "LIMIT",
        WeexOrderType.Market => "MARKET",
        WeexOrderType.Stop => "STOP",
        WeexOrderType.StopMarket => "STOP_MARKET",
        WeexOrderType.TakeProfit => "TAKE_PROFIT",
        WeexOrderType.TakeProfitMarket => "TAKE_PROFIT_MARKET",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "cannot be placed"),
    };

    private static bool Is(string word, string expected) => string.Equals(word, expected, StringComparison.OrdinalIgnoreCase);
}
