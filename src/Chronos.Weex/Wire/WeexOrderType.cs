namespace Chronos.Weex.Wire;

/// <summary>How an order is priced and when it starts to work.</summary>
internal enum WeexOrderType
{
    /// <summary>A word this version does not know; the text says which.</summary>
    Unrecognized = 0,

    /// <summary>LIMIT.</summary>
    Limit,

    /// <summary>MARKET.</summary>
    Market,

    /// <summary>STOP: a limit order once triggered.</summary>
    Stop,

    /// <summary>STOP_MARKET: a market order once triggered.</summary>
    StopMarket,

    /// <summary>TAKE_PROFIT: a limit order once triggered.</summary>
    TakeProfit,

    /// <summary>TAKE_PROFIT_MARKET: a market order once triggered.</summary>
    TakeProfitMarket,

    /// <summary>TRAILING_STOP_MARKET.</summary>
    TrailingStopMarket,
}
