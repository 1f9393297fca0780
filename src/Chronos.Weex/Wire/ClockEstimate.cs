namespace Chronos.Weex.Wire;

/// <summary>How far the venue's clock is ahead of ours.</summary>
/// <param name="OffsetNanos">Add it to our time to get the venue's.</param>
/// <param name="ErrorNanos">The true offset differs by no more than this, if neither clock has drifted since.</param>
/// <param name="AgeNanos">How long ago it was measured.</param>
internal readonly record struct ClockEstimate(long OffsetNanos, long ErrorNanos, long AgeNanos);
