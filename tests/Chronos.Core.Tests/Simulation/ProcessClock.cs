using Chronos.Core.Clocks;

namespace Chronos.Core.Tests.Simulation;

/// <summary>
/// The wall clock as one process sees it: as the system's clock it never runs backwards within a process, whatever the wall
/// clock does; the next process may begin earlier.
/// </summary>
internal sealed class ProcessClock(Func<long> wallNanos) : IClock
{
    private long _lastNanos;

    /// <inheritdoc />
    public long NowNanos() => _lastNanos = Math.Max(_lastNanos, wallNanos());
}
