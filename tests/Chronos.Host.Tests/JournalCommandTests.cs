using System.Globalization;

namespace Chronos.Host.Tests;

/// <summary>The journal verbs find damage and name it.</summary>
public class JournalCommandTests
{
    [Fact]
    public async Task VerifyNamesTheRecordWithAFlippedByte()
    {
        using var directory = new TemporaryDirectory();
        await Demo(directory["d"]);
        var segment = Directory.GetFiles(directory["d"], "segment-*").Single();
        var bytes = File.ReadAllBytes(segment);
        var dump = await Cli.RunAsync("journal", "dump", directory["d"], "--from", "1000", "--to", "1000", "--json");
        Assert.Equal(1000, dump.Json.RootElement.GetProperty("sequence").GetInt64());
        var at = RecordOffset(bytes, 1000) + 40;
        bytes[at] ^= 1;
        File.WriteAllBytes(segment, bytes);

        var verify = await Cli.RunAsync("journal", "verify", directory["d"]);
        var asJson = await Cli.RunAsync("journal", "verify", directory["d"], "--json");
        var replay = await Cli.RunAsync("journal", "replay", directory["d"]);

        Assert.Equal(1, verify.Code);
        Assert.Contains("NOT INTACT", verify.Out, StringComparison.Ordinal);
        Assert.Contains("record 1000:", verify.Out, StringComparison.Ordinal);
        Assert.Equal(999, asJson.Json.RootElement.GetProperty("records").GetInt64());
        Assert.Equal(1, replay.Code);
        Assert.Contains("1000", replay.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task VerifyFindsATruncatedJournal()
    {
        using var directory = new TemporaryDirectory();
        await Demo(directory["d"]);
        var segment = Directory.GetFiles(directory["d"], "segment-*").Single();
        using (var file = new FileStream(segment, FileMode.Open))
        {
            file.SetLength(100_000);
        }

        Assert.Equal(1, (await Cli.RunAsync("journal", "verify", directory["d"])).Code);
    }

    [Fact]
    public async Task ReplayWithAnotherKeyNamesTheDifference()
    {
        using var directory = new TemporaryDirectory();
        await Demo(directory["d"]);
        await Cli.RunAsync("keys", "new", "--kind", "seal", "--out", directory["other.key"]);

        var replay = await Cli.RunAsync("journal", "replay", directory["d"], "--key", directory["other.key"]);

        Assert.Equal(1, replay.Code);
        Assert.Contains("DIFFERENT: record", replay.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DumpTellsEveryRecordOnce()
    {
        using var directory = new TemporaryDirectory();
        await Demo(directory["d"]);

        var all = await Cli.RunAsync("journal", "dump", directory["d"]);
        var quotes = await Cli.RunAsync("journal", "dump", directory["d"], "--kind", "Quote", "--json");

        var lines = all.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(0, all.Code);
        Assert.Contains("EngineStart", lines[0], StringComparison.Ordinal);
        Assert.Contains("EngineStop", lines[^1], StringComparison.Ordinal);
        Assert.Equal(lines.Length, int.Parse(lines[^1].Trim().Split(' ')[0], CultureInfo.InvariantCulture));
        Assert.Equal(960, quotes.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    private static async Task Demo(string data) =>
        Assert.Equal(0, (await Cli.RunAsync("demo", "--speed", "max", "--exit", "--data", data)).Code);

    /// <summary>Where the record stands: its sequence at byte 8 of a header whose length is plausible and whose type is an event's.</summary>
    private static int RecordOffset(byte[] bytes, long sequence)
    {
        for (var i = 8192; i + 40 < bytes.Length; i += 8)
        {
            if (BitConverter.ToInt64(bytes, i + 8) == sequence
                && BitConverter.ToUInt32(bytes, i) is >= 40 and < 1024
                && BitConverter.ToUInt16(bytes, i + 24) is >= 1 and <= 10)
            {
                return i;
            }
        }

        throw new InvalidOperationException($"no record {sequence}");
    }
}
