using System.Text.Json;

namespace Chronos.Host.Tests;

/// <summary>The whole story of one proposal of the demonstration.</summary>
public class JournalExplainTests
{
    [Fact]
    public async Task ExplainsAnOrderFromProposalToFill()
    {
        using var directory = new TemporaryDirectory();
        await Demo(directory["d"]);

        var text = await Cli.RunAsync("journal", "explain", "momentum:1", directory["d"], "--key", Path.Combine(directory["d"], "seal.key"));
        var json = await Cli.RunAsync("journal", "explain", "momentum:1", directory["d"], "--json");

        Assert.Equal((0, 0), (text.Code, json.Code));
        Assert.Contains("made anew with the key and equal", text.Out, StringComparison.Ordinal);
        Assert.Contains("(simulated)", text.Out, StringComparison.Ordinal);
        var decision = json.Json.RootElement.GetProperty("decisions").EnumerateArray().Single();
        Assert.Equal(70, decision.GetProperty("gates").GetArrayLength());
        Assert.Equal("momentum", decision.GetProperty("proposal").GetProperty("strategy").GetString());
        Assert.Equal(3, decision.GetProperty("votes").GetArrayLength());
        Assert.False(decision.GetProperty("seal").GetProperty("recomputed").GetBoolean());
        var messages = json.Json.RootElement.GetProperty("messages").EnumerateArray().ToList();
        Assert.Equal("HandedOver", messages[0].GetProperty("message").GetString());
        Assert.Equal(["Sent", "Acknowledged"], messages.Skip(1).Take(2).Select(m => m.GetProperty("report").GetString()));
        Assert.Contains("handed to the venue's connector at ", text.Out, StringComparison.Ordinal);
        Assert.Contains("latency    decision, sent after 0 ns, acknowledged after 0 ns, first fill after 0 ns", text.Out, StringComparison.Ordinal);
        Assert.Equal(0, json.Json.RootElement.GetProperty("latency").GetProperty("sentNanos").GetInt64());
        var fill = messages.First(m => m.TryGetProperty("price", out _));
        Assert.True(fill.GetProperty("simulated").GetBoolean());
        Assert.NotNull(fill.GetProperty("slippageBps").GetString());
        Assert.NotNull(fill.GetProperty("fee").GetString());
    }

    [Fact]
    public async Task ASequenceNamesTheSameProposal()
    {
        using var directory = new TemporaryDirectory();
        await Demo(directory["d"]);
        var byName = await Cli.RunAsync("journal", "explain", "momentum:1", directory["d"], "--json");
        var sequence = byName.Json.RootElement.GetProperty("decisions")[0].GetProperty("sequence").GetInt64();

        var bySequence = await Cli.RunAsync("journal", "explain", $"{sequence}", directory["d"], "--json");

        Assert.Equal(byName.Out, bySequence.Out);
    }

    [Fact]
    public async Task AnUnknownIdIsWrongInput()
    {
        using var directory = new TemporaryDirectory();
        await Demo(directory["d"]);

        (await Cli.RunAsync("journal", "explain", "momentum:999999", directory["d"])).AssertUsage("momentum:999999", "no such proposal");
        (await Cli.RunAsync("journal", "explain", "1", directory["d"])).AssertUsage("no proposal was decided at this sequence");
        (await Cli.RunAsync("journal", "explain", "nonsense", directory["d"])).AssertUsage("STRATEGY:PROPOSALID");
    }

    /// <summary>The figures of a gate that objects are those the recorded decision tells.</summary>
    [Fact]
    public async Task TellsTheFiguresOfTheBindingGate()
    {
        using var directory = new TemporaryDirectory();
        await Demo(directory["d"]);

        var json = await Cli.RunAsync("journal", "explain", "momentum:5", directory["d"], "--json");

        var decision = json.Json.RootElement.GetProperty("decisions")[0];
        var reason = decision.GetProperty("reasons")[0];
        var gate = decision.GetProperty("gates").EnumerateArray().Single(g => g.GetProperty("outcome").GetString() == "Objects");
        Assert.Equal(decision.GetProperty("bindingGate").GetString(), gate.GetProperty("gate").GetString());
        Assert.Equal(Raw(reason, "observed"), Raw(gate, "observed"));
        Assert.Equal(Raw(reason, "limit"), Raw(gate, "limit"));
        Assert.True(gate.GetProperty("headroom").GetInt64() < 0);
    }

    private static string Raw(JsonElement element, string name) => element.GetProperty(name).GetRawText();

    private static async Task Demo(string data) =>
        Assert.Equal(0, (await Cli.RunAsync("demo", "--speed", "max", "--exit", "--data", data)).Code);
}
