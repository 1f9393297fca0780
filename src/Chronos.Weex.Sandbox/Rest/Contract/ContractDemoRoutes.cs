namespace Chronos.Weex.Sandbox.Rest.Contract;

/// <summary>Demo trading under /capi/v3/sim: four endpoints on demo contracts.</summary>
internal static class ContractDemoRoutes
{
    private const string Prefix = "/capi/v3/sim/";

    public static IReadOnlyList<Route> All { get; } =
    [
        new("GET", Prefix + "balance", Access.Read, 5, 10, c => ContractAccountRoutes.Balance(c, demo: true)),
        new("POST", Prefix + "order", Access.Trade, 2, 5, c => ContractOrderRoutes.Place(c, demo: true)) { Metered = Metered.Placing },
        new("GET", Prefix + "position/allPosition", Access.Read, 10, 15, c => ContractAccountRoutes.Positions(c, p => p.Instrument.IsDemo)),
        new("GET", Prefix + "order/history", Access.Read, 10, 10, c => ContractOrderRoutes.History(c, demo: true)),
    ];
}
