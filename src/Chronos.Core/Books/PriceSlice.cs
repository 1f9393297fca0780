namespace Chronos.Core.Books;

/// <summary>The middles quoted in one stretch of time. Middles doubled; times in engine nanoseconds.</summary>
internal struct PriceSlice
{
    /// <summary>When its first quote arrived.</summary>
    public long FromNanos;

    /// <summary>When its last quote arrived.</summary>
    public long UntilNanos;

    public long Lowest;
    public long Highest;
}
