using Chronos.Core.Journal;
using Chronos.Core.Replay.Snapshots;
using Chronos.Core.Tests.Scenarios;
using Xunit.Abstractions;

namespace Chronos.Core.Tests.Faults;

/// <summary>
/// The power goes out at a call that is known: the process stops itself there, and the image beneath its file system is
/// copied while it stands.
/// </summary>
[Trait("Category", "Fault")]
public class PowerCutAtCallFaults(ITestOutputHelper output)
{
    private const string Stopped = "the process stands still at the call, the copy is mounted";

    internal static readonly IReadOnlyList<FaultRow> Rows =
    [
        Of(nameof(CutDuringARoll), "F021", "power cut during the roll to another segment: before and after the rename, after the directory's sync, after the first batch and its sync", "the process stops itself there, copy of an ext4 image, ring gone", "the old or the new set of segments, whole, nothing told synced is missing", Stopped),
        Of(nameof(CutWhileASnapshotIsPublished), "F022", "power cut while a snapshot is published, before and after each call", "the process stops itself there, copy of an ext4 image", "the old snapshot or the new, never half; each holds the books of its place", Stopped),
    ];

    [MountFact]
    public void CutDuringARoll()
    {
        foreach (var point in (string[])["before:roll:1", "after:roll:1", "after:roll:2", "after:roll:3", "after:roll:4"])
        {
            FaultedJournal? journal = null;
            WithImage(
                disk =>
                {
                    journal = new FaultedJournal(Path.Combine(disk, "data"));
                    return journal.StartAppend(1_000_000, disk: "stop:" + point);
                },
                (disk, said) =>
                {
                    using var cut = new FaultedJournal(Path.Combine(disk, "data"));
                    Assert.False(Directory.Exists(cut.Ring));
                    var (segments, synced) = (cut.Segments.Length, new ChildProcess.Ended(0, said, "").Synced);
                    Assert.InRange(segments, 1, 2);
                    var (verdict, left) = cut.AssertWhole(synced);
                    Assert.True(synced > 0 && left > 0);
                    output.WriteLine($"{point}: {segments} segments, {synced} told synced, {left} left, {verdict}");
                });
            journal?.Dispose();
        }
    }

    [MountFact]
    public void CutWhileASnapshotIsPublished()
    {
        using var f = TwoSnapshotsLong(out var older, out var newer);
        var engineId = EngineIdentity.TryRead(f.DataDirectory)!;
        var (olds, news) = (0, 0);
        foreach (var moment in (string[])["before", "after"])
        {
            for (var n = 1; n <= 4; n++)
            {
                WithImage(
                    disk =>
                    {
                        var data = Path.Combine(disk, "data");
                        PowerCutFaults.CopyFiles(f.DataDirectory, data);
                        ChildProcess.Must("sync", "-f", disk);
                        return ChildProcess.Start(null, ["snapshot", data, $"stop:{moment}:all:{n}"]);
                    },
                    (disk, said) =>
                    {
                        Assert.Empty(said);
                        var snapshots = new SnapshotDirectory(Path.Combine(disk, "data"), engineId, new DiskSync());
                        var left = snapshots.Good().ToList();
                        Assert.Empty(snapshots.Findings);
                        Assert.InRange(left.Count, moment == "after" && n == 4 ? 2 : 1, 2);
                        Assert.Equal(older, Convert.ToHexStringLower(left[^1].State.Hash()));
                        Assert.True(left.Count == 1 || Convert.ToHexStringLower(left[0].State.Hash()) == newer);
                        olds += left.Count == 1 ? 1 : 0;
                        news += left.Count == 2 ? 1 : 0;
                    });
            }
        }

        Assert.True(olds > 0 && news > 0, $"{olds} old, {news} new");
        output.WriteLine($"{olds} times the old one, {news} times the new one");
    }

    /// <summary>A journal with a snapshot of its first run; the state hashes at the end of both runs.</summary>
    private static EngineFixture TwoSnapshotsLong(out string older, out string newer)
    {
        string root;
        using (var first = new EngineFixture(keepDirectory: true))
        {
            root = first.Root;
            first.Arm();
            first.Quote("BTCUSDT", "87000", "87001");
            Assert.True(first.Engine.Stop());
            older = first.Replay().StateHash;
        }

        var taken = ChildProcess.Run(["dotnet", ChildBuild.Shipped.Program, "snapshot", Path.Combine(root, "data"), "synced"]);
        Assert.True(taken.Code == 0, taken.Error);
        var second = new EngineFixture(directory: root);
        second.Quote("BTCUSDT", "87000", "87001");
        Assert.True(second.Engine.Stop());
        second.Engine.Dispose();
        newer = second.Replay().StateHash;
        Assert.NotEqual(older, newer);
        return second;
    }

    /// <summary>Starts a process on a fresh file system, waits until it stands, cuts the power, and looks at what is left.</summary>
    private static void WithImage(Func<string, ChildProcess> start, Action<string, string[]> look)
    {
        var image = Path.GetTempFileName();
        var copy = image + ".cut";
        try
        {
            TemporaryMount.MakeImage(image, PowerCutFaults.ImageBytes);
            string[] said;
            using (var disk = TemporaryMount.Image(image))
            {
                using var process = start(disk.Path);
                process.WaitUntilStopped();
                Assert.False(process.HasExited, "the process ended before it came to the call");
                said = process.Lines();
                File.Copy(image, copy);
                Assert.StartsWith("signal at call ", process.Kill().Error, StringComparison.Ordinal);
            }

            using var left = TemporaryMount.Image(copy);
            look(left.Path, said);
        }
        finally
        {
            File.Delete(image);
            File.Delete(copy);
        }
    }

    private static FaultRow Of(string method, string id, string fault, string injected, string expected, string proof) =>
        FaultRow.Of<PowerCutAtCallFaults>(method, id, fault, injected, expected, proof);
}
