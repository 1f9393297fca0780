namespace Chronos.Weex.Wire;

/// <summary>What a request asks for: each has a budget of its own at the venue.</summary>
internal enum WeexCall
{
    PlaceOrder,
    CancelOrder,
    ReadOrder,
    ReadOpenOrders,
    ReadOrderHistory,
    ReadFills,
    ReadBalances,
    ReadPositions,
    ReadSymbols,
    ReadServerTime,
    SetLeverage,
    UploadAiLog,
    PlaceAlgoOrder,
    CancelAlgoOrder,
    ReadOpenAlgoOrders,
}
