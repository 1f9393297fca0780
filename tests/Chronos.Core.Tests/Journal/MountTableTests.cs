using Chronos.Core.Journal;

namespace Chronos.Core.Tests.Journal;

public class MountTableTests
{
    private static readonly string[] Lines =
    [
        "22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw",
        "30 22 0:5 / /data rw - xfs /dev/vdb rw",
        "31 30 0:6 / /data/in\\040memory rw shared:1 shared:2 - tmpfs tmpfs rw",
        "32 22 0:7 / /data rw - overlay overlay rw",
        "garbage",
    ];

    [Theory]
    [InlineData("/srv/x", "ext4")]
    [InlineData("/data", "overlay")]
    [InlineData("/data/journal", "overlay")]
    [InlineData("/database", "ext4")]
    [InlineData("/data/in memory/journal", "tmpfs")]
    public void FindsTheInnermostAndLatestMount(string path, string type) => Assert.Equal(type, MountTable.TypeOf(path, Lines));

    [Fact]
    public void NoMountIsNoType() => Assert.Null(MountTable.TypeOf("/", ["garbage"]));

    [Theory]
    [InlineData("/dev/shm/journal")]
    [InlineData("/proc/journal")]
    public void RefusesWhatIsNoDisk(string directory)
    {
        var refusal = Assert.Throws<JournalRefusedException>(() => MountTable.ThrowUnlessSuitable(directory));
        Assert.Equal((RefusalCode.FileSystem, 69), (refusal.Code, refusal.ExitCode));
        Assert.Contains("a live journal needs ext4 or xfs", refusal.Message, StringComparison.Ordinal);
    }
}
