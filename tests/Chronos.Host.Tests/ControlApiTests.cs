using System.Net;
using System.Security.Cryptography;
using Chronos.Core.Commands;
using Chronos.Core.Model;

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
        Assert.Equal(action.ToString(), outcome.GetProperty("action").GetString());
        Assert.Equal(
            action switch { CommandAction.Arm => TradingState.Active, CommandAction.Reduce => TradingState.Reducing, CommandAction.Halt => TradingState.Halted, _ => TradingState.Killed },
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
    public async Task AScopeThatDoesNotExistAndAKilledOneAreRefused()
    {
        await using var api = await ApiFixture.StartAsync(armed: false);
        var (unknown, _) = await api.PostAsync(
            "/api/control/halt", ApiFixture.Command(CommandAction.Halt, 7, ApiFixture.OperatorKey, "venue:nowhere"));
        await api.PostAsync("/api/control/kill", ApiFixture.Command(CommandAction.Kill, 8, ApiFixture.OperatorKey, "venue:paper"));
        var (killed, problem) = await api.PostAsync(
            "/api/control/arm", ApiFixture.Command(CommandAction.Arm, 9, ApiFixture.OperatorKey, "venue:paper"));

        Assert.Equal(HttpStatusCode.BadRequest, unknown.StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, killed.StatusCode);
        Assert.Equal("CommandRefused", problem.GetProperty("codeName").GetString());
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
