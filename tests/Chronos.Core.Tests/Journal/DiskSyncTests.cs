using Chronos.Core.Journal;

namespace Chronos.Core.Tests.Journal;

public sealed class DiskSyncTests
{
    [Fact]
    public void SelfTestPassesHere() => DiskSync.SelfTest();

    [Fact]
    public void AMissingDirectoryIsAnError() =>
        Assert.Throws<IOException>(() => new DiskSync().SyncDirectory("/does/not/exist"));

    [Fact]
    public void SyncErrorsAreThrown()
    {
        // /dev/full accepts no writes and cannot be synced: the error must not be swallowed.
        using var device = File.OpenHandle("/dev/full", FileMode.Open, FileAccess.Write);
        Assert.Throws<IOException>(() => new DiskSync().SyncData(device));
        Assert.Throws<IOException>(() => new DiskSync().SyncAll(device));
    }

    [Fact]
    public void SyncsFilesAndDirectories()
    {
        using var directory = new TemporaryDirectory();
        using var file = File.OpenHandle(directory.File("a"), FileMode.Create, FileAccess.Write);
        var disk = new DiskSync();
        disk.Write(file, "x"u8, 0);
        disk.SyncData(file);
        disk.SyncAll(file);
        disk.SyncDirectory(directory.Path);
        Assert.Throws<IOException>(() => disk.SyncDirectory(directory.File("a")));
    }
}
