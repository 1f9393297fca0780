using Chronos.Core.Journal;
using Chronos.Host.Configuration;

namespace Chronos.Host.Tests;

public class JournalRecoverTests
{
    [Fact]
    public async Task CutsATornTailOnceAndThenLeavesTheSameBytes()
    {
        using var directory = new TemporaryDirectory();
        var segment = await JournalOf(directory["d"]);
        TearLastRecord(segment);
        Assert.Equal(1, (await Cli.RunAsync("journal", "verify", directory["d"])).Code);

        var first = await Cli.RunAsync("journal", "recover", directory["d"], "--json");
        var bytes = File.ReadAllBytes(segment);
        var second = await Cli.RunAsync("journal", "recover", directory["d"]);

        Assert.Equal((0, 0), (first.Code, second.Code));
        Assert.Equal("TornTail", first.Json.RootElement.GetProperty("verdict").GetString());
        Assert.True(first.Json.RootElement.GetProperty("repaired").GetBoolean());
        Assert.Equal(bytes, File.ReadAllBytes(segment));
        Assert.Equal(0, (await Cli.RunAsync("journal", "verify", directory["d"])).Code);
        Assert.Equal(0, (await Cli.RunAsync("journal", "replay", directory["d"])).Code);
    }

    [Fact]
    public async Task RefusesWhatIsNotCertainWithTheCodeOfARefusedStart()
    {
        using var directory = new TemporaryDirectory();
        var segment = await JournalOf(directory["d"]);
        var bytes = File.ReadAllBytes(segment);
        bytes[20_000] ^= 1;
        File.WriteAllBytes(segment, bytes);

        var recover = await Cli.RunAsync("journal", "recover", directory["d"]);

        Assert.Equal((int)RefusalCode.Corrupt, recover.Code);
        Assert.Contains(Path.GetFileName(segment), recover.Error, StringComparison.Ordinal);
        Assert.Equal(bytes, File.ReadAllBytes(segment));
        Assert.Equal(2, (await Cli.RunAsync("journal", "recover", directory["nowhere"])).Code);
    }

    [Fact]
    public async Task AStartHasItDoneByAnotherProcessAndTakesOverItsRefusal()
    {
        using var directory = new TemporaryDirectory();
        var segment = await JournalOf(directory["d"]);
        TearLastRecord(segment);

        await RecoveryProcess.RunAsync(directory["none"], null, CancellationToken.None);
        await RecoveryProcess.RunAsync(directory["d"], null, CancellationToken.None);

        Assert.Equal(0, (await Cli.RunAsync("journal", "verify", directory["d"])).Code);
        var bytes = File.ReadAllBytes(segment);
        bytes[20_000] ^= 1;
        File.WriteAllBytes(segment, bytes);
        var refused = await Assert.ThrowsAsync<CliException>(() => RecoveryProcess.RunAsync(directory["d"], null, CancellationToken.None));
        Assert.Equal((int)RefusalCode.Corrupt, refused.ExitCode);
        Assert.StartsWith("refused to start: ", refused.Message, StringComparison.Ordinal);
        Assert.Contains(Path.GetFileName(segment), refused.Message, StringComparison.Ordinal);
    }

    /// <summary>The one segment of a small journal without checkpoints, which would know that nothing was torn by chance.</summary>
    private static async Task<string> JournalOf(string directory)
    {
        Assert.Equal(0, (await Cli.RunAsync("demo", "--speed", "max", "--exit", "--data", directory)).Code);
        File.Delete(Path.Combine(directory, "checkpoints.cxc"));
        return Assert.Single(JournalFiles.Segments(directory));
    }

    /// <summary>What a power cut leaves of a last batch that was never synced.</summary>
    private static void TearLastRecord(string segment)
    {
        var bytes = File.ReadAllBytes(segment);
        var end = bytes.AsSpan().LastIndexOfAnyExcept((byte)0);
        bytes.AsSpan(end - 250, 251).Clear();
        File.WriteAllBytes(segment, bytes);
    }
}
