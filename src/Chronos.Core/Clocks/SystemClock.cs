using System.Diagnostics;

namespace Chronos.Core.Clocks;

/// <summary>
/// The machine's clock: the wall time read once at construction, advanced by the monotonic counter, so that a step of
/// the wall clock cannot move engine time backwards.
/// </summary>
public sealed class SystemClock : IClock
{
    // The only place in Core that may read a clock; everything else is handed the time.
#pragma warning disable RS0030
    private readonly long _originNanos = (DateTime.UtcNow.Ticks - DateTime.UnixEpoch.Ticks) * 100;
    private readonly long _originTicks = Stopwatch.GetTimestamp();
    private static readonly bool CounterIsNanoseconds = Stopwatch.Frequency == 1_000_000_000;

    /// <inheritdoc />
    public long NowNanos()
    {
        var elapsed = Stopwatch.GetTimestamp() - _originTicks;
        return _originNanos + (CounterIsNanoseconds ? elapsed : Scale(elapsed));
    }

    private static long Scale(long ticks) => (long)((Int128)ticks * 1_000_000_000 / Stopwatch.Frequency);
#pragma warning restore RS0030
}
