namespace Chronos.Core.Clocks;

/// <summary>A clock that stands where it was put: recorded data, backtests and tests drive time with it.</summary>
public sealed class ManualClock(long startNanos) : IClock
{
    private long _nowNanos = startNanos;

    /// <inheritdoc />
    public long NowNanos() => Volatile.Read(ref _nowNanos);

    /// <summary>Moves the clock forward to <paramref name="nanos"/>; an earlier time leaves it where it is.</summary>
    public void AdvanceTo(long nanos)
    {
        if (nanos > _nowNanos)
        {
            Volatile.Write(ref _nowNanos, nanos);
        }
    }
}
