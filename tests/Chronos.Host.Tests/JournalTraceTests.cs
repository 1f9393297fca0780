using System.Buffers.Binary;

namespace Chronos.Host.Tests;

/// <summary>Where two builds differ, and what another policy would have changed.</summary>
public class JournalTraceTests
{
    private const int HeaderBytes = 64;
    private const int EntryBytes = 24;

    [Fact]
    public async Task TheSameBuildMakesTheSameOfIt()
    {
        using var directory = new TemporaryDirectory();
        await Trace(directory);

        var again = await Cli.RunAsync("journal", "bisect", directory["d"], directory["t"]);
        var traces = await Cli.RunAsync("journal", "bisect", directory["t"], directory["t"], "--json");

        Assert.Equal((0, 0), (again.Code, traces.Code));
        Assert.Contains("SAME", again.Out, StringComparison.Ordinal);
        Assert.True(traces.Json.RootElement.GetProperty("same").GetBoolean());
        var records = traces.Json.RootElement.GetProperty("records").GetInt64();
        Assert.Equal(HeaderBytes + records * EntryBytes, new FileInfo(directory["t"]).Length);
    }

    /// <summary>The trace of a build that decided one record otherwise: from there on no rolling number agrees.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(105)]
    [InlineData(1_000)]
    [InlineData(3_000)]
    public async Task NamesTheFirstRecordThatDiffers(long sequence)
    {
        using var directory = new TemporaryDirectory();
        await Trace(directory);
        var bytes = File.ReadAllBytes(directory["t"]);
        for (var at = HeaderBytes + (int)(sequence - 1) * EntryBytes; at < bytes.Length; at += EntryBytes)
        {
            bytes[at] ^= 1;
        }

        bytes[HeaderBytes + (int)(sequence - 1) * EntryBytes + 9] = 4;
        File.WriteAllBytes(directory["other"], bytes);

        var rerun = await Cli.RunAsync("journal", "bisect", directory["d"], directory["other"], "--json");
        var halved = await Cli.RunAsync("journal", "bisect", directory["t"], directory["other"], "--json");
        var text = await Cli.RunAsync("journal", "bisect", directory["d"], directory["other"]);

        Assert.Equal(1, rerun.Code);
        Assert.Equal(rerun.Out, halved.Out);
        Assert.Equal(sequence, rerun.Json.RootElement.GetProperty("firstDifference").GetInt64());
        Assert.Equal("Pending", rerun.Json.RootElement.GetProperty("other").GetProperty("verdict").GetString());
        Assert.Contains($"DIFFERENT: record {sequence}", text.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ATraceThatIsNoneOrCutIsWrongInput()
    {
        using var directory = new TemporaryDirectory();
        await Trace(directory);
        File.WriteAllText(directory["text"], "no trace");
        File.WriteAllBytes(directory["cut"], File.ReadAllBytes(directory["t"])[..^1]);

        (await Cli.RunAsync("journal", "bisect", directory["d"], directory["text"])).AssertUsage("is no trace");
        (await Cli.RunAsync("journal", "bisect", directory["d"], directory["cut"])).AssertUsage("is not whole");
        (await Cli.RunAsync("journal", "bisect", directory["d"], directory["none"])).AssertUsage("no such file");
    }

    [Fact]
    public async Task AShorterTraceIsNotTheSame()
    {
        using var directory = new TemporaryDirectory();
        await Trace(directory);
        var bytes = File.ReadAllBytes(directory["t"])[..^EntryBytes];
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(16), (bytes.Length - HeaderBytes) / EntryBytes);
        File.WriteAllBytes(directory["short"], bytes);

        var bisect = await Cli.RunAsync("journal", "bisect", directory["d"], directory["short"]);

        Assert.Equal(1, bisect.Code);
        Assert.Contains("DIFFERENT LENGTH", bisect.Out, StringComparison.Ordinal);
    }

    /// <summary>Groups of a what-if add up to its flips, and what it could not know stands first.</summary>
    [Fact]
    public async Task AnotherPolicyIsToldByGateAndStrategy()
    {
        using var directory = new TemporaryDirectory();
        await Demo(directory["d"]);
        File.WriteAllText(directory["p.json"], File.ReadAllText(RepositoryFiles.PathOf("samples/policy.json")).Replace("\"confidenceMin\": \"0.50\"", "\"confidenceMin\": \"0.90\"", StringComparison.Ordinal));

        var json = await Cli.RunAsync("journal", "replay", directory["d"], "--policy", directory["p.json"], "--json");
        var text = await Cli.RunAsync("journal", "replay", directory["d"], "--policy", directory["p.json"]);

        Assert.StartsWith("unknown", text.Out, StringComparison.Ordinal);
        var flips = json.Json.RootElement.GetProperty("flips").GetArrayLength();
        Assert.True(flips > 0);
        Assert.Equal(flips, Sum(json, "byGate"));
        Assert.Equal(flips, Sum(json, "byStrategy"));
        Assert.True(json.Json.RootElement.GetProperty("unknown").GetProperty("fillsOfHeldBack").GetInt64() > 0);
        Assert.Contains(json.Json.RootElement.GetProperty("byGate").EnumerateArray(), g => g.GetProperty("gate").GetString() == "MinConfidence");
    }

    private static int Sum(Cli json, string name) =>
        json.Json.RootElement.GetProperty(name).EnumerateArray().Sum(g => g.GetProperty("more").GetInt32() + g.GetProperty("less").GetInt32());

    private static async Task Trace(TemporaryDirectory directory)
    {
        await Demo(directory["d"]);
        Assert.Equal(0, (await Cli.RunAsync("journal", "trace", directory["d"], "--out", directory["t"], "--every", "100")).Code);
    }

    private static async Task Demo(string data) =>
        Assert.Equal(0, (await Cli.RunAsync("demo", "--speed", "max", "--exit", "--data", data)).Code);
}
