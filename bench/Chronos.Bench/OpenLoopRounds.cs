using System.Diagnostics;
using System.Runtime;

namespace Chronos.Bench;

/// <summary>
/// Rounds of an open loop on the calling thread and one engine thread, for sides that take turns. A round is quiet when both
/// threads had nearly all of its time; on a machine that is shared only such rounds say what the code costs.
/// </summary>
internal sealed class OpenLoopRounds(OpenLoop loop, ConsumerThread consumer, int perRound)
{
    /// <summary>Share of a round's time both threads had in a quiet one.</summary>
    public const double QuietShare = 0.9;

    private const double SettledSecondsMin = 1.5;
    private const double WarmupSecondsMin = 3;
    private const double WarmupSecondsMax = 40;

    /// <summary>Alternates unmeasured rounds until the JIT has had nothing to do for a while.</summary>
    public string WarmUp(Side[] sides)
    {
        var started = Stopwatch.GetTimestamp();
        var changed = started;
        var methods = -1L;
        while (true)
        {
            Array.ForEach(sides, Measure);
            var now = JitInfo.GetCompiledMethodCount();
            changed = now == methods ? changed : Stopwatch.GetTimestamp();
            methods = now;
            var elapsed = Stopwatch.GetElapsedTime(started).TotalSeconds;
            var settled = Stopwatch.GetElapsedTime(changed).TotalSeconds > SettledSecondsMin;
            if ((settled && elapsed > WarmupSecondsMin) || elapsed > WarmupSecondsMax)
            {
                Array.ForEach(sides, s => s.Forget());
                GC.Collect();
                GC.WaitForPendingFinalizers();
                GC.Collect();
                return $"{elapsed:F1} s, {methods} methods compiled{(settled ? "" : ", not settled")}";
            }
        }
    }

    /// <summary>One round of one side.</summary>
    public void Measure(Side side)
    {
        var (cpu, wall) = (ThreadUsage.CpuNanos(), Stopwatch.GetTimestamp());
        consumer.Begin(side);
        loop.Run(side.Load, perRound, side.Stalls);
        consumer.WaitForEnd();
        var needed = Stopwatch.GetElapsedTime(wall).TotalNanoseconds * QuietShare;
        var quiet = ThreadUsage.CpuNanos() - cpu >= needed && consumer.CpuNanos >= needed;
        side.AllocatedBytes += consumer.AllocatedBytes;
        side.Faults += consumer.Faults;
        side.Add(side.Handler.Samples, quiet);
    }
}
