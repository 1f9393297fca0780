using System.Globalization;
using System.Runtime;
using Chronos.Core.Clocks;
using Chronos.Core.Engine;

namespace Chronos.Bench.Steady;

/// <summary>
/// <c>steady</c>: counts what the engine thread asks of the system while it decides at a fixed rate with its journal on a real
/// directory: system calls, page faults, allocated bytes. The state is steady when the runtime compiled nothing in all of that
/// time: whoever makes the call that gets a method compiled again wakes the compiler. Before and after the time that counts, the thread makes a known number
/// of calls; a run whose instrument does not see exactly these tells nothing and fails.
/// </summary>
internal static class SteadyCommand
{
    /// <summary>Exit code where strace is missing or not allowed.</summary>
    public const int NoInstrument = 4;

    private const double SliceSeconds = 0.05;
    private const double WarmupSecondsMin = 4;
    private const double WarmupSecondsMax = 40;
    private const double SettledSeconds = 2;
    private const double LoadShareMin = 0.5;
    private const int AttachedMillis = 1000;

    // Rare paths are compiled again when they have been taken some thirty times, which may take a minute each.
    private const int UnsteadyMax = 20;

    public static int Run(BenchArguments arguments)
    {
        var clock = new SystemClock();
        using var rig = new EngineRig(arguments.DataDirectory, arguments.Wait, arguments.RingSize, clock);
        using var engine = new WatchedEngineThread(rig, arguments.Pin ? Environment.ProcessorCount - 1 : null);
        using var producer = new ProducerThread(rig, arguments.Rate, SliceSeconds, arguments.Pin ? 0 : null);
        var report = new BenchReport
        {
            ["segments"] = $"{Machine.FileSystemOf(arguments.DataDirectory)} at {arguments.DataDirectory}",
            ["wait"] = arguments.Wait.ToString(),
            ["rate"] = arguments.Rate,
        };
        report["warm-up"] = WarmUp();
        try
        {
            var watched = Watch(rig, engine, arguments.Seconds);
            var unsteady = new List<Watched>();
            while (watched.Methods != 0 && unsteady.Count < UnsteadyMax)
            {
                unsteady.Add(watched);
                watched = Watch(rig, engine, arguments.Seconds);
            }

            var failure = Judge(report, watched, unsteady, arguments);
            return report.Print(arguments.Json, failure);
        }
        catch (InvalidOperationException e) when (e.Message.StartsWith("strace", StringComparison.Ordinal))
        {
            _ = report.Print(arguments.Json, e.Message);
            return NoInstrument;
        }
    }

    private static string WarmUp()
    {
        var (elapsed, quiet, methods) = (0.0, 0.0, JitInfo.GetCompiledMethodCount());
        while (elapsed < WarmupSecondsMax && (elapsed < WarmupSecondsMin || quiet < SettledSeconds))
        {
            Thread.Sleep(TimeSpan.FromSeconds(SettledSeconds / 4));
            elapsed += SettledSeconds / 4;
            quiet = JitInfo.GetCompiledMethodCount() == methods ? quiet + SettledSeconds / 4 : 0;
            methods = JitInfo.GetCompiledMethodCount();
        }

        return string.Create(CultureInfo.InvariantCulture, $"{elapsed:F1} s, {methods} methods compiled");
    }

    private static Watched Watch(EngineRig rig, WatchedEngineThread engine, double seconds)
    {
        using var trace = SystemCallTrace.Attach(engine.Id);

        // Attaching is work of this thread, for which the JIT may have something to do.
        Thread.Sleep(AttachedMillis);
        engine.Mark();
        var (bytes, faults) = (engine.AllocatedBytes, ThreadFaults.Of(engine.Id));
        var (decided, syncs) = (rig.Counters.Approved, rig.Syncs.Count);
        var (methods, collections) = (JitInfo.GetCompiledMethodCount(), GC.CollectionCount(0));
        Thread.Sleep(TimeSpan.FromSeconds(seconds));
        var watched = new Watched
        {
            Decided = rig.Counters.Approved - decided,
            Syncs = rig.Syncs.Count - syncs,
            Methods = JitInfo.GetCompiledMethodCount() - methods,
            Collections = GC.CollectionCount(0) - collections,
            Faults = ThreadFaults.Of(engine.Id),
        };
        engine.Mark();
        watched.AllocatedBytes = engine.AllocatedBytes - bytes;
        watched.Faults = new ThreadFaults(watched.Faults.Minor - faults.Minor, watched.Faults.Major - faults.Major);
        watched.Calls = trace.Detach();
        return watched;
    }

    private static string? Judge(BenchReport report, Watched watched, List<Watched> unsteady, BenchArguments arguments)
    {
        var calls = watched.CallsBetweenMarks();
        report["instrument"] = $"strace saw {watched.Marks} of the {2 * WatchedEngineThread.CallsPerMark} calls made on purpose";
        report["before the steady state"] = $"{unsteady.Count} times {arguments.Seconds} s in which the runtime compiled {unsteady.Sum(w => w.Methods)} methods: "
            + $"{Names(unsteady.SelectMany(w => w.CallsBetweenMarks()))}";
        report["time watched"] = string.Create(CultureInfo.InvariantCulture, $"{arguments.Seconds} s, {watched.Decided} decisions, {watched.Syncs} syncs of the journal");
        report["methods compiled, process"] = watched.Methods;
        report["collections, process"] = watched.Collections;
        report["system calls"] = Names(calls);
        if (watched.Marks != 2 * WatchedEngineThread.CallsPerMark)
        {
            return "the instrument does not see what happens, so it tells nothing";
        }

        if (watched.Methods != 0)
        {
            return "the runtime never stopped compiling";
        }

        if (watched.Decided < arguments.Rate * arguments.Seconds * LoadShareMin)
        {
            return "the engine was not under load";
        }

        report.Judge("system calls of the engine thread = 0", calls.Length, calls.Length == 0);
        report.Judge("minor page faults of the engine thread = 0", watched.Faults.Minor, watched.Faults.Minor == 0);
        report.Judge("major page faults of the engine thread = 0", watched.Faults.Major, watched.Faults.Major == 0);
        report.Judge("bytes the engine thread allocated = 0", watched.AllocatedBytes, watched.AllocatedBytes == 0);
        return null;
    }

    private static string Names(IEnumerable<string> calls)
    {
        var names = calls.GroupBy(c => c.Split('(')[0]).Select(g => $"{g.Count()} {g.Key}").ToArray();
        return names.Length == 0 ? "none" : string.Join(", ", names);
    }

    private sealed class Watched
    {
        private const string Marking = "getppid(";

        public required long Decided { get; init; }

        public required long Syncs { get; init; }

        public required long Methods { get; init; }

        public required int Collections { get; init; }

        public required ThreadFaults Faults { get; set; }

        public long AllocatedBytes { get; set; }

        /// <summary>All calls seen, those made on purpose too.</summary>
        public string[] Calls { get; set; } = [];

        public int Marks => Calls.Count(IsMark);

        /// <summary>The calls that were not made on purpose.</summary>
        public string[] CallsBetweenMarks() => Marks == 0
            ? []
            : [.. Calls[Array.FindIndex(Calls, IsMark)..Array.FindLastIndex(Calls, IsMark)].Where(c => !IsMark(c))];

        private static bool IsMark(string call) => call.StartsWith(Marking, StringComparison.Ordinal);
    }
}
