using Chronos.Weex.Sandbox.Rest.Contract;
using Chronos.Weex.Sandbox.Rest.Legacy;
using Chronos.Weex.Sandbox.Rest.Spot;

namespace Chronos.Weex.Sandbox.Rest;

/// <summary>Every endpoint of the venue, by method and path.</summary>
internal static class RouteTable
{
    /// <summary>Paths of the venue that the sandbox does not have.</summary>
    private static readonly string[] NotOffered =
    [
        "/capi/v2/order/batchOrders", "/capi/v2/order/cancel_batch_orders", "/capi/v2/order/plan_order", "/capi/v2/order/cancel_plan",
        "/capi/v2/order/currentPlan", "/capi/v2/order/historyPlan", "/capi/v2/order/placeTpSlOrder", "/capi/v2/order/modifyTpSlOrder",
        "/capi/v2/account/getAccounts", "/capi/v2/account/getAccount", "/capi/v2/account/adjustMargin",
        "/capi/v2/account/modifyAutoAppendMargin", "/capi/v2/account/position/changeHoldModel", "/capi/v2/account/bills",
        "/capi/v2/market/trades", "/capi/v2/market/candles", "/capi/v2/market/historyCandles", "/capi/v2/market/index",
        "/capi/v2/market/open_interest", "/capi/v2/market/funding_time", "/capi/v2/market/currentFundRate",
        "/capi/v2/market/getHistoryFundRate",
    ];

    private static readonly string[] FoldersNotOffered = ["/api/v2/", "/api/v3/rebate/", "/api/v3/agency/", "/capi/v3/copy/", "/capi/v3/trailing/"];

    private static readonly Dictionary<(string, string), Route> ByKey;

    static RouteTable()
    {
        All =
        [
            .. ContractMarketRoutes.All, .. ContractAccountRoutes.All, .. ContractOrderRoutes.All, .. ContractAlgoRoutes.All,
            .. ContractDemoRoutes.All, .. AiLogRoutes.All, .. SpotMarketRoutes.All, .. SpotAccountRoutes.All, .. SpotOrderRoutes.All,
            .. LegacyMarketRoutes.All, .. LegacyAccountRoutes.All, .. LegacyOrderRoutes.All,
        ];
        ByKey = All.ToDictionary(r => (r.Method, r.Path));
    }

    public static IReadOnlyList<Route> All { get; }

    public static Route? Find(string method, string path) => ByKey.GetValueOrDefault((method, path));

    /// <summary>Whether the venue has a path, under some method.</summary>
    public static bool Knows(string path) => All.Any(r => r.Path == path) || NotOffered.Contains(path)
        || FoldersNotOffered.Any(f => path.StartsWith(f, StringComparison.Ordinal));
}
