using System.Globalization;
using System.Net;
using System.Text.Json;
using Chronos.Core.Model;
using Chronos.Core.Quorum;

namespace Chronos.Host.Tests;

/// <summary>Proposals that wait, and votes on them, over HTTP and from the command line.</summary>
public class VoteApiTests
{
    private static readonly string Waiting = ApiFixture.Good.Replace("\"0.1\"", "\"0.11\"", StringComparison.Ordinal);

    [Fact]
    public async Task WaitsIsListedAndPassesOnAnApproval()
    {
        await using var api = await StartAsync();
        var (_, parked) = await api.ProposeAsync(Waiting);
        Assert.Equal("Pending", parked.GetProperty("verdict").GetString());
        Assert.Equal("2026-01-01T00:01:00.000000000Z", parked.GetProperty("pendingUntil").GetString());
        Assert.Equal(JsonValueKind.Null, parked.GetProperty("sealExpiresAt").ValueKind);

        var entry = await WaitingAsync(api);
        Assert.Equal(
            ("momentum", "1", "BTCUSDT", "0.11", "QuorumShort"),
            (Text(entry, "strategy"), Text(entry, "proposalId"), Text(entry, "instrument"), Text(entry, "quantity"), Text(entry, "reason")));
        Assert.Equal(parked.GetProperty("sequence").GetInt64(), entry.GetProperty("sequence").GetInt64());
        var (_, held) = await api.PostAsync("/api/votes", Vote(entry, VoteKind.Object, 1));
        Assert.Equal(("Pending", "Object"), (Text(held, "verdict"), held.GetProperty("votes").GetProperty("outside").GetString()));
        Assert.Equal("risk-officer", (await WaitingAsync(api)).GetProperty("objectedBy")[0].GetString());

        var (response, final) = await api.PostAsync("/api/votes", Vote(entry, VoteKind.Approve, 2));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(("Approve", "1", "0.11"), (Text(final, "verdict"), Text(final, "proposalId"), Text(final, "permittedQuantity")));
        Assert.NotEqual(JsonValueKind.Null, final.GetProperty("sealExpiresAt").ValueKind);
        Assert.False(final.TryGetProperty("pendingUntil", out _));
        Assert.Empty((await api.GetAsync("/api/pending")).Body.GetProperty("pending").EnumerateArray());
        api.Engine.WaitUntilIdle();
        var (_, found) = await api.GetAsync("/api/proposals/momentum:1");
        Assert.Equal(("Approve", final.GetProperty("sequence").GetInt64()), (Text(found, "verdict"), found.GetProperty("sequence").GetInt64()));
        Assert.NotEmpty(found.GetProperty("reports").EnumerateArray());
        var (repeat, again) = await api.ProposeAsync(Waiting);
        Assert.True(repeat.Headers.Contains("Idempotent-Replay"));
        Assert.Equal(Text(final, "orderId"), Text(again, "orderId"));
    }

    [Fact]
    public async Task WhatExpiredIsFoundAsBlocked()
    {
        await using var api = await StartAsync();
        await api.ProposeAsync(Waiting);
        var (_, waits) = await api.GetAsync("/api/proposals/momentum:1");
        Assert.Equal("Pending", Text(waits, "verdict"));
        api.Clock.AdvanceTo(ApiFixture.Start + 60_000_000_000);
        api.Engine.TryTick();
        api.Engine.WaitUntilIdle();

        var (_, found) = await api.GetAsync("/api/proposals/momentum:1");

        Assert.Equal(("Block", "PendingExpired"), (Text(found, "verdict"), Text(found.GetProperty("reasons")[0], "name")));
    }

    [Fact]
    public async Task AVoteThatDoesNotFitIsAProblem()
    {
        await using var api = await StartAsync();
        await api.ProposeAsync(Waiting);
        var entry = await WaitingAsync(api);
        var good = Vote(entry, VoteKind.Approve, 5);
        var before = api.Engine.Counters.LastSequence;

        var (stolen, problem) = await api.PostAsync("/api/votes", Vote(entry, VoteKind.Approve, 5, ApproverKey.New("risk-officer")));
        Assert.Equal((HttpStatusCode.Unauthorized, "VoteUnauthorized"), (stolen.StatusCode, Text(problem, "codeName")));
        Assert.Equal("ChronosMac", stolen.Headers.WwwAuthenticate.ToString());
        Assert.Equal(before, api.Engine.Counters.LastSequence);
        var (other, unmatched) = await api.PostAsync("/api/votes", Vote(entry, VoteKind.Approve, 3, id: 99));
        Assert.Equal((HttpStatusCode.NotFound, "VoteUnmatched"), (other.StatusCode, Text(unmatched, "codeName")));
        Assert.Equal(before + 1, unmatched.GetProperty("sequence").GetInt64());
        var (replayed, old) = await api.PostAsync("/api/votes", Vote(entry, VoteKind.Approve, 3));
        Assert.Equal((HttpStatusCode.Conflict, "VoteReplayed"), (replayed.StatusCode, Text(old, "codeName")));
        Assert.Equal(HttpStatusCode.OK, (await api.PostAsync("/api/votes", good)).Response.StatusCode);
    }

    [Theory]
    [InlineData("\"momentum\"|\"nobody\"", ReasonCode.NameUnknown, "strategy")]
    [InlineData("\"proposalId\":\"1\"|\"proposalId\":\"x\"", ReasonCode.NumberMalformed, "proposalId")]
    [InlineData("\"contentHash\":\"|\"contentHash\":\"0", ReasonCode.ValueUnknown, "contentHash")]
    [InlineData("\"Approve\"|\"Abstain\"", ReasonCode.ValueUnknown, "vote")]
    [InlineData("\"Approve\"|1", ReasonCode.FieldType, "vote")]
    [InlineData("\"risk-officer\"|\"\"", ReasonCode.ValueUnknown, "approver")]
    [InlineData("\"counter\":\"1\"|\"counter\":\"0\"", ReasonCode.NumberMalformed, "counter")]
    [InlineData("\"mac\":\"|\"mac\":\"zz", ReasonCode.ValueUnknown, "mac")]
    [InlineData("\"mac\":|\"max\":", ReasonCode.FieldUnknown, "max")]
    public async Task AMalformedVoteNamesItsField(string change, ReasonCode code, string field)
    {
        await using var api = await StartAsync();
        await api.ProposeAsync(Waiting);
        var parts = change.Split('|');
        var body = Vote(await WaitingAsync(api), VoteKind.Approve, 1);
        Assert.Contains(parts[0], body, StringComparison.Ordinal);

        var (response, problem) = await api.PostAsync("/api/votes", body.Replace(parts[0], parts[1], StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal((code.ToString(), field), (Text(problem, "codeName"), Text(problem, "field")));
    }

    [Fact]
    public async Task TheCommandLineListsAndVotesAndTheDumpTellsIt()
    {
        await using var api = await StartAsync();
        using var directory = new TemporaryDirectory();
        Assert.Equal("nothing waits", (await Cli.RunAsync("pending", "--url", api.Address)).Out.Trim());
        await api.ProposeAsync(Waiting);
        var key = directory["officer.key"];
        Assert.Equal(0, (await Cli.RunAsync("keys", "new", "--kind", "approver", "--out", key)).Code);
        await File.WriteAllTextAsync(key, Convert.ToHexStringLower(ApiFixture.Approver.Secret.Span));
        var entry = await WaitingAsync(api);
        var listed = await Cli.RunAsync("pending", "--url", api.Address);
        Assert.Contains($"momentum:1  Buy 0.11 BTCUSDT Limit 87001  content {Text(entry, "contentHash")}", listed.Out, StringComparison.Ordinal);

        (await VoteAsync("0")).AssertUsage("--content");
        var wrong = await VoteAsync("0123456789abcdef");
        var done = await VoteAsync(Text(entry, "contentHash")!);
        var late = await VoteAsync(Text(entry, "contentHash")!);

        Assert.Equal(1, wrong.Code);
        Assert.Contains("550 VoteUnmatched", wrong.Error, StringComparison.Ordinal);
        Assert.Equal(0, done.Code);
        Assert.Contains("1  Approve  0.11 of 0.11", done.Out, StringComparison.Ordinal);
        Assert.Equal(1, late.Code);
        Assert.Contains("momentum:1: no such proposal waits", late.Error, StringComparison.Ordinal);
        api.Engine.WaitUntilIdle();
        await api.StopAsync();
        var dump = await Cli.RunAsync("journal", "dump", api.DataDirectory, "--kind", "Vote", "--json");
        var votes = dump.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonSerializer.Deserialize<JsonElement>(l)).ToArray();
        Assert.Equal(["VoteUnmatched", null], votes.Select(v => v.TryGetProperty("outcome", out var o) ? o.GetString() : null));
        Assert.Equal(("risk-officer", "Approve", "Approve"), (Text(votes[1], "approver"), Text(votes[1], "verdict"), Text(votes[1], "outside")));

        Task<Cli> VoteAsync(string content) => Cli.RunAsync(
            "vote", "approve", "momentum:1", "--content", content, "--approver", "risk-officer", "--key", key, "--url", api.Address);
    }

    private static Task<ApiFixture> StartAsync() => ApiFixture.StartAsync(policyChanges:
    [
        ("\"approvalsMin\": 2", "\"approvalsMin\": 3"),
        ("\"shortfall\": \"Block\"", "\"shortfall\": \"Pending\""),
        ("\"touchPercentMax\": 500", "\"touchPercentMax\": 1"),
    ]);

    private static async Task<JsonElement> WaitingAsync(ApiFixture api) =>
        Assert.Single((await api.GetAsync("/api/pending")).Body.GetProperty("pending").EnumerateArray().ToArray());

    private static string Vote(JsonElement entry, VoteKind kind, ulong counter, ApproverKey? key = null, ulong? id = null)
    {
        var content = ulong.Parse(Text(entry, "contentHash")!, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        var proposal = new ProposalId(id ?? ulong.Parse(Text(entry, "proposalId")!, CultureInfo.InvariantCulture));
        var vote = (key ?? ApiFixture.Approver).Vote(
            new StrategyId(entry.GetProperty("strategyId").GetInt32()), proposal, content, kind, counter);
        return $$"""
            {"strategy":"{{Text(entry, "strategy")}}","proposalId":"{{proposal}}","contentHash":"{{Text(entry, "contentHash")}}",
            "vote":"{{kind}}","approver":"{{vote.Voter}}","counter":"{{counter}}","mac":"{{Convert.ToHexStringLower(vote.Mac)}}"}
            """;
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
