using Chronos.Core.Journal;
using Chronos.Core.Journal.Proof;

namespace Chronos.Core.Tests.Faults;

/// <summary>A block device that fails or stands still beneath the file system, as a disk does that dies.</summary>
[Trait("Category", "Fault")]
public class DeviceFaults
{
    private const long DiskBytes = 48 << 20;
    private const int StillMillis = 10_000;

    internal static readonly IReadOnlyList<FaultRow> Rows =
    [
        Of(nameof(WritesThatFailBeneathEndTheProcess), "F032g", "the device fails every write", "nbdkit: EIO beneath ext4", "exit 134 with a reason file at the first failed sync; what was told synced is there", "errors counted by nbdkit"),
        Of(nameof(ReadsThatFailBeneathAreRefused), "F036a", "the device fails every read", "nbdkit: EIO beneath ext4", "Device, exit 73; read again it is whole", "errors counted by nbdkit"),
        Of(nameof(ADeviceThatStandsStillHalts), "F033d", "the device answers nothing for 10 s", "nbdkit stopped beneath ext4, an armed engine, durability Disk", "no order leaves, Halted by SlowSync; when it answers the engine goes on, closes in good order and replays identically", "nbdkit stands still for 10 s"),
    ];

    [NbdFact]
    public void WritesThatFailBeneathEndTheProcess()
    {
        using var disk = new NbdDisk(DiskBytes);
        ChildProcess.Ended end;
        using (var journal = new FaultedJournal(Path.Combine(disk.MountPath, "data")))
        {
            using var process = journal.StartAppend(1_000_000);
            process.WaitForLines(20);
            disk.FailWrites(true);
            end = process.WaitForEnd();
            Assert.True(end.Code == ChildProcess.FailFast, $"{end.Code}: {end.Error}");
            Assert.Matches("sync.* failed", File.ReadAllText(journal.ReasonFile));
        }

        disk.FailWrites(false);
        Assert.NotEqual(0, disk.Reattach());
        using var left = new FaultedJournal(Path.Combine(disk.MountPath, "data"));
        Assert.True(end.Synced > 0);
        left.AssertWhole(end.Synced);
    }

    [NbdFact]
    public void ReadsThatFailBeneathAreRefused()
    {
        using var disk = new NbdDisk(DiskBytes);
        using (var journal = new FaultedJournal(Path.Combine(disk.MountPath, "data")))
        {
            Assert.Equal(0, journal.Append(80).Code);
        }

        disk.Reattach();
        using var again = new FaultedJournal(Path.Combine(disk.MountPath, "data"));
        Assert.NotEmpty(again.Segments);
        disk.FailReads(true);
        var refused = again.Recover();
        disk.FailReads(false);
        Assert.True(refused.Code == (int)RefusalCode.Device, $"{refused.Code}: {refused.Error}");
        Assert.NotEqual(0, disk.Reattach());
        using var healed = new FaultedJournal(Path.Combine(disk.MountPath, "data"));
        Assert.Equal((RecoveryVerdict.Clean, 80L), healed.AssertWhole(80));
    }

    [NbdFact]
    [Trait("Category", "Nightly")]
    public void ADeviceThatStandsStillHalts()
    {
        using var disk = new NbdDisk(DiskBytes);
        var data = Path.Combine(disk.MountPath, "data");
        CheckpointKeyFile.Create(Path.Combine(disk.MountPath, "checkpoint.key"));
        using var journal = new FaultedJournal(data);
        using var engine = ChildProcess.Start(null, ["run", data, journal.Ring, "disk", "calm"]);
        engine.WaitForLines(50);
        disk.StandStill();
        Thread.Sleep(StillMillis / 2);
        var said = engine.Lines().Length;
        Thread.Sleep(StillMillis / 2);
        Assert.False(engine.HasExited);
        Assert.Equal(said, engine.Lines().Length);
        disk.GoOn();
        Thread.Sleep(1000);
        engine.EndInput();
        var end = engine.WaitForEnd();
        Assert.True(end.Code == 0, $"{end.Code}: {end.Error}");
        Assert.StartsWith("SlowSync", DiskErrorFaults.HaltReason(data), StringComparison.Ordinal);
        var replayed = ChildProcess.Run(["dotnet", ChildBuild.Shipped.Program, "hash", data]);
        Assert.True(replayed.Code == 0, replayed.Error);
    }

    private static FaultRow Of(string method, string id, string fault, string injected, string expected, string proof) =>
        FaultRow.Of<DeviceFaults>(method, id, fault, injected, expected, proof);
}
