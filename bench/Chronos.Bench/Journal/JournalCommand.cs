using System.Diagnostics;
using System.Globalization;
using Chronos.Core.Clocks;
using Chronos.Core.Engine;

namespace Chronos.Bench.Journal;

/// <summary>
/// <c>journal</c>: what the journal and its group sync do to the tail. The whole engine with its journal on a real directory
/// takes turns with the same engine whose journal keeps nothing; before each round the journal thread has come to rest, so that
/// it works in its own rounds alone. Once over the ring, and once in the engine thread, which leaves it a processor where
/// there are two.
/// </summary>
internal static class JournalCommand
{
    private const double RatioMax = 3;
    private const double RestSecondsMax = 10;
    private const int VouchedMillis = 20;
    private const int WarmRounds = 6;
    private const int TailPartsPerMillion = 999_000;
    private const int ProcessorsForTheRing = 3;

    private static readonly (string Name, int PartsPerMillion)[] Percentiles = [("p50", 500_000), ("p99", 990_000), ("p99.9", TailPartsPerMillion)];

    public static int Run(BenchArguments arguments)
    {
        var perRound = Math.Max(1000, (int)(arguments.Rate * arguments.Seconds / arguments.Rounds));
        var report = new BenchReport
        {
            ["segments"] = $"{Machine.FileSystemOf(arguments.DataDirectory)} at {arguments.DataDirectory}",
            ["rate"] = arguments.Rate,
            ["rounds"] = $"{arguments.Rounds} of {perRound} proposals a side",
        };
        var failure = OverRing(arguments, perRound, report) ?? InThread(arguments, perRound, report);
        return report.Print(arguments.Json, failure);
    }

    private static string? OverRing(BenchArguments arguments, int perRound, BenchReport report)
    {
        var clock = new SystemClock();
        using var noJournal = new NoJournal();
        using var without = new EngineRig(arguments.DataDirectory, arguments.Wait, arguments.RingSize, clock, journal: noJournal);
        using var with = new EngineRig(arguments.DataDirectory, arguments.Wait, arguments.RingSize, clock);
        var withoutSide = new Side("without", new EngineLoad(without), without.Loop, clock, without, perRound);
        var withSide = new Side("with", new EngineLoad(with), with.Loop, clock, with, perRound);

        // Threads of a bound thread are bound as well, and the journal's have to be free: they run by now.
        return OnOwnThread(arguments.Pin ? 0 : null, () =>
        {
            using var consumer = new ConsumerThread(arguments.Pin ? Environment.ProcessorCount - 1 : null);
            var rounds = new OpenLoopRounds(new OpenLoop(clock, arguments.Rate), consumer, perRound);
            report["over the ring: warm-up"] = rounds.WarmUp([withoutSide, withSide]);
            var syncs = with.Syncs.Count;
            for (var round = 0; round < arguments.Rounds; round++)
            {
                Rest(with);
                rounds.Measure(withoutSide);
                rounds.Measure(withSide);
            }

            report["over the ring: syncs"] = SyncsOf(with, syncs);
            Add(report, "over the ring", withoutSide, withSide, isTarget: Environment.ProcessorCount >= ProcessorsForTheRing);
            return withoutSide.Handler.Failure ?? withSide.Handler.Failure;
        });
    }

    private static string? InThread(BenchArguments arguments, int perRound, BenchReport report)
    {
        var clock = new SystemClock();
        using var noJournal = new NoJournal();
        using var without = new EngineRig(arguments.DataDirectory, arguments.Wait, arguments.RingSize, clock, journal: noJournal);
        using var with = new EngineRig(arguments.DataDirectory, arguments.Wait, arguments.RingSize, clock);
        var withoutSide = new Side("without", new EngineLoad(without), without.Loop, clock, without, perRound);
        var withSide = new Side("with", new EngineLoad(with), with.Loop, clock, with, perRound);
        var withoutLoop = new InThreadLoop(without, arguments.Rate, withoutSide.Stalls);
        var withLoop = new InThreadLoop(with, arguments.Rate, withSide.Stalls);
        return OnOwnThread(arguments.Pin ? Environment.ProcessorCount - 1 : null, () =>
        {
            var samples = new long[perRound];
            var syncs = 0L;
            for (var round = -WarmRounds; round < arguments.Rounds; round++)
            {
                if (round == 0)
                {
                    withoutSide.Forget();
                    withSide.Forget();
                    syncs = with.Syncs.Count;
                }

                Rest(with);
                Measure(withoutSide, withoutLoop, samples);
                Measure(withSide, withLoop, samples);
            }

            report["in thread: syncs"] = SyncsOf(with, syncs);
            Add(report, "in thread", withoutSide, withSide, isTarget: Environment.ProcessorCount < ProcessorsForTheRing);
            return with.Counters.Blocked + without.Counters.Blocked == 0 ? null : "proposals were blocked";
        });
    }

    private static void Measure(Side side, InThreadLoop loop, long[] samples)
    {
        var (cpu, wall) = (ThreadUsage.CpuNanos(), Stopwatch.GetTimestamp());
        loop.Run(samples);
        var isQuiet = ThreadUsage.CpuNanos() - cpu >= Stopwatch.GetElapsedTime(wall).TotalNanoseconds * OpenLoopRounds.QuietShare;
        side.Add(samples, isQuiet);
    }

    /// <summary>Waits until the journal thread has synced everything and vouched for it.</summary>
    private static void Rest(EngineRig rig)
    {
        var start = Stopwatch.GetTimestamp();
        while (rig.Store.Ring.UnsyncedBytes != 0)
        {
            if (Stopwatch.GetElapsedTime(start).TotalSeconds > RestSecondsMax)
            {
                throw new InvalidOperationException("the disk has not taken one round's records in time");
            }

            Thread.Sleep(1);
        }

        Thread.Sleep(VouchedMillis);
    }

    private static void Add(BenchReport report, string how, Side without, Side with, bool isTarget)
    {
        foreach (var side in (Side[])[without, with])
        {
            report[$"{how}: {side.Name} journal, ns"] = $"{Tails(side.Latency)}; quiet rounds {Tails(side.QuietLatency)}";
            report[$"{how}: {side.Name} journal, stall meter, ns"] = Tails(side.Stalls);
            report[$"{how}: {side.Name} journal, quiet rounds"] = $"{side.RoundsQuiet.Count(q => q)} of {side.RoundsQuiet.Count}";
        }

        var pairs = with.RoundTails.Zip(without.RoundTails, (a, b) => (double)a / Math.Max(1, b)).ToArray();
        report[$"{how}: p99.9 with / without, all rounds"] = Ratio(with.Latency, without.Latency);
        report[$"{how}: p99.9 with / without, quiet rounds"] = Ratio(with.QuietLatency, without.QuietLatency);
        report[$"{how}: p99.9 with / without, round by round"] = Spread.Of(pairs);
        if (isTarget)
        {
            report.Judge($"p99.9 {how}, with / without, median of rounds <= {RatioMax}", Spread.Median(pairs), Spread.Median(pairs) <= RatioMax);
        }
    }

    private static string Tails(LatencyHistogram latency) =>
        latency.Count == 0 ? "none" : string.Join(' ', Percentiles.Select(p => $"{p.Name} {latency.PercentileNanos(p.PartsPerMillion)}"));

    private static string Ratio(LatencyHistogram with, LatencyHistogram without) => with.Count == 0 || without.Count == 0
        ? "none"
        : ((double)with.PercentileNanos(TailPartsPerMillion) / Math.Max(1, without.PercentileNanos(TailPartsPerMillion))).ToString("F3", CultureInfo.InvariantCulture);

    private static string SyncsOf(EngineRig rig, long before) => string.Create(
        CultureInfo.InvariantCulture,
        $"{rig.Syncs.Count - before}, longest {rig.Syncs.MaxNanos / 1000} us, largest group {rig.Syncs.MaxGroupRecords} records, ring full {rig.Journal.Waits} times");

    private static string? OnOwnThread(int? cpu, Func<string?> body)
    {
        string? failure = null;
        Exception? thrown = null;
        var thread = new Thread(() =>
        {
            try
            {
                if (cpu is { } processor)
                {
                    ThreadAffinity.PinCurrentThread(processor);
                }

                failure = body();
            }
#pragma warning disable CA1031 // Handed to the main thread, which ends the run with it.
            catch (Exception e)
#pragma warning restore CA1031
            {
                thrown = e;
            }
        });
        thread.Start();
        thread.Join();
        return thrown is null ? failure : throw new InvalidOperationException("the run failed", thrown);
    }
}
