using System.Diagnostics;
using System.Globalization;
using Chronos.Core.Clocks;
using Chronos.Core.Journal;
using Chronos.Core.Replay;
using Chronos.Core.Signing;

namespace Chronos.Bench.Audit;

/// <summary>
/// <c>replay</c>: how fast a journal is decided again, without a key and with the key and every seal made anew, on one thread, and
/// in stretches on all processors; the floor of reading every byte, and of reading every record with its checks, stand beside it in
/// the same rounds.
/// </summary>
internal static class ReplayCommand
{
    private const double PerSecondMin = 2_000_000;

    // As many stretches as the snapshots a host keeps by default make of a long journal.
    private const int Snapshots = 8;

    public static int Run(BenchArguments arguments)
    {
        History.CheckRoom(arguments);
        using var rig = new EngineRig(arguments.DataDirectory, arguments.Wait, arguments.RingSize, new SystemClock());
        var report = new BenchReport
        {
            ["disk"] = $"{Machine.FileSystemOf(arguments.DataDirectory)} at {arguments.DataDirectory}; everything is in the page cache",
        };
        using var follower = History.NewFollower(
            rig, new FollowerOptions { SnapshotRecords = arguments.Records / Snapshots, SnapshotsKept = Snapshots });
        var history = History.Make(rig, arguments);
        if ((history.Failure ?? History.CatchUp(rig, follower)) is { } failure)
        {
            return report.Print(arguments.Json, failure);
        }

        rig.Release();
        report["history"] = string.Create(CultureInfo.InvariantCulture, $"{rig.Store.Watermarks.Synced} records, {history.Decisions} decisions");
        report["engine deciding, of a second of its processor"] = Rate(history.Decisions, history.CpuSeconds);
        return report.Print(arguments.Json, Measure(rig, history, arguments, report));
    }

    private static string? Measure(EngineRig rig, History history, BenchArguments arguments, BenchReport report)
    {
        var (reads, records, keyless, keyed) = (new double[arguments.Rounds], new double[arguments.Rounds], new double[arguments.Rounds], new double[arguments.Rounds]);
        var (alone, divided) = (new double[arguments.Rounds], new double[arguments.Rounds]);
        string? failure = null;
        for (var round = -1; round < arguments.Rounds && failure is null; round++)
        {
            // Round -1 warms up.
            var place = Math.Max(0, round);
            reads[place] = CpuSecondsOf(() => SegmentBytes.Read(rig.Root));
            records[place] = CpuSecondsOf(() => ReadRecords(rig.Root));
            var start = Stopwatch.GetTimestamp();
            keyless[place] = CpuSecondsOf(() => failure ??= Replay(rig.Root, null));
            alone[place] = Stopwatch.GetElapsedTime(start).TotalSeconds;
            start = Stopwatch.GetTimestamp();
            failure ??= Divide(rig.Root);
            divided[place] = Stopwatch.GetElapsedTime(start).TotalSeconds;
            using var keys = EngineRig.NewKeys();
            keyed[place] = CpuSecondsOf(() => failure ??= Replay(rig.Root, keys));
        }

        var rate = history.Decisions / Spread.Median(keyless);
        report["reading every byte"] = Rate(history.Decisions, Spread.Median(reads));
        report["reading every record"] = Rate(history.Decisions, Spread.Median(records));
        report["replay without a key"] = Rate(history.Decisions, Spread.Median(keyless));
        report["replay with the key"] = Rate(history.Decisions, Spread.Median(keyed));
        report["with key / without, time"] = Spread.Of([.. keyed.Zip(keyless, (a, b) => a / b)]);
        report["in stretches on all processors"] = string.Create(
            CultureInfo.InvariantCulture, $"{history.Decisions / Spread.Median(divided):N0} decisions a second, on one thread {history.Decisions / Spread.Median(alone):N0}");
        report["one thread / stretches, time"] = Spread.Of([.. alone.Zip(divided, (a, b) => a / b)]);
        report.Judge($"one thread >= {PerSecondMin:F0} decisions a second of a processor", rate, rate >= PerSecondMin);
        rate = history.Decisions / Spread.Median(divided);
        report.Judge($"all processors >= {PerSecondMin:F0} decisions a second", rate, rate >= PerSecondMin);
        return failure;
    }

    private static string? Divide(string directory) => StretchReplay.TryRun(directory, keys: null, Environment.ProcessorCount) switch
    {
        null => "no snapshot divides the journal, or a stretch does not fit",
        { IsIdentical: true } => null,
        var report => report.FirstDifference,
    };

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
