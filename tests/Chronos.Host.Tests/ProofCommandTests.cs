using System.Text.Json;

namespace Chronos.Host.Tests;

/// <summary>A sealed journal is verified with the public key; one record of it is proven without it.</summary>
public class ProofCommandTests
{
    [Fact]
    public async Task VerifyTellsWhatIsSealedAndWhetherTheKeyWasChecked()
    {
        using var directory = new TemporaryDirectory();
        var key = await Demo(directory["d"]);

        var without = await Cli.RunAsync("journal", "verify", directory["d"]);
        var with = await Cli.RunAsync("journal", "verify", directory["d"], "--checkpoint-key", key, "--json");

        Assert.Equal((0, ""), (without.Code, without.Error));
        Assert.Contains("NOT AUTHENTICATED", without.Out, StringComparison.Ordinal);
        Assert.Equal((0, ""), (with.Code, with.Error));
        var root = with.Json.RootElement;
        var seal = root.GetProperty("seal");
        Assert.True(seal.GetProperty("authenticated").GetBoolean());
        Assert.Equal(root.GetProperty("records").GetInt64(), seal.GetProperty("sealed").GetInt64());
        Assert.Equal(0, seal.GetProperty("unsealed").GetInt64());
        Assert.Contains(seal.GetProperty("keys")[0].GetString()!, without.Out, StringComparison.Ordinal);

        var head = seal.GetProperty("head").GetString()!;
        Assert.Equal(0, (await Cli.RunAsync("journal", "verify", directory["d"], "--head", head)).Code);
        var otherHead = await Cli.RunAsync("journal", "verify", directory["d"], "--head", new string('0', 64));
        Assert.Equal(1, otherHead.Code);
        Assert.Contains("seal broken", otherHead.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task VerifyRefusesAnotherKeyAndAFlippedCheckpoint()
    {
        using var directory = new TemporaryDirectory();
        var key = await Demo(directory["d"]);
        await Cli.RunAsync("keys", "new", "--kind", "checkpoint", "--out", directory["other.key"]);

        var other = await Cli.RunAsync("journal", "verify", directory["d"], "--checkpoint-key", directory["other.key.pub"]);
        Assert.Equal(1, other.Code);
        Assert.Contains("NOT INTACT: not what was sealed", other.Out, StringComparison.Ordinal);
        Assert.Contains("signed by another key", other.Out, StringComparison.Ordinal);

        var path = directory["d/checkpoints.cxc"];
        var bytes = File.ReadAllBytes(path);
        bytes[^10] ^= 1;
        File.WriteAllBytes(path, bytes);
        var flipped = await Cli.RunAsync("journal", "verify", directory["d"], "--checkpoint-key", key);
        Assert.Equal(1, flipped.Code);
        Assert.Contains($"{path} at byte {bytes.Length - 292}", flipped.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EveryWayToNameADecisionLeadsToTheSameProof()
    {
        using var directory = new TemporaryDirectory();
        await Demo(directory["d"]);
        var approved = await FirstApproved(directory["d"]);
        var strategy = approved.GetProperty("strategy").GetString()!;
        string[] names =
        [
            $"{strategy}/{approved.GetProperty("proposalId").GetString()}",
            approved.GetProperty("orderId").GetString()!,
            $"{approved.GetProperty("sequence").GetInt64()}",
        ];
        var files = new List<byte[]>();
        foreach (var name in names)
        {
            var file = directory[$"proof-{files.Count}.json"];
            var prove = await Cli.RunAsync("journal", "prove", name, directory["d"], "--out", file);
            Assert.Equal((0, ""), (prove.Code, prove.Error));
            files.Add(File.ReadAllBytes(file));
        }

        Assert.Equal(files[0], files[1]);
        Assert.Equal(files[0], files[2]);
    }

    [Fact]
    public async Task ProofIsCheckedWithoutTheJournal()
    {
        using var directory = new TemporaryDirectory();
        var key = await Demo(directory["d"]);
        var approved = await FirstApproved(directory["d"]);
        var sequence = approved.GetProperty("sequence").GetInt64();
        await Cli.RunAsync("journal", "prove", $"{sequence}", directory["d"], "--out", directory["p.json"]);
        File.Copy(key, directory["k.pub"]);
        Directory.Delete(directory["d"], recursive: true);

        var check = await Cli.RunAsync("journal", "check-proof", directory["p.json"], "--checkpoint-key", directory["k.pub"], "--json");
        Assert.Equal((0, ""), (check.Code, check.Error));
        var lines = check.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.True(JsonDocument.Parse(lines[0]).RootElement.GetProperty("proven").GetBoolean());
        var record = JsonDocument.Parse(lines[1]).RootElement;
        foreach (var name in new[] { "sequence", "proposalId", "quantity", "verdict", "orderId", "permittedQuantity", "seal" })
        {
            Assert.Equal(approved.GetProperty(name).ToString(), record.GetProperty(name).ToString());
        }

        var text = await Cli.RunAsync("journal", "check-proof", directory["p.json"], "--checkpoint-key", directory["k.pub"]);
        Assert.StartsWith($"PROVEN: record {sequence} ", text.Out, StringComparison.Ordinal);

        await Cli.RunAsync("keys", "new", "--kind", "checkpoint", "--out", directory["other.key"]);
        var other = await Cli.RunAsync("journal", "check-proof", directory["p.json"], "--checkpoint-key", directory["other.key.pub"]);
        Assert.Equal((1, ""), (other.Code, other.Out));
        Assert.Contains("not signed by the key", other.Error, StringComparison.Ordinal);

        var proof = File.ReadAllText(directory["p.json"]);
        File.WriteAllText(directory["p.json"], proof + " ");
        var changed = await Cli.RunAsync("journal", "check-proof", directory["p.json"], "--checkpoint-key", directory["k.pub"]);
        Assert.Equal((1, ""), (changed.Code, changed.Out));
    }

    [Fact]
    public async Task EveryDecisionOfADemoIsProven()
    {
        using var directory = new TemporaryDirectory();
        var key = await Demo(directory["d"]);
        var dump = await Cli.RunAsync("journal", "dump", directory["d"], "--kind", "Proposal", "--json");
        var decisions = 0;
        foreach (var line in dump.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where((_, i) => i % 5 == 0))
        {
            var sequence = JsonDocument.Parse(line).RootElement.GetProperty("sequence").GetInt64();
            var file = directory[$"{sequence}.json"];
            Assert.Equal(0, (await Cli.RunAsync("journal", "prove", $"{sequence}", directory["d"], "--out", file)).Code);
            Assert.Equal(0, (await Cli.RunAsync("journal", "check-proof", file, "--checkpoint-key", key)).Code);
            decisions++;
        }

        Assert.True(decisions > 20);
    }

    [Fact]
    public async Task WhatCannotBeProvenIsSaid()
    {
        using var directory = new TemporaryDirectory();
        var key = await Demo(directory["d"]);
        foreach (var (id, named) in new[] { ("momentum/999999", "999999"), ("nobody/1", "nobody"), ("momentum/x", "'x'"), ("x", "'x'"), ("0", "'0'"), ("99999999", "99999999") })
        {
            (await Cli.RunAsync("journal", "prove", id, directory["d"], "--out", directory["p.json"])).AssertUsage(named);
        }

        (await Cli.RunAsync("journal", "prove", "1", directory["d"], "--out", key)).AssertUsage("--out");
        (await Cli.RunAsync("journal", "check-proof", directory["none"], "--checkpoint-key", key)).AssertUsage("none");
        (await Cli.RunAsync("journal", "verify", directory["d"], "--head", "abc")).AssertUsage("--head");
        (await Cli.RunAsync("journal", "verify", directory["d"], "--checkpoint-key", directory["d/seal.key"])).AssertUsage("--checkpoint-key", "seal.key");

        File.Delete(directory["d/checkpoints.cxc"]);
        var unsealed = await Cli.RunAsync("journal", "prove", "1", directory["d"], "--out", directory["p.json"]);
        Assert.Equal(1, unsealed.Code);
        Assert.Contains("checkpoints.cxc", unsealed.Error, StringComparison.Ordinal);
        Assert.Contains("sealed       no", (await Cli.RunAsync("journal", "verify", directory["d"])).Out, StringComparison.Ordinal);
        Assert.Equal(1, (await Cli.RunAsync("journal", "verify", directory["d"], "--checkpoint-key", key)).Code);
    }

    /// <summary>Runs a demo; answers the file of the public key its journal is sealed with.</summary>
    private static async Task<string> Demo(string data)
    {
        Assert.Equal(0, (await Cli.RunAsync("demo", "--speed", "max", "--exit", "--data", data)).Code);
        return Path.Combine(data, "checkpoint.key.pub");
    }

    private static async Task<JsonElement> FirstApproved(string data)
    {
        var dump = await Cli.RunAsync("journal", "dump", data, "--kind", "Proposal", "--json");
        return dump.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement)
            .First(e => e.TryGetProperty("verdict", out var verdict) && verdict.GetString() == "Approve");
    }
}
