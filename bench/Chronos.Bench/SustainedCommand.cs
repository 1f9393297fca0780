using System.Diagnostics;
using System.Globalization;
using System.Runtime;
using System.Text.Json;
using Chronos.Bench.Gates;
using Chronos.Core;
using Chronos.Core.Clocks;
using Chronos.Core.Engine;
using Chronos.Core.Model;
using Chronos.Core.Ring;

namespace Chronos.Bench;

/// <summary>
/// <c>sustained</c>: decisions a second of one engine thread as fast as they can be fed, with everything on: fed over the
/// ring by a producer on the other processor, and fed in the engine thread itself; segments on disk and on tmpfs.
/// </summary>
internal static class SustainedCommand
{
    private const double WarmupSeconds = 1.5;
    private const int FeedBatch = 64;

    public static int Run(BenchArguments arguments)
    {
        var seconds = arguments.Seconds / arguments.Rounds;
        Variant[] variants =
        [
            new("ring, disk", arguments.DataDirectory, OverRing: true),
            new("ring, tmpfs", "/dev/shm", OverRing: true),
            new("in thread, disk", arguments.DataDirectory, OverRing: false),
            new("in thread, tmpfs", "/dev/shm", OverRing: false),
            new("in thread, tmpfs, first gates", "/dev/shm", OverRing: false, FirstGatesOnly: true),
        ];
        variants = [.. variants.Where(v => v.Name.Contains(arguments.Only, StringComparison.Ordinal))];
        if (variants.Length == 0)
        {
            throw new ArgumentException($"--only '{arguments.Only}' is part of no variant's name");
        }

        string? failure = null;
        for (var round = -1; round < arguments.Rounds && failure is null; round++)
        {
            // Round -1 warms up; every later one still runs a moment unmeasured on its new rig.
            foreach (var variant in variants)
            {
                failure ??= RunOne(variant, arguments, round < 0 ? WarmupSeconds : seconds, isMeasured: round >= 0);
            }
        }

        Print(variants, arguments, failure);
        return failure is null ? 0 : 1;
    }

    private static string? RunOne(Variant variant, BenchArguments arguments, double seconds, bool isMeasured)
    {
        var clock = new SystemClock();
        using var rig = new EngineRig(
            variant.Directory, arguments.Wait, arguments.RingSize, clock, variant.FirstGatesOnly ? new FirstGates() : null);
        var round = new SustainedRound(rig, arguments.Pin);
        round.Run(variant.OverRing, seconds / 4, FeedBatch);
        if (isMeasured)
        {
            GC.Collect();
        }

        var methods = JitInfo.GetCompiledMethodCount();
        var collections = GC.CollectionCount(0);
        var waits = rig.Journal.Waits;
        round.Run(variant.OverRing, seconds, FeedBatch);
        if (round.Failure is not null)
        {
            return $"{variant.Name}: {round.Failure}";
        }

        if (!rig.Stop())
        {
            return $"{variant.Name}: the journal did not close in good order";
        }

        if (!isMeasured)
        {
            return null;
        }

        variant.PerSecond.Add(round.Decided / round.ElapsedSeconds);
        if (round.DecidingSeconds > 0)
        {
            variant.PerDecidingSecond.Add(round.Decided / round.DecidingSeconds);
        }

        variant.PerCpuSecond.Add(round.Decided / round.EngineCpuSeconds);
        variant.Utilisation.Add(round.EngineCpuSeconds / round.ElapsedSeconds);
        variant.AllocatedBytes += round.AllocatedBytes;
        variant.Decided += round.Decided;
        variant.Events += round.Events;
        variant.JournalWaits += rig.Journal.Waits - waits;
        variant.Collections += GC.CollectionCount(0) - collections;
        variant.MethodsCompiled += JitInfo.GetCompiledMethodCount() - methods;
        return variant.AllocatedBytes == 0 ? null : $"{variant.Name}: {variant.AllocatedBytes} bytes allocated on the engine thread";
    }

    private static void Print(Variant[] variants, BenchArguments arguments, string? failure)
    {
        var result = new Dictionary<string, object>
        {
            ["machine"] = $"{Machine.Cpu} ({Machine.CpuFamily}), {Environment.ProcessorCount} processors",
            ["runtime"] = Machine.Runtime,
            ["loadAverage"] = Machine.Load,
            ["wait"] = arguments.Wait.ToString(),
            ["ringSlots"] = arguments.RingSize,
            ["pinned"] = arguments.Pin ? "producer 0, engine last, journal free" : "no",
            ["disk"] = $"{Machine.FileSystemOf(arguments.DataDirectory)} at {arguments.DataDirectory}",
        };
        foreach (var v in variants.Where(v => v.PerSecond.Count > 0))
        {
            v.PerSecond.Sort();
            v.Utilisation.Sort();
            v.PerCpuSecond.Sort();
            result[v.Name] = string.Create(
                CultureInfo.InvariantCulture,
                $"{v.PerSecond[v.PerSecond.Count / 2]:N0} decisions/s (min {v.PerSecond[0]:N0}, max {v.PerSecond[^1]:N0}, {v.PerSecond.Count} rounds), "
                + $"{Deciding(v)}"
                + $"{v.PerCpuSecond[v.PerCpuSecond.Count / 2]:N0} a second of its processor, of which it had {v.Utilisation[v.Utilisation.Count / 2]:P0}, {v.Events} events for {v.Decided} decisions, "
                + $"{(double)v.AllocatedBytes / Math.Max(1, v.Decided)} B/decision, {v.Collections} collections, "
                + $"{v.MethodsCompiled} methods compiled, journal ring full {v.JournalWaits} times");
        }

        result["failure"] = failure ?? "none";
        if (arguments.Json)
        {
            Console.WriteLine(JsonSerializer.Serialize(result));
            return;
        }

        foreach (var (key, value) in result)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{key,-20} {value}"));
        }
    }

    private static string Deciding(Variant v)
    {
        v.PerDecidingSecond.Sort();
        return v.PerDecidingSecond.Count == 0 ? "" : string.Create(
            CultureInfo.InvariantCulture,
            $"{v.PerDecidingSecond[v.PerDecidingSecond.Count / 2]:N0} a second in the engine's own code (max {v.PerDecidingSecond[^1]:N0}), ");
    }

    private sealed record Variant(string Name, string Directory, bool OverRing, bool FirstGatesOnly = false)
    {
        public List<double> PerSecond { get; } = [];

        public List<double> PerCpuSecond { get; } = [];

        public List<double> PerDecidingSecond { get; } = [];

        public List<double> Utilisation { get; } = [];

        public long AllocatedBytes { get; set; }

        public long Decided { get; set; }

        public long Events { get; set; }

        public long JournalWaits { get; set; }

        public long Collections { get; set; }

        public long MethodsCompiled { get; set; }
    }
}
