using System.Diagnostics;

namespace Chronos.Host.Demo;

/// <summary>Holds recorded time to real time: so many recorded seconds in one real second, or no waiting.</summary>
/// <param name="speed">Recorded seconds a real second; 0 does not wait.</param>
internal sealed class Pace(int speed)
{
    private readonly long _realStart = Stopwatch.GetTimestamp();
    private long _recordedStart = -1;

    /// <summary>Waits until a recorded time has come; false when stopped before.</summary>
    public bool WaitFor(long recordedNanos, CancellationToken stop)
    {
        if (_recordedStart < 0)
        {
            _recordedStart = recordedNanos;
        }

        if (speed == 0)
        {
            return !stop.IsCancellationRequested;
        }

        var due = TimeSpan.FromTicks((recordedNanos - _recordedStart) / speed / TimeSpan.NanosecondsPerTick);
        while (Stopwatch.GetElapsedTime(_realStart) is var passed && passed < due)
        {
            if (stop.WaitHandle.WaitOne(due - passed < TimeSpan.FromSeconds(60) ? due - passed : TimeSpan.FromSeconds(60)))
            {
                return false;
            }
        }

        return !stop.IsCancellationRequested;
    }
}
