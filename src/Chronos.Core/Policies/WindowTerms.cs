namespace Chronos.Core.Policies;

/// <summary>Lengths of the windows of market figures. Nanoseconds.</summary>
public sealed record WindowTerms
{
    /// <summary>Window of price drift.</summary>
    public required long DriftNanos { get; init; }

    /// <summary>Window of volatility.</summary>
    public required long VolatilityNanos { get; init; }

    /// <summary>Window of traded volume.</summary>
    public required long VolumeNanos { get; init; }

    /// <summary>Window of the latency percentiles.</summary>
    public required long LatencyNanos { get; init; }
}
