using System.Globalization;
using System.Runtime;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Chronos.Bench.Gates;
using Chronos.Core;
using Chronos.Core.Clocks;
using Chronos.Core.Engine;
using Chronos.Core.Journal;
using Chronos.Core.Replay;

namespace Chronos.Bench;

/// <summary>
/// <c>engine</c>: latency at a fixed rate of the whole engine against the floor, and against the engine with the first 21
/// gates alone, alternating in one run.
/// </summary>
internal static class EngineCommand
{
    private static readonly (string Name, int PartsPerMillion)[] Percentiles =
        [("p50", 500_000), ("p90", 900_000), ("p99", 990_000), ("p99.9", 999_000)];

    public static int Run(BenchArguments arguments)
    {
        var clock = new SystemClock();
        var perRound = Math.Max(1, (int)(arguments.Rate * arguments.Seconds / arguments.Rounds));
        using var rig = new EngineRig(arguments.DataDirectory, arguments.Wait, arguments.RingSize, clock);
        using var floorRig = new FloorRig(arguments.Wait, arguments.RingSize);
        using var hopRig = new FloorRig(arguments.Wait, arguments.RingSize, hopOnly: true);
        var hop = new Side("hop", new FloorLoad(hopRig), hopRig, clock, rig: null, perRound);
        var floor = new Side("floor", new FloorLoad(floorRig), floorRig, clock, rig: null, perRound);
        var engine = new Side("engine", new EngineLoad(rig), rig.Loop, clock, rig, perRound);
        using var firstRig = new EngineRig(arguments.DataDirectory, arguments.Wait, arguments.RingSize, clock, new FirstGates());
        var first = new Side("first", new EngineLoad(firstRig), firstRig.Loop, clock, firstRig, perRound);
        var last = Environment.ProcessorCount - 1;
        using var consumer = new ConsumerThread(arguments.Pin ? last : null);
        if (arguments.Pin)
        {
            ThreadAffinity.PinCurrentThread(0);
        }

        var rounds = new OpenLoopRounds(new OpenLoop(clock, arguments.Rate), consumer, perRound);
        var warmed = rounds.WarmUp([hop, floor, first, engine]);
        var compiled = JitInfo.GetCompiledMethodCount();
        var collections = Collections();
        var waitsBefore = rig.Journal.Waits;
        var (eventsBefore, verifiedBefore) = (engine.Handler.Events, engine.Handler.Verified);
        for (var round = 0; round < arguments.Rounds; round++)
        {
            rounds.Measure(hop);
            rounds.Measure(floor);
            rounds.Measure(first);
            rounds.Measure(engine);
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
            ["slotBytes"] = Unsafe.SizeOf<EventSlot>(),
            ["ringSlots"] = arguments.RingSize,
            ["recordBytes"] = JournalRecord.LengthOf(FloorRig.PayloadBytes),
            ["rate"] = arguments.Rate,
            ["rounds"] = arguments.Rounds,
            ["proposalsPerRound"] = perRound,
            ["warmUp"] = warmed,
            ["methodsCompiledWhileMeasuring"] = JitInfo.GetCompiledMethodCount() - compiled,
        };
        AddRatios(result, "", floor, engine);
        AddRatios(result, "first.", first, engine);
        AddSide(result, hop);
        AddSide(result, floor);
        AddSide(result, first);
        AddSide(result, engine);
        var decided = engine.Handler.Verified - verifiedBefore;
        result["approvalsVerified"] = decided;
        result["engineEventsProcessed"] = engine.Handler.Events - eventsBefore;
        result["allocatedBytesPerProposal"] = (double)engine.AllocatedBytes / Math.Max(1, decided);
        result["engineThreadFaults"] = engine.Faults;
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

    /// <summary>
    /// Engine over floor, and over the engine with the first gates. Quiet rounds are those in which both threads had nearly all of the time; on a machine that is
    /// shared only they say what the code costs.
    /// </summary>
    private static void AddRatios(Dictionary<string, object> result, string over, Side floor, Side engine)
    {
        result[over + "ratioP50"] = Ratio(engine.Latency, floor.Latency);
        var pairs = engine.RoundMedians.Zip(floor.RoundMedians, (e, f) => (double)e / f).ToArray();
        var quiet = pairs.Where((_, i) => engine.RoundsQuiet[i] && floor.RoundsQuiet[i]).ToArray();
        result[over + "ratioRounds"] = Spread.Of(pairs);
        result[over + "quietRatioP50"] = Ratio(engine.QuietLatency, floor.QuietLatency);
        result[over + "quietRatioRounds"] = Spread.Of(quiet);
        result[over + "quietRounds"] = $"{floor.Name} {floor.RoundsQuiet.Count(q => q)}, engine {engine.RoundsQuiet.Count(q => q)}, both {quiet.Length}";
    }

    private static void AddSide(Dictionary<string, object> result, Side side)
    {
        AddLatency(result, side.Name, side.Latency);
        AddLatency(result, $"{side.Name}.quiet", side.QuietLatency);
        result[$"{side.Name}.stalls"] = $"p99.9 {side.Stalls.PercentileNanos(999_000)} max {side.Stalls.MaxNanos}";
    }

    private static void AddLatency(Dictionary<string, object> result, string name, LatencyHistogram latency)
    {
        foreach (var (percentile, parts) in Percentiles)
        {
            result[$"{name}.{percentile}"] = latency.PercentileNanos(parts);
        }

        result[$"{name}.max"] = latency.MaxNanos;
    }

    private static double Ratio(LatencyHistogram engine, LatencyHistogram floor) =>
        Math.Round((double)engine.PercentileNanos(500_000) / Math.Max(1, floor.PercentileNanos(500_000)), 3);

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
