using Chronos.Weex.Sandbox.Rest.Contract;
using Chronos.Weex.Sandbox.Rest.Legacy;
using Chronos.Weex.Sandbox.Rest.Spot;

namespace Chronos.Weex.Sandbox.Rest;

/// <summary>Every endpoint of the venue, by method and path.</summary>
internal static class RouteTable
{
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

    /// <summary>Whether a path exists under some method.</summary>
    public static bool Knows(string path) => All.Any(r => r.Path == path);
}
