namespace Chronos.Weex.Sandbox;

/// <summary>Limits of the venue, each counted over a sliding window. 0 switches one off.</summary>
public sealed class RateLimitOptions
{
    /// <summary>Weight an endpoint grants an address or a key in a window. Default 500.</summary>
    public int Weight { get; set; } = 500;

    /// <summary>Window of weights. Default 10.</summary>
    public int WeightSeconds { get; set; } = 10;

    /// <summary>Contract orders placed a minute by a key. Default 50.</summary>
    public int ContractOrdersPerMinute { get; set; } = 50;

    /// <summary>Contract orders canceled a minute by a key; the venue's window is not known. Default 50.</summary>
    public int ContractCancelsPerMinute { get; set; } = 50;

    /// <summary>Spot orders placed a minute by a key. Default 100.</summary>
    public int SpotOrdersPerMinute { get; set; } = 100;

    /// <summary>Spot orders canceled in ten seconds by a key. Default 80.</summary>
    public int SpotCancelsPerTenSeconds { get; set; } = 80;

    /// <summary>Spot orders canceled a minute by a key. Default 200.</summary>
    public int SpotCancelsPerMinute { get; set; } = 200;

    /// <summary>Connections made in five minutes. Default 300.</summary>
    public int ConnectionsPerFiveMinutes { get; set; } = 300;

    /// <summary>Connections at once. Default 100.</summary>
    public int ConnectionsAtOnce { get; set; } = 100;

    /// <summary>Subscriptions and their ends in an hour on one socket. Default 240.</summary>
    public int SocketOperationsPerHour { get; set; } = 240;

    /// <summary>Channels on one socket. Default 100.</summary>
    public int ChannelsPerSocket { get; set; } = 100;
}
