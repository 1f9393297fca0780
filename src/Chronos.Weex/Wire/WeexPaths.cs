namespace Chronos.Weex.Wire;

/// <summary>The paths of one dialect.</summary>
internal sealed record WeexPaths
{
    public static readonly WeexPaths ContractV3 = new()
    {
        Time = "/capi/v3/market/time",
        Symbols = "/capi/v3/market/exchangeInfo",
        Place = "/capi/v3/order",
        Cancel = "/capi/v3/order",
        Order = "/capi/v3/order",
        OpenOrders = "/capi/v3/openOrders",
        OrderHistory = "/capi/v3/order/history",
        Fills = "/capi/v3/userTrades",
        Balances = "/capi/v3/account/balance",
        Positions = "/capi/v3/account/position/allPosition",
        Leverage = "/capi/v3/account/leverage",
        AiLog = "/capi/v3/order/uploadAiLog",
        FirstPage = 0,
    };

    public static readonly WeexPaths SpotV3 = new()
    {
        Time = "/api/v3/time",
        Symbols = "/api/v3/exchangeInfo",
        Place = "/api/v3/order",
        Cancel = "/api/v3/order",
        Order = "/api/v3/order",
        OpenOrders = "/api/v3/openOrders",
        OrderHistory = "/api/v3/allOrders",
        Fills = "/api/v3/myTrades",

        // With the slash at the end; without it the signature differs.
        Balances = "/api/v3/account/",
        FirstPage = 1,
    };

    public static readonly WeexPaths ContractV2 = new()
    {
        Time = "/capi/v2/market/time",
        Symbols = "/capi/v2/market/contracts",
        Place = "/capi/v2/order/placeOrder",
        Cancel = "/capi/v2/order/cancel_order",
        Order = "/capi/v2/order/detail",
        OpenOrders = "/capi/v2/order/current",
        OrderHistory = "/capi/v2/order/history",
        Fills = "/capi/v2/order/fills",
        Balances = "/capi/v2/account/assets",
        Positions = "/capi/v2/account/position/allPosition",
        Leverage = "/capi/v2/account/leverage",
        AiLog = "/capi/v2/order/uploadAiLog",
        FirstPage = 0,
    };

    /// <summary>Conditional orders, contract v3 alone: placing and canceling.</summary>
    public const string Algo = "/capi/v3/algoOrder";

    /// <summary>Conditional orders, contract v3 alone: those that wait. Pages count from 1.</summary>
    public const string OpenAlgo = "/capi/v3/openAlgoOrders";

    public required string Time { get; init; }

    public required string Symbols { get; init; }

    public required string Place { get; init; }

    public required string Cancel { get; init; }

    public required string Order { get; init; }

    public required string OpenOrders { get; init; }

    public required string OrderHistory { get; init; }

    public required string Fills { get; init; }

    public required string Balances { get; init; }

    /// <summary>Empty on spot.</summary>
    public string Positions { get; init; } = "";

    /// <summary>Empty on spot.</summary>
    public string Leverage { get; init; } = "";

    /// <summary>Empty on spot.</summary>
    public string AiLog { get; init; } = "";

    /// <summary>Number of the first page of lists of orders.</summary>
    public required int FirstPage { get; init; }
}
