using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Chronos.Core;
using Chronos.Core.Books;
using Chronos.Core.Clocks;
using Chronos.Core.Engine;
using Chronos.Core.Journal;
using Chronos.Core.Replay;
using Chronos.Core.Replay.Snapshots;

namespace Chronos.Bench;

/// <summary>
/// <c>startup</c>: how long a start takes from a snapshot and the tail behind it, and how long from all of the history. The
/// history is made by the engine's own parts as fast as they go, with a follower behind them that takes the snapshot; so it
/// also tells how fast the follower catches up beside how fast the engine decides.
/// </summary>
internal static class StartupCommand
{
    // A decision with its report and its share of quotes takes some 390 bytes for 2.1 records; End frames and spares are extra.
    private const long BytesPerRecord = 400;
    private const long BytesExtra = 512L << 20;
    private const double RoundSeconds = 0.5;
    private const int FeedBatch = 64;

    public static int Run(BenchArguments arguments)
    {
        var needed = (arguments.Records * BytesPerRecord) + BytesExtra;
        var free = new DriveInfo(Path.GetFullPath(arguments.DataDirectory)).AvailableFreeSpace;
        if (free < needed)
        {
            throw new ArgumentException(string.Create(
                CultureInfo.InvariantCulture,
                $"{arguments.Records} records take up to {needed >> 20} MiB and {arguments.DataDirectory} has {free >> 20} MiB free; give fewer --records"));
        }

        using var rig = new EngineRig(arguments.DataDirectory, arguments.Wait, arguments.RingSize, new SystemClock());
        var result = new Dictionary<string, object>
        {
            ["machine"] = $"{Machine.Cpu} ({Machine.CpuFamily}), {Environment.ProcessorCount} processors",
            ["runtime"] = Machine.Runtime,
            ["loadAverage"] = Machine.Load,
            ["disk"] = $"{Machine.FileSystemOf(arguments.DataDirectory)} at {arguments.DataDirectory}",
        };
        var failure = MakeHistory(rig, arguments, result) ?? MeasureStarts(rig, arguments, result) ?? MeasureAudit(rig, result);
        result["failure"] = failure ?? "none";
        Print(result, arguments.Json);
        return failure is null ? 0 : 1;
    }

    private static string? MakeHistory(EngineRig rig, BenchArguments arguments, Dictionary<string, object> result)
    {
        var source = new FollowerSource
        {
            Reader = rig.Store.OpenReader(),
            Directory = rig.Store.Directory,
            EngineId = rig.Store.EngineId.ToArray(),
            Disk = rig.Store.Disk,
            Clock = rig.Clock,
            Written = () => rig.Store.Watermarks.Written,
        };
        var options = new FollowerOptions { SnapshotRecords = arguments.Records - arguments.Tail, SnapshotsKept = 2 };
        using var follower = new Follower(source, options, new EngineState(), snapshotSequence: 0);
        var round = new SustainedRound(rig, arguments.Pin);
        var (decided, seconds, cpuSeconds) = (0L, 0.0, 0.0);
        while (rig.State.Sequence < arguments.Records)
        {
            round.Run(overRing: false, RoundSeconds, FeedBatch);
            if (round.Failure is not null)
            {
                return round.Failure;
            }

            (decided, seconds, cpuSeconds) = (decided + round.Decided, seconds + round.ElapsedSeconds, cpuSeconds + round.EngineCpuSeconds);
        }

        if (!rig.Stop())
        {
            return "the journal did not close in good order";
        }

        result["history"] = string.Create(CultureInfo.InvariantCulture, $"{rig.Store.Watermarks.Synced} records, {decided} decisions");
        result["engineDecisionsPerSecond"] = (long)(decided / seconds);
        result["engineDecisionsPerProcessorSecond"] = (long)(decided / cpuSeconds);
        return CatchUp(rig, follower, result);
    }

    /// <summary>The follower begins when the engine has ended: all of it is backlog, and nobody takes its processor.</summary>
    private static string? CatchUp(EngineRig rig, Follower follower, Dictionary<string, object> result)
    {
        var start = Stopwatch.GetTimestamp();
        follower.Start();
        while (follower.Status is { IsRunning: true } status && status.Sequence < rig.Store.Watermarks.Synced)
        {
            Thread.Sleep(1);
        }

        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        follower.Stop();
        rig.Release();
        var last = follower.Status;
        result["followerDecisionsPerSecond"] = (long)(last.Decisions / seconds);
        result["followerRecordsPerSecond"] = (long)(last.Records / seconds);
        result["snapshot"] = string.Create(
            CultureInfo.InvariantCulture,
            $"after record {last.SnapshotSequence}, {SnapshotBytes(rig.Root)} bytes");
        return last.Alarm ?? last.SnapshotFailure ?? (last.SnapshotSequence == 0 ? "no snapshot was taken" : null);
    }

    private static string? MeasureStarts(EngineRig rig, BenchArguments arguments, Dictionary<string, object> result)
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
        result["readingEveryByteMillis"] = (long)(ReadEverything(rig.Root) * 1e3);
        return hash != full.StateHash ? "the two starts come to different books"
            : tail > arguments.Tail + 1_000_000 || (arguments.Tail < arguments.Records && tail == full.Records) ? "the start did not go from the snapshot" : null;
    }

    /// <summary>What an auditor runs: the check of every byte and frame, and the replay with no key, each beside what it cannot be faster than.</summary>
    private static string? MeasureAudit(EngineRig rig, Dictionary<string, object> result)
    {
        var bytes = JournalFiles.Segments(rig.Root).Sum(path => new FileInfo(path).Length);
        var (readSeconds, checkSeconds) = (double.MaxValue, double.MaxValue);
        for (var round = 0; round < 3; round++)
        {
            readSeconds = Math.Min(readSeconds, ReadEverything(rig.Root));
            var start = Stopwatch.GetTimestamp();
            var report = Recovery.Inspect(rig.Root, rig.RingRoot);
            checkSeconds = Math.Min(checkSeconds, Stopwatch.GetElapsedTime(start).TotalSeconds);
            if (report.IsRefused)
            {
                return $"the check refused the journal: {report.Verdict}";
            }
        }

        using var replayer = new Replayer();
        using var reader = JournalReader.Open(rig.Root);
        var cpu = ThreadUsage.CpuNanos();
        while (reader.TryRead(out var record))
        {
            replayer.Replay(in record);
        }

        var cpuSeconds = (ThreadUsage.CpuNanos() - cpu) / 1e9;
        var replayed = replayer.Report();
        result["checkMegabytesPerSecond"] = (long)(bytes / checkSeconds / 1e6);
        result["readMegabytesPerSecond"] = (long)(bytes / readSeconds / 1e6);
        result["keylessReplayDecisionsPerProcessorSecond"] = (long)(replayed.Decisions / cpuSeconds);
        return replayed.IsIdentical ? null : replayed.FirstDifference;
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

    /// <summary>The floor of reading all of it, as warm as the starts before left it.</summary>
    private static double ReadEverything(string directory)
    {
        var buffer = new byte[2 << 20];
        var start = Stopwatch.GetTimestamp();
        foreach (var path in JournalFiles.Segments(directory))
        {
            using var file = File.OpenHandle(path);
            for (long offset = 0; ;)
            {
                var read = RandomAccess.Read(file, buffer, offset);
                if (read == 0)
                {
                    break;
                }

                offset += read;
            }
        }

        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static long SnapshotBytes(string directory) =>
        JournalFiles.Snapshots(directory).Select(path => new FileInfo(path).Length).FirstOrDefault();

    private static void Print(Dictionary<string, object> result, bool json)
    {
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(result));
            return;
        }

        foreach (var (name, value) in result)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-36} {value}"));
        }
    }
}
