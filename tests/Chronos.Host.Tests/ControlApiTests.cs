using System.Net;
using System.Security.Cryptography;
using Chronos.Core.Commands;
using Chronos.Core.Model;
using Chronos.Core.Policies;

namespace Chronos.Host.Tests;

/// <summary>Operator commands and health over HTTP.</summary>
public class ControlApiTests
{
    [Theory]
    [InlineData(59_999, HttpStatusCode.OK)]
    [InlineData(60_001, HttpStatusCode.BadRequest)]
    public async Task AnOldCommandIsRefused(long ageMillis, HttpStatusCode expected)
    {
        await using var api = await ApiFixture.StartAsync(armed: false);
        var arm = ApiFixture.Command(CommandAction.Arm, 7, ApiFixture.OperatorKey);
        api.Clock.AdvanceTo(ApiFixture.Start + ageMillis * 1_000_000);

        var (answer, body) = await api.PostAsync("/api/control/arm", arm);

        Assert.Equal(expected, answer.StatusCode);
        Assert.Equal(expected == HttpStatusCode.OK ? TradingState.Active : TradingState.Halted, api.Engine.TradingState);
        if (expected != HttpStatusCode.OK)
        {
            Assert.Equal("createdAtNanos", body.GetProperty("field").GetString());
        }
    }

    [Theory]
    [InlineData("arm", CommandAction.Arm)]
    [InlineData("reduce", CommandAction.Reduce)]
    [InlineData("halt", CommandAction.Halt)]
    [InlineData("kill", CommandAction.Kill)]
    [InlineData("cancel-all", CommandAction.CancelAll)]
    [InlineData("flatten", CommandAction.Flatten)]
    public async Task EveryCommandNeedsTheMacOfItsOperator(string path, CommandAction action)
    {
        await using var api = await ApiFixture.StartAsync(armed: true);
        var right = ApiFixture.Command(action, 7, ApiFixture.OperatorKey);
        var wrongKey = ApiFixture.Command(action, 7, SHA256.HashData("other"u8));
        var stranger = ApiFixture.Command(action, 7, ApiFixture.OperatorKey, name: "mallory");
        var changed = right.Replace("\"reason\":\"test\"", "\"reason\":\"else\"", StringComparison.Ordinal);
        var before = api.Engine.Counters.LastSequence;

        foreach (var body in (string[])[wrongKey, stranger, changed])
        {
            var (refused, problem) = await api.PostAsync("/api/control/" + path, body);
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
            Assert.Equal("CommandUnauthorized", problem.GetProperty("codeName").GetString());
        }

        Assert.Equal(before, api.Engine.Counters.LastSequence);
        var (done, outcome) = await api.PostAsync("/api/control/" + path, right);
        Assert.Equal(HttpStatusCode.OK, done.StatusCode);
        Assert.Equal((path, "Done"), (outcome.GetProperty("action").GetString(), outcome.GetProperty("outcome").GetString()));
        Assert.Equal(
            action switch
            {
                CommandAction.Reduce => TradingState.Reducing,
                CommandAction.Halt => TradingState.Halted,
                CommandAction.Kill => TradingState.Killed,
                _ => TradingState.Active,
            },
            api.Engine.TradingState);
        var (again, duplicate) = await api.PostAsync("/api/control/" + path, right);
        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
        Assert.Equal("CommandDuplicate", duplicate.GetProperty("codeName").GetString());
    }

    [Theory]
    [InlineData("\"mac\":|\"max\":", ReasonCode.FieldUnknown, "max")]
    [InlineData("\"reason\":\"test\",|", ReasonCode.FieldMissing, "reason")]
    [InlineData("\"test\"|\"\"", ReasonCode.ValueUnknown, "reason")]
    [InlineData("\"global\"|\"everything\"", ReasonCode.ValueUnknown, "scope")]
    [InlineData("\"7\"|\"0\"", ReasonCode.NumberMalformed, "idempotencyKey")]
    [InlineData("\"7\"|7", ReasonCode.FieldType, "idempotencyKey")]
    [InlineData("\"mac\":\"|\"mac\":\"zz", ReasonCode.ValueUnknown, "mac")]
    [InlineData("\"mac\":|\"confirms\":\"0\",\"mac\":", ReasonCode.NumberMalformed, "confirms")]
    [InlineData("\"mac\":|\"confirms\":5,\"mac\":", ReasonCode.FieldType, "confirms")]
    [InlineData("\"mac\":|\"breaker\":\"DailyLoss\",\"mac\":", ReasonCode.FieldUnknown, "breaker")]
    [InlineData("\"mac\":|\"policy\":\"{}\",\"mac\":", ReasonCode.FieldUnknown, "policy")]
    public async Task AMalformedCommandNamesItsField(string change, ReasonCode code, string field)
    {
        await using var api = await ApiFixture.StartAsync(armed: false);
        var parts = change.Split('|');
        var body = ApiFixture.Command(CommandAction.Halt, 7, ApiFixture.OperatorKey).Replace(parts[0], parts[1], StringComparison.Ordinal);

        var (response, problem) = await api.PostAsync("/api/control/halt", body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal((code.ToString(), field), (problem.GetProperty("codeName").GetString(), problem.GetProperty("field").GetString()));
    }

    [Fact]
    public async Task AScopeThatDoesNotExistAndAStateThatDoesNotAllowItAreRefused()
    {
        await using var api = await ApiFixture.StartAsync(armed: false);
        var (unknown, _) = await api.PostAsync(
            "/api/control/halt", ApiFixture.Command(CommandAction.Halt, 7, ApiFixture.OperatorKey, "venue:nowhere"));
        await api.PostAsync("/api/control/kill", ApiFixture.Command(CommandAction.Kill, 8, ApiFixture.OperatorKey, "venue:paper"));
        var (killed, problem) = await api.PostAsync(
            "/api/control/halt", ApiFixture.Command(CommandAction.Halt, 9, ApiFixture.OperatorKey, "venue:paper"));

        Assert.Equal(HttpStatusCode.BadRequest, unknown.StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, killed.StatusCode);
        Assert.Equal("CommandRefused", problem.GetProperty("codeName").GetString());
    }

    [Fact]
    public async Task ASecondOperatorLiftsAKill()
    {
        await using var api = await ApiFixture.StartAsync();
        await api.PostAsync("/api/control/kill", ApiFixture.Command(CommandAction.Kill, 7, ApiFixture.OperatorKey));
        var (waits, first) = await api.PostAsync("/api/control/arm", ApiFixture.Command(CommandAction.Arm, 8, ApiFixture.OperatorKey));
        Assert.Equal(
            (HttpStatusCode.Accepted, "AwaitsSecond", "8", "Killed"),
            (waits.StatusCode, first.GetProperty("outcome").GetString(), first.GetProperty("confirms").GetString(), first.GetProperty("tradingState").GetString()));

        var (same, problem) = await api.PostAsync("/api/control/arm", ApiFixture.Command(CommandAction.Arm, 9, ApiFixture.OperatorKey, confirms: 8));
        Assert.Equal((HttpStatusCode.Conflict, "CommandSameOperator"), (same.StatusCode, problem.GetProperty("codeName").GetString()));
        var (other, unknown) = await api.PostAsync("/api/control/reduce", ApiFixture.Command(CommandAction.Reduce, 10, ApiFixture.SecondKey, name: "bob", confirms: 8));
        Assert.Equal((HttpStatusCode.Conflict, "CommandUnconfirmed"), (other.StatusCode, unknown.GetProperty("codeName").GetString()));
        var (done, second) = await api.PostAsync("/api/control/arm", ApiFixture.Command(CommandAction.Arm, 11, ApiFixture.SecondKey, name: "bob", confirms: 8));

        Assert.Equal((HttpStatusCode.OK, "Active"), (done.StatusCode, second.GetProperty("tradingState").GetString()));
    }

    [Fact]
    public async Task AConfirmationIsUnderTheMacToo()
    {
        await using var api = await ApiFixture.StartAsync();
        await api.PostAsync("/api/control/kill", ApiFixture.Command(CommandAction.Kill, 7, ApiFixture.OperatorKey));
        var body = ApiFixture.Command(CommandAction.Arm, 8, ApiFixture.OperatorKey, confirms: 5)
            .Replace("\"confirms\":\"5\"", "\"confirms\":\"6\"", StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.Unauthorized, (await api.PostAsync("/api/control/arm", body)).Response.StatusCode);
    }

    [Fact]
    public async Task APolicyIsLoadedByTwoAndRulesFromThenOn()
    {
        await using var api = await ApiFixture.StartAsync();
        var policy = Changed(api);
        var (waits, _) = await api.PostAsync(
            "/api/control/load-policy", ApiFixture.Command(CommandAction.LoadPolicy, 7, ApiFixture.OperatorKey, policy: policy));
        Assert.Equal(HttpStatusCode.Accepted, waits.StatusCode);
        Assert.Equal(1, (await api.ProposeAsync(ApiFixture.Good)).Body.GetProperty("policyVersion").GetInt32());
        var (done, _) = await api.PostAsync(
            "/api/control/load-policy",
            ApiFixture.Command(CommandAction.LoadPolicy, 8, ApiFixture.SecondKey, name: "bob", confirms: 7, policy: policy));
        Assert.Equal(HttpStatusCode.OK, done.StatusCode);

        var (_, decision) = await api.ProposeAsync(ApiFixture.Good.Replace("\"1\"", "\"2\"", StringComparison.Ordinal));
        var hash = Convert.ToHexStringLower(policy.Hash);
        Assert.Equal(("Block", 2, hash), (decision.GetProperty("verdict").GetString(), decision.GetProperty("policyVersion").GetInt32(), decision.GetProperty("policyHash").GetString()));
        Assert.Equal(2, (await api.GetAsync("/api/system/health")).Body.GetProperty("policy").GetProperty("version").GetInt32());

        var (again, problem) = await api.PostAsync(
            "/api/control/load-policy", ApiFixture.Command(CommandAction.LoadPolicy, 9, ApiFixture.OperatorKey, policy: policy));
        Assert.Equal((HttpStatusCode.Conflict, "PolicyRefused"), (again.StatusCode, problem.GetProperty("codeName").GetString()));
        Assert.Contains("version 2 does not follow version 2", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task APolicyThatIsNoneIsRefusedWithItsErrors()
    {
        await using var api = await ApiFixture.StartAsync();
        var body = ApiFixture.Command(CommandAction.LoadPolicy, 7, ApiFixture.OperatorKey)
            .Replace("\"mac\":", "\"policy\":\"{ }\",\"mac\":", StringComparison.Ordinal);

        var (refused, problem) = await api.PostAsync("/api/control/load-policy", body);

        Assert.Equal((HttpStatusCode.BadRequest, "policy"), (refused.StatusCode, problem.GetProperty("field").GetString()));
        Assert.Contains("line 1", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task FlattenTellsWhatItProposedAndStatusHowLongAKillTook()
    {
        await using var api = await ApiFixture.StartAsync();
        await api.ProposeAsync(ApiFixture.Good);
        await api.ProposeAsync(ApiFixture.Good
            .Replace("\"1\"", "\"2\"", StringComparison.Ordinal)
            .Replace("87001", "86700", StringComparison.Ordinal)
            .Replace("Ioc", "Gtc", StringComparison.Ordinal));
        api.Engine.WaitUntilIdle();
        var (_, flat) = await api.PostAsync("/api/control/flatten", ApiFixture.Command(CommandAction.Flatten, 7, ApiFixture.OperatorKey));
        Assert.Equal("{\"proposals\":1,\"passed\":1,\"withoutMandate\":0}", flat.GetProperty("flatten").GetRawText());

        await api.PostAsync("/api/control/kill", ApiFixture.Command(CommandAction.Kill, 8, ApiFixture.OperatorKey, "strategy:momentum"));
        api.Engine.WaitUntilIdle();
        var (_, health) = await api.GetAsync("/api/system/health");

        Assert.Equal(
            "[{\"scope\":\"strategy:momentum\",\"tradingState\":\"Killed\",\"breakers\":[]}]", health.GetProperty("scopes").GetRawText());
        var sweep = health.GetProperty("sweeps")[0];
        Assert.Equal(
            ("kill", "strategy:momentum", 1, 0, 0L),
            (sweep.GetProperty("action").GetString(), sweep.GetProperty("scope").GetString(), sweep.GetProperty("orders").GetInt32(),
                sweep.GetProperty("remaining").GetInt32(), sweep.GetProperty("nanosToQuiet").GetInt64()));
        var status = await Cli.RunAsync("status", "--url", api.Address);
        Assert.Contains("scope     strategy:momentum Killed", status.Out, StringComparison.Ordinal);
        Assert.Contains("1 orders, quiet after 0 ms", status.Out, StringComparison.Ordinal);
    }

    /// <summary>Commands of the command line are stamped with the machine's time, so the engine must stand at it.</summary>
    [Fact]
    public async Task TheVerbsOfTheCommandLineGoTheSameWay()
    {
        await using var api = await ApiFixture.StartAsync();
        using var directory = new TemporaryDirectory();
        var alice = KeyFile(directory, "alice.key", ApiFixture.OperatorKey);
        var bob = KeyFile(directory, "bob.key", ApiFixture.SecondKey);
        api.Clock.AdvanceTo(new Chronos.Core.Clocks.SystemClock().NowNanos());
        string[] First(params string[] verb) => [.. verb, "--url", api.Address, "--reason", "test", "--operator", "alice", "--key", alice];
        string[] Second(string key, params string[] verb) =>
            [.. verb, "--url", api.Address, "--reason", "test", "--operator", "bob", "--key", bob, "--confirms", key];

        Assert.Equal("cancel-all global: done", (await Cli.RunAsync(First("cancel-all"))).Out.Trim());
        Assert.Equal(
            "flatten global: done, 0 of 0 proposals pass, 0 positions without a mandate", (await Cli.RunAsync(First("flatten"))).Out.Trim());
        Assert.Equal("kill venue:paper: done", (await Cli.RunAsync(First("kill", "--scope", "venue:paper"))).Out.Trim());
        var waits = await Cli.RunAsync(First("arm", "--scope", "venue:paper"));
        Assert.Contains("waits for a second operator", waits.Out, StringComparison.Ordinal);
        var done = await Cli.RunAsync(Second(waits.Out.Trim().Split(' ')[^1], "arm", "--scope", "venue:paper"));
        Assert.Equal((0, "arm venue:paper: done"), (done.Code, done.Out.Trim()));

        var file = directory.Write("policy.json", System.Text.Encoding.UTF8.GetString(Changed(api).Source));
        var load = await Cli.RunAsync(First("load-policy", file));
        Assert.Equal(0, (await Cli.RunAsync(Second(load.Out.Trim().Split(' ')[^1], "load-policy", file))).Code);
        Assert.Equal(2u, api.Engine.Policy.Version);

        var none = await Cli.RunAsync(First("clear-breaker", "--breaker", "DailyLoss"));
        Assert.Equal(1, none.Code);
        Assert.Contains("CommandRefused", none.Error, StringComparison.Ordinal);
        var enable = await Cli.RunAsync(First("enable-strategy", "--scope", "strategy:momentum"));
        Assert.Contains("does not allow enable-strategy", enable.Error, StringComparison.Ordinal);
    }

    private static string KeyFile(TemporaryDirectory directory, string name, byte[] key)
    {
        var path = directory.Write(name, Convert.ToHexStringLower(key) + "\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        return path;
    }

    /// <summary>The policy in force with the next version and smaller orders.</summary>
    /// <summary>Tighter in one limit and looser in another.</summary>
    private static Policy Changed(ApiFixture api) => PolicyFile.Parse(System.Text.Encoding.UTF8.GetBytes(
        System.Text.Encoding.UTF8.GetString(api.Engine.Policy.Source)
            .Replace("\"version\": 1", "\"version\": 2", StringComparison.Ordinal)
            .Replace("\"proposalIdGapMax\": 1000000", "\"proposalIdGapMax\": 2000000", StringComparison.Ordinal)
            .Replace("\"orderQuantityMax\": \"0.25\"", "\"orderQuantityMax\": \"0.05\"", StringComparison.Ordinal)));

    [Fact]
    public async Task HealthAndStatusTellHowMuchOfTheLossLimitsIsUsed()
    {
        await using var api = await ApiFixture.StartAsync();
        await api.ProposeAsync(ApiFixture.Good);
        var (bid, size) = (87_000m, Quantity.Parse("1"));
        for (var i = 0; i < 9; i++)
        {
            // Two percent at a time, so that the price is believed.
            bid = decimal.Floor(bid * 0.98m);
            api.Engine.TryQuote(new Quote(
                new InstrumentId(0), Price.Parse($"{bid}"), size, Price.Parse($"{bid + 1}"), size, api.Engine.NowNanos));
        }

        api.Engine.WaitUntilIdle();
        var (_, health) = await api.GetAsync("/api/system/health");

        // 0.1 that fell by some 14 500, of 2 000 allowed a day.
        Assert.Equal("[{\"scope\":\"account:main\",\"stage\":\"Alert\"}]", health.GetProperty("lossStages").GetRawText());
        Assert.Contains("losses    account:main Alert", (await Cli.RunAsync("status", "--url", api.Address)).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task HealthTellsTheStateAndReadyFollowsTheEngine()
    {
        await using var api = await ApiFixture.StartAsync();
        await api.ProposeAsync(ApiFixture.Good);
        api.Engine.WaitUntilIdle();
        var (_, health) = await api.GetAsync("/api/system/health");
        Assert.True(health.GetProperty("simulated").GetBoolean());
        Assert.True(health.GetProperty("running").GetBoolean());
        Assert.Equal("Active", health.GetProperty("tradingState").GetString());
        Assert.Equal(1, health.GetProperty("counters").GetProperty("fills").GetInt64());
        Assert.Equal(health.GetProperty("sequence").GetInt64(), health.GetProperty("journal").GetProperty("written").GetInt64());
        Assert.Equal(HttpStatusCode.OK, (await api.GetAsync("/health/ready")).Response.StatusCode);

        api.Engine.Stop();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await api.GetAsync("/health/ready")).Response.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await api.GetAsync("/health/live")).Response.StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await api.ProposeAsync(ApiFixture.Good)).Response.StatusCode);
    }

    [Fact]
    public async Task UnknownRoutesAndMethodsAreProblems()
    {
        await using var api = await ApiFixture.StartAsync();
        var (missing, problem) = await api.GetAsync("/api/nothing");
        var (method, _) = await api.GetAsync("/api/control/arm");

        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
        Assert.Equal("application/problem+json", missing.Content.Headers.ContentType!.MediaType);
        Assert.Equal(404, problem.GetProperty("status").GetInt32());
        Assert.Equal(HttpStatusCode.MethodNotAllowed, method.StatusCode);
    }

    [Fact]
    public async Task ProposePrintsDecisionsAndFailsOnARefusal()
    {
        await using var api = await ApiFixture.StartAsync();
        using var directory = new TemporaryDirectory();
        var line = ApiFixture.Good.ReplaceLineEndings("");
        var good = directory.Write("good.jsonl", line + "\n");
        var bad = directory.Write("bad.jsonl", "{}\n" + line.Replace("\"proposalId\":\"1\"", "\"proposalId\":2", StringComparison.Ordinal) + "\n");

        var first = await Cli.RunAsync("propose", "--url", api.Address, good);
        var second = await Cli.RunAsync("propose", "--url", api.Address, bad);

        Assert.Equal(0, first.Code);
        Assert.Contains("Approve", first.Out, StringComparison.Ordinal);
        Assert.Equal(1, second.Code);
        Assert.Contains("132 FieldMissing: strategy", second.Out, StringComparison.Ordinal);
        Assert.Contains("Approve", second.Out, StringComparison.Ordinal);
    }
}
