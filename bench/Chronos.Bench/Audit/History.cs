using System.Globalization;
using Chronos.Core.Books;
using Chronos.Core.Journal;
using Chronos.Core.Replay;

namespace Chronos.Bench.Audit;

/// <summary>A journal made by the engine's own parts as fast as they go, for whoever reads one.</summary>
internal sealed class History
{
    // A decision with its report and its share of quotes takes some 390 bytes for 2.1 records; End frames and spares are extra.
    private const long BytesPerRecord = 400;
    private const long BytesExtra = 512L << 20;
    private const double RoundSeconds = 0.5;
    private const int FeedBatch = 64;

    private History()
    {
    }

    public long Decisions { get; private set; }

    /// <summary>Time it took, in seconds.</summary>
    public double Seconds { get; private set; }

    /// <summary>Processor time of the engine thread in it.</summary>
    public double CpuSeconds { get; private set; }

    /// <summary>Why there is none; null when it is there and closed in good order.</summary>
    public string? Failure { get; private set; }

    /// <summary>Throws <see cref="ArgumentException"/> where the disk has no room for so many records.</summary>
    public static void CheckRoom(BenchArguments arguments)
    {
        var needed = (arguments.Records * BytesPerRecord) + BytesExtra;
        var free = new DriveInfo(Path.GetFullPath(arguments.DataDirectory)).AvailableFreeSpace;
        if (free < needed)
        {
            throw new ArgumentException(string.Create(
                CultureInfo.InvariantCulture,
                $"{arguments.Records} records take up to {needed >> 20} MiB and {arguments.DataDirectory} has {free >> 20} MiB free; give fewer --records"));
        }
    }

    /// <summary>Decides on a rig until so many records are there, and ends its run.</summary>
    public static History Make(EngineRig rig, BenchArguments arguments)
    {
        var history = new History();
        var round = new SustainedRound(rig, arguments.Pin);
        while (rig.State.Sequence < arguments.Records && history.Failure is null)
        {
            round.Run(overRing: false, RoundSeconds, FeedBatch);
            history.Failure = round.Failure;
            history.Decisions += round.Decided;
            history.Seconds += round.ElapsedSeconds;
            history.CpuSeconds += round.EngineCpuSeconds;
        }

        history.Failure ??= rig.Stop() ? null : "the journal did not close in good order";
        return history;
    }

    /// <summary>A follower behind a rig that has not ended yet; it begins when it is started.</summary>
    public static Follower NewFollower(EngineRig rig, FollowerOptions options) => new(
        new FollowerSource
        {
            Reader = rig.Store.OpenReader(),
            Directory = rig.Store.Directory,
            EngineId = rig.Store.EngineId.ToArray(),
            Disk = rig.Store.Disk,
            Clock = rig.Clock,
            Written = () => rig.Store.Watermarks.Written,
        },
        options,
        new EngineState(),
        snapshotSequence: 0);

    /// <summary>Has the follower work through all there is, and ends it. Gives what is wrong, or null.</summary>
    public static string? CatchUp(EngineRig rig, Follower follower)
    {
        follower.Start();
        while (follower.Status is { IsRunning: true } status && status.Sequence < rig.Store.Watermarks.Synced)
        {
            Thread.Sleep(1);
        }

        follower.Stop();
        return follower.Status.Alarm ?? follower.Status.SnapshotFailure;
    }

    /// <summary>Bytes of all segments.</summary>
    public static long BytesOf(string directory) => JournalFiles.Segments(directory).Sum(path => new FileInfo(path).Length);
}
