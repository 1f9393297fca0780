namespace Chronos.Core.Books;

/// <summary>Points of engine time, in nanoseconds since the Unix epoch.</summary>
internal static class Deadline
{
    /// <summary>So long after a time; the end of time where that is past it.</summary>
    public static long After(long timeNanos, long spanNanos) =>
        timeNanos > long.MaxValue - spanNanos ? long.MaxValue : timeNanos + spanNanos;
}
