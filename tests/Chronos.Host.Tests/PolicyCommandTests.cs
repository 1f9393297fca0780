using System.Text.Json;
using Chronos.Host.Cases;

namespace Chronos.Host.Tests;

/// <summary>The policy verbs: what is wrong, what changed, what the cases notice, what a journal would have looked like.</summary>
public class PolicyCommandTests
{
    private static readonly string Sample = RepositoryFiles.PathOf("samples/policy.json");
    private static readonly string Cases = RepositoryFiles.PathOf("samples/policy-tests");

    [Fact]
    public async Task CheckFailsOnLimitsThatCanNeverBind()
    {
        using var directory = new TemporaryDirectory();
        var file = directory.Write("p.json", Changed(("\"openPositionsMax\": 2", "\"openPositionsMax\": 9")));

        var text = await Cli.RunAsync("policy", "check", file);
        var json = await Cli.RunAsync("policy", "check", file, "--json");

        Assert.Equal((1, 1), (text.Code, json.Code));
        Assert.Contains("line 9", text.Out + text.Error, StringComparison.Ordinal);
        Assert.Contains("openPositionsMax: can never bind", Assert.Single(json.Json.RootElement.GetProperty("errors").EnumerateArray()).GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task CheckWarnsOfMandatesUnderWhichNothingCanPass()
    {
        using var directory = new TemporaryDirectory();
        var file = directory.Write("p.json", Changed(("\"denials\": []", "\"denials\": [{ \"strategy\": \"momentum\", \"reason\": \"x\" }]")));

        var text = await Cli.RunAsync("policy", "check", file);
        var json = await Cli.RunAsync("policy", "check", file, "--json");

        Assert.Equal(0, text.Code);
        Assert.Contains("p.json: warning: line ", text.Out, StringComparison.Ordinal);
        Assert.All(json.Json.RootElement.GetProperty("warnings").EnumerateArray(), w => Assert.Contains("nothing can pass", w.GetString(), StringComparison.Ordinal));
        Assert.Empty((await Cli.RunAsync("policy", "check", Sample, "--json")).Json.RootElement.GetProperty("warnings").EnumerateArray());
    }

    [Fact]
    public async Task DiffOfTheSamePolicyFindsNothing()
    {
        var diff = await Cli.RunAsync("policy", "diff", Sample, Sample);

        Assert.Equal(0, diff.Code);
        Assert.StartsWith("SAME", diff.Out, StringComparison.Ordinal);
    }

    /// <summary>A witness is no claim: the script it prints is played again here, under both files, and must come out as it says.</summary>
    [Theory]
    [InlineData("\"confidenceMin\": \"0.50\"", "\"confidenceMin\": \"0.45\"", "Looser")]
    [InlineData("\"quoteAgeMillisMax\": 1500", "\"quoteAgeMillisMax\": 1400", "Tighter")]
    [InlineData("\"proposalAgeMillisMax\": 1500", "\"proposalAgeMillisMax\": 1600", "Looser")]
    [InlineData("\"collarAggressiveBps\": 30,", "\"collarAggressiveBps\": 10,", "Tighter")]
    [InlineData("\"orderNotionalMax\": \"20000\"", "\"orderNotionalMax\": \"15000\"", "Tighter")]
    [InlineData("\"dailyLossMax\": \"2000\"", "\"dailyLossMax\": \"1500\"", "Tighter")]
    [InlineData("\"submitsMax\": 10,", "\"submitsMax\": 11,", "Looser")]
    [InlineData("\"unansweredOrdersMax\": 64", "\"unansweredOrdersMax\": 3", "Tighter")]
    [InlineData("\"tickSize\": \"1\"", "\"tickSize\": \"10\"", "Tighter")]
    [InlineData("\"lotSize\": \"0.0001\",\n      \"quantityMin\": \"0.001\"", "\"lotSize\": \"0.00005\",\n      \"quantityMin\": \"0.001\"", "Looser")]
    [InlineData("\"tradable\": true", "\"tradable\": false", "Tighter")]
    public async Task DiffShowsEachChangeByAnOrderThatIsReallyDecidedDifferently(string text, string replacement, string effect)
    {
        using var directory = new TemporaryDirectory();
        var other = directory.Write("b.json", Changed((text, replacement)));

        var diff = await Cli.RunAsync("policy", "diff", Sample, other, "--json");

        Assert.Equal(0, diff.Code);
        Assert.Equal(effect == "Looser", diff.Json.RootElement.GetProperty("loosens").GetBoolean());
        foreach (var change in diff.Json.RootElement.GetProperty("changes").EnumerateArray())
        {
            Assert.Equal(effect, change.GetProperty("effect").GetString());
            var witness = change.GetProperty("witness");
            var (before, after) = (Played(directory, witness, Sample), Played(directory, witness, other));
            Assert.Equal(witness.GetProperty("before").GetString(), before.ToString());
            Assert.Equal(effect == "Looser", after.Permitted > before.Permitted);
            Assert.NotEqual(before.Permitted, after.Permitted);
        }
    }

    [Fact]
    public async Task DiffSaysWhereNoOrderShowsAChange()
    {
        using var directory = new TemporaryDirectory();

        // Every strategy's own limit is stricter, before and after.
        var other = directory.Write("b.json", Changed(("\"orderNotionalMax\": \"25000\"", "\"orderNotionalMax\": \"24000\"")));
        var diff = await Cli.RunAsync("policy", "diff", Sample, other);

        Assert.Contains("tighter  limits.orderNotionalMax: \"25000\" -> \"24000\"", diff.Out, StringComparison.Ordinal);
        Assert.Contains("no order that shows it was found", diff.Out, StringComparison.Ordinal);
        Assert.StartsWith("NOT LOOSER", diff.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AJournalTellsWhichDecisionsFlip()
    {
        using var directory = new TemporaryDirectory();
        Assert.Equal(0, (await Cli.RunAsync("demo", "--speed", "max", "--exit", "--data", directory["d"])).Code);
        var tighter = directory.Write("b.json", Changed(("\"confidenceMin\": \"0.50\"", "\"confidenceMin\": \"0.75\"")));

        var same = await Cli.RunAsync("journal", "replay", directory["d"], "--policy", Sample, "--json");
        var what = await Cli.RunAsync("journal", "replay", directory["d"], "--policy", tighter, "--json");
        var diff = await Cli.RunAsync("policy", "diff", Sample, tighter, "--journal", directory["d"], "--json");

        Assert.Equal((0, 0, 0), (same.Code, what.Code, diff.Code));
        Assert.True(same.Json.RootElement.GetProperty("recordedIdentical").GetBoolean());
        Assert.Empty(same.Json.RootElement.GetProperty("flips").EnumerateArray());
        var flips = what.Json.RootElement.GetProperty("flips").EnumerateArray().ToList();
        Assert.NotEmpty(flips);
        Assert.All(flips, f => Assert.Contains(f.GetProperty("now").GetProperty("verdict").GetString(), new[] { "Block", "Modify" }));
        Assert.Contains(flips, f => f.GetProperty("now").GetProperty("bindingGate").GetString() == "MinConfidence");
        Assert.Equal("0", what.Json.RootElement.GetProperty("notionalLetThrough").GetString());
        Assert.Equal(flips.Count, diff.Json.RootElement.GetProperty("journal").GetProperty("flips").GetArrayLength());
    }

    [Fact]
    public async Task AJournalOfOtherNamesIsWrongInput()
    {
        using var directory = new TemporaryDirectory();
        Assert.Equal(0, (await Cli.RunAsync("demo", "--speed", "max", "--exit", "--data", directory["d"])).Code);
        var other = directory.Write("b.json", File.ReadAllText(Sample).Replace("momentum", "impulse", StringComparison.Ordinal));

        (await Cli.RunAsync("journal", "replay", directory["d"], "--policy", other)).AssertUsage("strategies[0]", "momentum");
        (await Cli.RunAsync("journal", "replay", directory["d"], "--policy", Sample, "--key", "x")).AssertUsage("--key", "--policy");
    }

    [Fact]
    public async Task TheSamplesCasesHoldAndNoticeWhatTheyAreAbout()
    {
        var test = await Cli.RunAsync("policy", "test", Cases, "--policy", Sample, "--json");

        Assert.Equal(0, test.Code);
        var result = test.Json.RootElement;
        Assert.Empty(result.GetProperty("failures").EnumerateArray());
        var bound = result.GetProperty("gates").GetInt32() - result.GetProperty("gatesNotBinding").GetArrayLength();
        Assert.True(bound >= 37, $"{bound} gates bind");
        Assert.True(result.GetProperty("nudgesNoticed").GetInt32() >= 95);
        var unnoticed = result.GetProperty("nudgesNotNoticed").EnumerateArray().Select(n => n.GetProperty("path").GetString()).ToHashSet();
        Assert.Equal(result.GetProperty("nudges").GetInt32(), result.GetProperty("nudgesNoticed").GetInt32() + result.GetProperty("nudgesNotNoticed").GetArrayLength());
        Assert.DoesNotContain("limits.confidenceMin", unnoticed);
        Assert.DoesNotContain("limits.quoteAgeMillisMax", unnoticed);
        Assert.DoesNotContain("accounts[0].dailyLossMax", unnoticed);
        Assert.DoesNotContain("strategies[0].submitsMax", unnoticed);
    }

    [Fact]
    public async Task AChangedPolicyFailsItsCases()
    {
        using var directory = new TemporaryDirectory();
        var other = directory.Write("b.json", Changed(("\"confidenceMin\": \"0.50\"", "\"confidenceMin\": \"0.51\"")));

        var test = await Cli.RunAsync("policy", "test", Cases, "--policy", other);

        Assert.Equal(1, test.Code);
        Assert.Contains("the lowest confidence passes: expected Approve; got Block by MinConfidence (MinConfidence, observed 500000, limit 510000)", test.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ASuiteThatNoticesTooLittleFailsWhereAScoreIsDemanded()
    {
        Assert.Equal(1, (await Cli.RunAsync("policy", "test", Cases, "--policy", Sample, "--score-min", "100")).Code);
        Assert.Equal(0, (await Cli.RunAsync("policy", "test", Cases, "--policy", Sample, "--score-min", "10")).Code);
        (await Cli.RunAsync("policy", "test", Cases, "--policy", Sample, "--score-min", "101")).AssertUsage("--score-min");
    }

    [Theory]
    [InlineData("{ \"cases\": [{}] }", "line 1: cases[0].name: is missing")]
    [InlineData("{ \"cases\": 7 }", "cases: must be a list")]
    [InlineData("{ \"cases\": [], \"more\": 1 }", "more: is none of about, start, workingOrdersMax, before, cases")]
    [InlineData("{ \"cases\": [], \"start\": \"noon\" }", "start: must be an ISO 8601 UTC time")]
    [InlineData("{ \"cases\": [], \"before\": [{ \"dance\": 1 }] }", "dance: is no step")]
    [InlineData("{ \"cases\": [], \"before\": [{ \"waitMillis\": 0 }] }", "waitMillis: must be a whole number from 1")]
    [InlineData("{ \"cases\": [], \"before\": [{ \"quote\": { \"instrument\": \"X\", \"bid\": 1 } }] }", "quote.bid: must be a string")]
    [InlineData("{ \"cases\": [], \"before\": [{ \"command\": { \"action\": \"Dance\", \"scope\": \"global\" } }] }", "action: 'Dance' is none of")]
    [InlineData("{ \"cases\": [], \"before\": [{ \"propose\": { \"then\": \"Lost\" } }] }", "then: 'Lost' is none of Unanswered, Acknowledged, Filled, Rejected, Canceled")]
    [InlineData("{ \"cases\": [{ \"name\": \"n\", \"propose\": {}, \"expect\": { \"verdict\": \"Block\" } }] }", "expect.verdict: a block without its bindingGate, reason or objections would also be met by another cause")]
    [InlineData("nonsense", "is not JSON")]
    public async Task WrongCasesAreNamedByFileAndLine(string text, string error)
    {
        using var directory = new TemporaryDirectory();
        var file = directory.Write("c.json", text);

        (await Cli.RunAsync("policy", "test", Path.GetDirectoryName(file)!, "--policy", Sample)).AssertUsage("c.json: line ", error);
    }

    [Theory]
    [InlineData("policy diff /nowhere.json /nowhere.json", "/nowhere.json")]
    [InlineData("policy test /nowhere --policy samples", "samples")]
    [InlineData("policy test /nowhere", "--policy")]
    public async Task WrongUsageEndsWithTwo(string line, string named) => (await Cli.RunAsync(line.Split(' '))).AssertUsage(named);

    /// <summary>A witness's script, made a case and read as a file is.</summary>
    private static CaseOutcome Played(TemporaryDirectory directory, JsonElement witness, string policy)
    {
        var script = witness.GetProperty("script");
        var file = directory.Write("witness.json", $$"""
            { "start": {{script.GetProperty("start")!.GetRawText()}}, "cases": [ { "name": "witness", "given": {{script.GetProperty("given").GetRawText()}},
              "propose": {{script.GetProperty("propose").GetRawText()}}, "expect": { "verdict": "Approve" } } ] }
            """);
        return Assert.Single(CaseFile.Read(file)).Script.Play(Files.ReadPolicy(policy));
    }

    private static string Changed(params (string From, string To)[] replacements)
    {
        var text = File.ReadAllText(Sample);
        foreach (var (from, to) in replacements)
        {
            Assert.Contains(from, text, StringComparison.Ordinal);
            text = text.Replace(from, to, StringComparison.Ordinal);
        }

        return text;
    }
}
