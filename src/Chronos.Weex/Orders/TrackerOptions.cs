namespace Chronos.Weex.Orders;

/// <summary>How long the tracker doubts.</summary>
internal sealed record TrackerOptions
{
    /// <summary>The venue refuses requests signed longer ago than this; nothing under way is taken later. Milliseconds.</summary>
    public long TimestampWindowMillis { get; init; } = 30_000;

    /// <summary>Bound of the error of our idea of the venue's clock, and of how stale its lists are. Milliseconds.</summary>
    public long DoubtMillis { get; init; } = 5_000;

    /// <summary>Complete readings behind the fence that must agree before an order is taken to have never arrived; 2 or more.</summary>
    public int AbsentPassesMin { get; init; } = 2;

    /// <summary>The same while the private stream was not connected all the time since the order was sent.</summary>
    public int AbsentPassesMinWithGap { get; init; } = 5;

    /// <summary>How long a fill of an order nobody knows waits for its order before it is booked without one. Milliseconds.</summary>
    public long ParkMillis { get; init; } = 5_000;

    /// <summary>How long an order that has ended is remembered, for what is told twice or late. Milliseconds.</summary>
    public long RememberMillis { get; init; } = 600_000;
}
