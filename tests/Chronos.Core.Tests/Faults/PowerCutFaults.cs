using Chronos.Core.Journal;
using Chronos.Core.Tests.Simulation;
using Xunit.Abstractions;

namespace Chronos.Core.Tests.Faults;

/// <summary>
/// The power goes out: the image beneath a file system in use is copied while its writer stands still. What had not been
/// synced is in the page cache only and not in the copy; the copy is mounted, and the ring is gone.
/// </summary>
[Trait("Category", "Fault")]
public class PowerCutFaults(ITestOutputHelper output)
{
    internal const long ImageBytes = 24 << 20;

    internal static readonly IReadOnlyList<FaultRow> Rows =
    [
        Of(nameof(WhatWasToldSyncedSurvives), "F020", "power cut at 4 moments under load, segments rolling", "copy of an ext4 image in use, ring gone", "the journal is whole, nothing told synced is missing", "the ring is not there, the copy is mounted"),
        Of(nameof(WhatWasToldSyncedSurvivesAHundredTimes), "F020a", "power cut at 100 moments", "copy of an ext4 image in use, ring gone", "the journal is whole, nothing told synced is missing", "the ring is not there, the copy is mounted"),
        Of(nameof(WithoutSyncsRecordsAreMissed), "F024", "negative control: the same with syncs that do nothing", "a disk in the writer that skips every sync", "**fails**: records told synced are missing", "the same check finds the loss"),
        FaultRow.Of<SimulationTests>(nameof(SimulationTests.NoOracleObjectsAndEveryFaultFires), "F026", "names that were not synced are lost, some or all", "simulated disk, 2 000 seeds", "the journal is whole: O1, O3", "the counters of lost and reordered names"),
        FaultRow.Of<SimulationTests>(nameof(SimulationTests.WithoutASafeguardSomeSeedFails), "F026a", "negative control of F026: the directory is never synced", "simulated disk that leaves out the sync of the directory", "**fails**: O1 misses records told synced", "the oracle that objects"),
        Of(nameof(CutDuringRecovery), "F023", "killed at every sync of a recovery, and power cut there", "strace, copy of the image, ring gone", "recovered again the journal is whole, the copy of what was cut is kept or was never made", "exit 137 at each"),
    ];

    [MountFact]
    public void WhatWasToldSyncedSurvives() => CutAgainAndAgain(4);

    [MountFact]
    [Trait("Category", "Nightly")]
    public void WhatWasToldSyncedSurvivesAHundredTimes() => CutAgainAndAgain(100);

    [MountFact]
    public void WithoutSyncsRecordsAreMissed()
    {
        var (synced, left) = Cut("unsynced", 30, 0);
        Assert.True(synced >= 300, $"{synced}");
        Assert.True(left < synced, $"{left} of {synced} are left although nothing was synced");
    }

    [MountFact(needsStrace: true)]
    public void CutDuringRecovery()
    {
        using var crashed = KillFaults.CrashedInEveryWay();
        var before = crashed.Inspect();
        for (var n = 1; ; n++)
        {
            var image = Path.GetTempFileName();
            var copy = image + ".cut";
            try
            {
                TemporaryMount.MakeImage(image, ImageBytes);
                var strace = Strace.KillAt("fdatasync", n);
                using (var disk = TemporaryMount.Image(image))
                {
                    using var journal = new FaultedJournal(Path.Combine(disk.Path, "data"));
                    CopyFiles(crashed.Data, journal.Data);
                    CopyFiles(crashed.Ring, journal.Ring);
                    ChildProcess.Must("sync", "-f", disk.Path);
                    var end = journal.Recover(strace);
                    File.Copy(image, copy);
                    if (!strace.HasHappened())
                    {
                        Assert.Equal(0, end.Code);
                        Assert.True(n > 3);
                        return;
                    }

                    Assert.Equal(ChildProcess.Killed, end.Code);
                }

                using var after = TemporaryMount.Image(copy);
                using var cut = new FaultedJournal(Path.Combine(after.Path, "data"));
                cut.AssertWhole(before.SyncedSequence);
            }
            finally
            {
                File.Delete(image);
                File.Delete(copy);
            }
        }
    }

    internal static void CopyFiles(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }
    }

    private void CutAgainAndAgain(int cuts)
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        for (var i = 0; i < cuts; i++)
        {
            var (synced, left) = Cut("synced", 1 + random.Next(100), random.Next(4));
            Assert.True(left >= synced, $"{left} records are left of {synced} that were told synced");
            Assert.NotEqual(0, left);
            output.WriteLine($"{synced} told synced, {left} left");
        }
    }

    /// <summary>What was told synced before the cut, and what is left; -1 where it cannot be opened.</summary>
    internal static (long Synced, long Left) Cut(string syncs, int lines, int millis, ChildBuild? build = null)
    {
        var image = Path.GetTempFileName();
        var copy = image + ".cut";
        try
        {
            TemporaryMount.MakeImage(image, ImageBytes);
            long synced;
            using (var disk = TemporaryMount.Image(image))
            {
                using var journal = new FaultedJournal(Path.Combine(disk.Path, "data")) { Build = build ?? ChildBuild.Shipped };
                using var process = journal.StartAppend(1_000_000, disk: syncs);
                process.WaitForLines(lines + 1);
                Thread.Sleep(millis);
                process.Signal("STOP");
                synced = new ChildProcess.Ended(0, process.Lines(), "").Synced;
                File.Copy(image, copy);
                process.Kill();
            }

            using var after = TemporaryMount.Image(copy);
            using var cut = new FaultedJournal(Path.Combine(after.Path, "data"));
            Assert.False(Directory.Exists(cut.Ring));
            try
            {
                return (synced, cut.AssertWhole(0).LastSequence);
            }
            catch (JournalRefusedException)
            {
                return (synced, -1);
            }
        }
        finally
        {
            File.Delete(image);
            File.Delete(copy);
        }
    }

    private static FaultRow Of(string method, string id, string fault, string injected, string expected, string proof) =>
        FaultRow.Of<PowerCutFaults>(method, id, fault, injected, expected, proof);
}
