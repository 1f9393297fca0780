using System.Diagnostics;
using System.Globalization;
using System.Runtime;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Chronos.Core;
using Chronos.Core.Clocks;
using Chronos.Core.Engine;
using Chronos.Core.Journal;
using Chronos.Core.Replay;

namespace Chronos.Bench;

/// <summary>
/// <c>engine</c>: latency at a fixed rate of the whole engine against the floor, alternating in one run.
/// </summary>
internal static class EngineCommand
{
    private const int StableRoundsNeeded = 4;
    private const double WarmupSecondsMin = 3;
    private const double WarmupSecondsMax = 40;

    private static readonly (string Name, int PartsPerMillion)[] Percentiles =
        [("p50", 500_000), ("p90", 900_000), ("p99", 990_000), ("p99.9", 999_000)];

    public static int Run(BenchArguments arguments)
    {
        var clock = new SystemClock();
        var perRound = Math.Max(1, (int)(arguments.Rate * arguments.Seconds / arguments.Rounds));
        using var rig = new EngineRig(arguments.DataDirectory, arguments.Wait, clock);
        using var floorRig = new FloorRig(arguments.Wait);
        var floor = new Side("floor", new FloorLoad(floorRig), floorRig, clock, isEngine: false, perRound);
        var load = new EngineLoad(rig);
        var engine = new Side("engine", load, rig.Loop, clock, isEngine: true, perRound);
        var last = Environment.ProcessorCount - 1;
        using var consumer = new ConsumerThread(arguments.Pin ? last : null);
        if (arguments.Pin)
        {
            ThreadAffinity.PinCurrentThread(0);
        }

        var loop = new OpenLoop(clock, arguments.Rate);
        var warmed = WarmUp(floor, engine, loop, consumer, perRound);
        var compiled = JitInfo.GetCompiledMethodCount();
        var collections = Collections();
        var waitsBefore = rig.Journal.Waits;
        var (eventsBefore, verifiedBefore) = (engine.Handler.Events, engine.Handler.Verified);
        for (var round = 0; round < arguments.Rounds; round++)
        {
            Measure(floor, loop, consumer, perRound);
            Measure(engine, loop, consumer, perRound);
        }

        var result = new Dictionary<string, object>
        {
            ["machine"] = $"{Machine.Cpu} ({Machine.CpuFamily}), {Environment.ProcessorCount} processors",
            ["runtime"] = Machine.Runtime,
            ["clocksource"] = Machine.Clocksource,
            ["loadAverage"] = Machine.Load,
            ["wait"] = arguments.Wait.ToString(),
            ["pinned"] = arguments.Pin ? $"producer 0, engine {last}, journal free" : "no",
            ["durability"] = rig.JournalOptions.Durability.ToString(),
            ["segments"] = $"{Machine.FileSystemOf(rig.Root)} at {arguments.DataDirectory}",
            ["journalRing"] = $"{Machine.FileSystemOf("/dev/shm")}, {rig.JournalOptions.RingBytes >> 20} MiB",
            ["slotBytes"] = Unsafe.SizeOf<EngineEvent>(),
            ["ringSlots"] = EngineRig.RingSize,
            ["recordBytes"] = JournalRecord.LengthOf(FloorRig.PayloadBytes),
            ["rate"] = arguments.Rate,
            ["rounds"] = arguments.Rounds,
            ["proposalsPerRound"] = perRound,
            ["warmUp"] = warmed,
            ["methodsCompiledWhileMeasuring"] = JitInfo.GetCompiledMethodCount() - compiled,
        };
        var ratios = Ratios(engine.RoundMedians, floor.RoundMedians);
        AddSide(result, floor);
        AddSide(result, engine);
        result["ratioP50"] = Round((double)engine.Latency.PercentileNanos(500_000) / floor.Latency.PercentileNanos(500_000));
        result["ratioMedianOfRounds"] = Round(ratios[ratios.Length / 2]);
        result["ratioSpread"] = $"{Round(ratios[0])} to {Round(ratios[^1])}, middle half {Round(ratios[ratios.Length / 4])} to {Round(ratios[ratios.Length * 3 / 4])}";
        var decided = (long)engine.Handler.Verified - verifiedBefore;
        result["approvalsVerified"] = decided;
        result["engineEventsProcessed"] = engine.Handler.Events - eventsBefore;
        result["allocatedBytesPerProposal"] = (double)engine.AllocatedBytes / Math.Max(1, decided);
        result["collections"] = string.Join('/', Collections().Zip(collections, (after, before) => after - before));
        result["journalRingFull"] = rig.Journal.Waits - waitsBefore;
        result["syncs"] = $"{rig.Syncs.Count}, longest {rig.Syncs.MaxNanos / 1000} us, largest group {rig.Syncs.MaxGroupRecords} records";

        var failure = engine.Handler.Failure;
        failure ??= decided == (long)perRound * arguments.Rounds ? null : $"only {decided} approvals";
        failure ??= engine.AllocatedBytes == 0 ? null : $"{engine.AllocatedBytes} bytes allocated on the engine thread";
        failure ??= Stop(rig, arguments, result);
        result["failure"] = failure ?? "none";
        Print(result, arguments.Json);
        return failure is null ? 0 : 1;
    }

    /// <summary>Alternates unmeasured rounds until the JIT has had nothing to do for a while.</summary>
    private static string WarmUp(Side floor, Side engine, OpenLoop loop, ConsumerThread consumer, int perRound)
    {
        var started = Stopwatch.GetTimestamp();
        var methods = -1L;
        for (var stable = 0; ;)
        {
            foreach (var side in (Side[])[floor, engine])
            {
                Measure(side, loop, consumer, perRound);
            }

            var now = JitInfo.GetCompiledMethodCount();
            stable = now == methods ? stable + 1 : 0;
            methods = now;
            var elapsed = Stopwatch.GetElapsedTime(started).TotalSeconds;
            if ((stable >= StableRoundsNeeded && elapsed > WarmupSecondsMin) || elapsed > WarmupSecondsMax)
            {
                floor.Forget();
                engine.Forget();
                GC.Collect();
                GC.WaitForPendingFinalizers();
                GC.Collect();
                return $"{elapsed:F1} s, {methods} methods compiled{(stable >= StableRoundsNeeded ? "" : ", not settled")}";
            }
        }
    }

    private static void Measure(Side side, OpenLoop loop, ConsumerThread consumer, int perRound)
    {
        consumer.Begin(side);
        loop.Run(side.Load, perRound, side.Stalls);
        consumer.WaitForEnd();
        side.AllocatedBytes += consumer.AllocatedBytes;
        foreach (var nanos in side.Handler.Samples)
        {
            side.Latency.Record(nanos);
        }

        side.Handler.Samples.Sort();
        side.RoundMedians.Add(side.Handler.Samples[side.Handler.Samples.Length / 2]);
    }

    private static void AddSide(Dictionary<string, object> result, Side side)
    {
        foreach (var (name, parts) in Percentiles)
        {
            result[$"{side.Name}.{name}"] = side.Latency.PercentileNanos(parts);
        }

        side.RoundMedians.Sort();
        result[$"{side.Name}.p50OfRounds"] = $"{side.RoundMedians[side.RoundMedians.Count / 2]}, best {side.RoundMedians[0]}";
        result[$"{side.Name}.max"] = side.Latency.MaxNanos;
        result[$"{side.Name}.stalls.p99.9"] = side.Stalls.PercentileNanos(999_000);
        result[$"{side.Name}.stalls.max"] = side.Stalls.MaxNanos;
    }

    private static double[] Ratios(List<long> engine, List<long> floor)
    {
        var ratios = engine.Zip(floor, (e, f) => (double)e / f).ToArray();
        Array.Sort(ratios);
        return ratios;
    }

    private static string? Stop(EngineRig rig, BenchArguments arguments, Dictionary<string, object> result)
    {
        if (!rig.Stop())
        {
            return "the journal did not close in good order";
        }

        if (!arguments.Verify)
        {
            return null;
        }

        using var keys = EngineRig.NewKeys();
        using var replayer = new Replayer(keys);
        using var reader = JournalReader.Open(rig.Root);
        while (reader.TryRead(out var record))
        {
            replayer.Replay(in record);
        }

        var report = replayer.Report();
        result["replayed"] = $"{report.Identical} of {report.Records} records identical, {report.SealsRecomputed} seals recomputed";
        return report.IsIdentical ? null : $"replay differs: {report.FirstDifference}";
    }

    private static int[] Collections() => [GC.CollectionCount(0), GC.CollectionCount(1), GC.CollectionCount(2)];

    private static double Round(double value) => Math.Round(value, 3);

    private static void Print(Dictionary<string, object> result, bool json)
    {
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(result));
            return;
        }

        foreach (var (key, value) in result)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{key,-32} {value}"));
        }
    }
}
