using System.Diagnostics;
using System.Globalization;
using Chronos.Bench.Audit;
using Chronos.Core;
using Chronos.Core.Clocks;
using Chronos.Core.Engine;
using Chronos.Core.Journal;
using Chronos.Core.Replay;

namespace Chronos.Bench;

/// <summary>
/// <c>startup</c>: how long a start takes from a snapshot and the tail behind it, and how long from all of the history. The
/// history is made by the engine's own parts as fast as they go, with a follower behind them that takes the snapshot; so it
/// also tells how fast the follower catches up beside how fast the engine decides.
/// </summary>
internal static class StartupCommand
{
    private const int SustainedRounds = 5;
    private const double SustainedSeconds = 0.5;
    private const double WarmupSeconds = 1.5;
    private const double CatchUpMin = 2;

    public static int Run(BenchArguments arguments)
    {
        History.CheckRoom(arguments);
        using var rig = new EngineRig(arguments.DataDirectory, arguments.Wait, arguments.RingSize, new SystemClock());
        var report = new BenchReport
        {
            ["disk"] = $"{Machine.FileSystemOf(arguments.DataDirectory)} at {arguments.DataDirectory}",
        };
        return report.Print(arguments.Json, MakeHistory(rig, arguments, report) ?? MeasureStarts(rig, arguments, report));
    }

    private static string? MakeHistory(EngineRig rig, BenchArguments arguments, BenchReport result)
    {
        var options = new FollowerOptions { SnapshotRecords = arguments.Records - arguments.Tail, SnapshotsKept = 2 };
        using var follower = History.NewFollower(rig, options);
        var (sustained, failure) = Sustain(arguments);
        if (failure is not null)
        {
            return failure;
        }

        var history = History.Make(rig, arguments);
        if (history.Failure is not null)
        {
            return history.Failure;
        }

        result["history"] = string.Create(CultureInfo.InvariantCulture, $"{rig.Store.Watermarks.Synced} records, {history.Decisions} decisions");
        result["engineDecisionsPerSecond"] = (long)(history.Decisions / history.Seconds);
        result["engineDecisionsPerProcessorSecond"] = (long)(history.Decisions / history.CpuSeconds);
        result["engineSustainedOverTheRingPerSecond"] = (long)sustained;
        return CatchUp(rig, follower, sustained, result);
    }

    /// <summary>What the engine sustains as it is deployed: proposals over its ring, segments on this disk.</summary>
    private static (double PerSecond, string? Failure) Sustain(BenchArguments arguments)
    {
        using var rig = new EngineRig(arguments.DataDirectory, arguments.Wait, arguments.RingSize, new SystemClock());
        var round = new SustainedRound(rig, arguments.Pin);
        round.Run(overRing: true, WarmupSeconds, feedBatch: 0);
        var rates = new double[SustainedRounds];
        for (var i = 0; i < rates.Length && round.Failure is null; i++)
        {
            round.Run(overRing: true, SustainedSeconds, feedBatch: 0);
            rates[i] = round.Decided / round.ElapsedSeconds;
        }

        return (Spread.Median(rates), round.Failure);
    }

    /// <summary>The follower begins when the engine has ended: all of it is backlog, and nobody takes its processor.</summary>
    private static string? CatchUp(EngineRig rig, Follower follower, double sustained, BenchReport result)
    {
        var start = Stopwatch.GetTimestamp();
        var failure = History.CatchUp(rig, follower);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        rig.Release();
        var last = follower.Status;
        result["followerDecisionsPerSecond"] = (long)(last.Decisions / seconds);
        result["followerRecordsPerSecond"] = (long)(last.Records / seconds);
        result["snapshot"] = string.Create(
            CultureInfo.InvariantCulture,
            $"after record {last.SnapshotSequence}, {SnapshotBytes(rig.Root)} bytes");
        var ratio = last.Decisions / seconds / sustained;
        result.Judge($"follower catching up / engine sustained >= {CatchUpMin}", ratio, ratio >= CatchUpMin);
        return failure ?? (last.SnapshotSequence == 0 ? "no snapshot was taken" : null);
    }

    private static string? MeasureStarts(EngineRig rig, BenchArguments arguments, BenchReport result)
    {
        var (best, tail, hash) = (double.MaxValue, 0L, "");
        for (var round = 0; round < arguments.Rounds; round++)
        {
            var (seconds, _, report) = Start(rig, fromSnapshot: true);
            best = Math.Min(best, seconds);
            (tail, hash) = (report.Records, report.StateHash);
        }

        var (fullSeconds, fullCpuSeconds, full) = Start(rig, fromSnapshot: false);
        result["startFromSnapshotMillis"] = (long)(best * 1e3);
        result["startFromSnapshotReplays"] = tail;
        result["startFromEverythingMillis"] = (long)(fullSeconds * 1e3);
        result["startFromEverythingReplays"] = full.Records;
        result["replayDecisionsPerProcessorSecond"] = (long)(full.Decisions / fullCpuSeconds);
        result["readingEveryByteMillis"] = (long)(SegmentBytes.Read(rig.Root) * 1e3);
        return hash != full.StateHash ? "the two starts come to different books"
            : tail > arguments.Tail + 1_000_000 || (arguments.Tail < arguments.Records && tail == full.Records) ? "the start did not go from the snapshot" : null;
    }

    /// <summary>Everything a start does before the engine runs: restore, inspect, replay and compare.</summary>
    private static (double Seconds, double CpuSeconds, ReplayReport Report) Start(EngineRig rig, bool fromSnapshot)
    {
        GC.Collect();
        using var keys = EngineRig.NewKeys();
        var options = new ChronosOptions
        {
            Policy = rig.Policy,
            Keys = keys,
            Journal = rig.JournalOptions,
            Venues = [],
            Clock = rig.Clock,
            StartsFromSnapshot = fromSnapshot,
        };
        var start = Stopwatch.GetTimestamp();
        var cpu = ThreadUsage.CpuNanos();
        var (store, replayer, _) = EngineRecovery.Run(options);
        var (seconds, cpuSeconds) = (Stopwatch.GetElapsedTime(start).TotalSeconds, (ThreadUsage.CpuNanos() - cpu) / 1e9);
        using (store)
        using (replayer)
        {
            return (seconds, cpuSeconds, replayer.Report());
        }
    }

    private static long SnapshotBytes(string directory) =>
        JournalFiles.Snapshots(directory).Select(path => new FileInfo(path).Length).FirstOrDefault();
}
