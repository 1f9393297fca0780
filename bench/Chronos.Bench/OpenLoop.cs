using Chronos.Core.Clocks;
using Chronos.Core.Engine;

namespace Chronos.Bench;

/// <summary>
/// Sends at a fixed rate by the clock and stamps each proposal with when it was meant to go, so that a stall anywhere
/// counts against every proposal it delays and none is omitted.
/// </summary>
internal sealed class OpenLoop(IClock clock, int rate)
{
    private const long NanosPerSecond = 1_000_000_000;
    private const long LeadNanos = 200_000;

    private long _lastLook;

    /// <summary>
    /// One round of so many proposals. The gaps between two looks at the clock go to <paramref name="stalls"/>: tens of
    /// nanoseconds while the thread runs, and as long as it did not run otherwise.
    /// </summary>
    public void Run(ILoad load, int count, LatencyHistogram stalls)
    {
        var start = clock.NowNanos() + LeadNanos;
        var interval = NanosPerSecond / rate;
        _lastLook = clock.NowNanos();
        for (var i = 0; i < count; i++)
        {
            WaitUntil(load, start + i * NanosPerSecond / rate, interval / 2, stalls);
            while (!load.TrySend(start + i * NanosPerSecond / rate))
            {
                load.Pump();
            }
        }

        while (!load.IsIdle)
        {
            load.Pump();
        }

        SendEnd(load);
    }

    private void WaitUntil(ILoad load, long intended, long half, LatencyHistogram stalls)
    {
        long now;
        while ((now = Look(stalls)) < intended)
        {
            load.Pump();
            if (intended - now < half)
            {
                load.SendMarket();
            }
        }

        load.SendMarket();
    }

    private long Look(LatencyHistogram stalls)
    {
        var now = clock.NowNanos();
        stalls.Record(now - _lastLook);
        _lastLook = now;
        return now;
    }

    private void SendEnd(ILoad load)
    {
        long sequence;
        while (!load.Ring.TryClaim(out sequence))
        {
            Thread.SpinWait(1);
        }

        var now = clock.NowNanos();
        EventWriter.Write(
            ref load.Ring[sequence], Chronos.Core.EventKind.Tick, new Chronos.Core.Model.TimerTick(1), new IngressStamp(now, now));
        load.Ring.Publish(sequence);
    }
}
