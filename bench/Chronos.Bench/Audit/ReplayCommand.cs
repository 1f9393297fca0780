using System.Diagnostics;
using System.Globalization;
using Chronos.Core.Clocks;
using Chronos.Core.Journal;
using Chronos.Core.Replay;
using Chronos.Core.Signing;

namespace Chronos.Bench.Audit;

/// <summary>
/// <c>replay</c>: how fast a journal is decided again, without a key and with the key and every seal made anew, on one thread;
/// the floor of reading every byte, and of reading every record with its checks, stand beside it in the same rounds.
/// </summary>
internal static class ReplayCommand
{
    private const double KeylessPerSecondMin = 2_000_000;

    public static int Run(BenchArguments arguments)
    {
        History.CheckRoom(arguments);
        using var rig = new EngineRig(arguments.DataDirectory, arguments.Wait, arguments.RingSize, new SystemClock());
        var report = new BenchReport
        {
            ["disk"] = $"{Machine.FileSystemOf(arguments.DataDirectory)} at {arguments.DataDirectory}; everything is in the page cache",
        };
        var history = History.Make(rig, arguments);
        if (history.Failure is not null)
        {
            return report.Print(arguments.Json, history.Failure);
        }

        rig.Release();
        report["history"] = string.Create(CultureInfo.InvariantCulture, $"{rig.Store.Watermarks.Synced} records, {history.Decisions} decisions");
        report["engine deciding, of a second of its processor"] = Rate(history.Decisions, history.CpuSeconds);
        return report.Print(arguments.Json, Measure(rig, history, arguments, report));
    }

    private static string? Measure(EngineRig rig, History history, BenchArguments arguments, BenchReport report)
    {
        var (reads, records, keyless, keyed) = (new double[arguments.Rounds], new double[arguments.Rounds], new double[arguments.Rounds], new double[arguments.Rounds]);
        string? failure = null;
        for (var round = -1; round < arguments.Rounds && failure is null; round++)
        {
            // Round -1 warms up.
            var place = Math.Max(0, round);
            reads[place] = CpuSecondsOf(() => SegmentBytes.Read(rig.Root));
            records[place] = CpuSecondsOf(() => ReadRecords(rig.Root));
            keyless[place] = CpuSecondsOf(() => failure ??= Replay(rig.Root, null));
            using var keys = EngineRig.NewKeys();
            keyed[place] = CpuSecondsOf(() => failure ??= Replay(rig.Root, keys));
        }

        var rate = history.Decisions / Spread.Median(keyless);
        report["reading every byte"] = Rate(history.Decisions, Spread.Median(reads));
        report["reading every record"] = Rate(history.Decisions, Spread.Median(records));
        report["replay without a key"] = Rate(history.Decisions, Spread.Median(keyless));
        report["replay with the key"] = Rate(history.Decisions, Spread.Median(keyed));
        report["with key / without, time"] = Spread.Of([.. keyed.Zip(keyless, (a, b) => a / b)]);
        report.Judge($"replay without a key >= {KeylessPerSecondMin:F0} decisions a second of a processor", rate, rate >= KeylessPerSecondMin);
        return failure;
    }

    private static void ReadRecords(string directory)
    {
        using var reader = JournalReader.Open(directory);
        while (reader.TryRead(out _))
        {
        }
    }

    private static string? Replay(string directory, KeyRing? keys)
    {
        using var replayer = keys is null ? new Replayer() : new Replayer(keys);
        using var reader = JournalReader.Open(directory);
        while (reader.TryRead(out var record))
        {
            replayer.Replay(in record);
        }

        var report = replayer.Report();
        return !report.IsIdentical ? $"replay differs: {report.FirstDifference}"
            : keys is not null && report.SealsRecomputed == 0 ? "no seal was made anew"
            : null;
    }

    private static double CpuSecondsOf(Action action)
    {
        var cpu = ThreadUsage.CpuNanos();
        action();
        return (ThreadUsage.CpuNanos() - cpu) / 1e9;
    }

    private static string Rate(long decisions, double cpuSeconds) =>
        string.Create(CultureInfo.InvariantCulture, $"{decisions / cpuSeconds:N0} decisions a second of a processor");
}
