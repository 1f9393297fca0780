namespace Chronos.Weex.Sandbox.Rest;

/// <summary>The venue's limits on requests. Used under the exchange's lock.</summary>
internal sealed class RateLimiter(RateLimitOptions options)
{
    private const int MinuteMillis = 60_000;

    private readonly Dictionary<(string Who, string What), SlidingWindow> _windows = [];

    /// <summary>Counts a public or unauthenticated request against an address.</summary>
    public bool TryAddress(Route route, string address, long now) =>
        Window(address, Endpoint(route), options.Weight, options.WeightSeconds * 1000L).TryTake(now, route.IpWeight);

    /// <summary>Counts an authenticated request against its key, and orders against their own limits.</summary>
    public bool TryKey(Route route, string key, long now)
    {
        if (!Window(key, Endpoint(route), options.Weight, options.WeightSeconds * 1000L).TryTake(now, route.UidWeight))
        {
            return false;
        }

        var isSpot = route.Product == Product.Spot;
        return route.Metered switch
        {
            Metered.Placing => Window(
                key, isSpot ? "spot placing" : "contract placing",
                isSpot ? options.SpotOrdersPerMinute : options.ContractOrdersPerMinute, MinuteMillis).TryTake(now),
            Metered.Canceling when isSpot =>
                Window(key, "spot cancel 10 s", options.SpotCancelsPerTenSeconds, 10_000).TryTake(now)
                && Window(key, "spot cancel", options.SpotCancelsPerMinute, MinuteMillis).TryTake(now),
            Metered.Canceling => Window(key, "contract cancel", options.ContractCancelsPerMinute, MinuteMillis).TryTake(now),
            _ => true,
        };
    }

    private static string Endpoint(Route route) => route.Method + " " + route.Path;

    private SlidingWindow Window(string who, string what, int limit, long millis)
    {
        if (!_windows.TryGetValue((who, what), out var window))
        {
            _windows.Add((who, what), window = new SlidingWindow(limit, millis));
        }

        return window;
    }
}
