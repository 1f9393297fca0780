using System.Net;
using System.Text.Json;
using Chronos.Core.Decode;
using Chronos.Core.Journal;
using Chronos.Core.Model;
using Chronos.Core;

namespace Chronos.Host.Tests;

/// <summary>Proposals over HTTP: the contract of decisions, every refusal, repeats.</summary>
public class ProposalApiTests
{
    private static readonly string[] DecisionFields =
    [
        "proposalId", "sequence", "verdict", "reasons", "bindingGate", "requestedQuantity", "permittedQuantity", "votes",
        "policyVersion", "policyHash", "orderId", "sealExpiresAt", "mode", "stage", "decidedAt", "latencyNanos",
    ];

    [Fact]
    public async Task ADecisionHasExactlyTheFieldsOfTheContract()
    {
        await using var api = await ApiFixture.StartAsync();
        var (response, d) = await api.ProposeAsync(ApiFixture.Good);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(DecisionFields, d.EnumerateObject().Select(p => p.Name));
        Assert.Equal("Approve", d.GetProperty("verdict").GetString());
        Assert.Equal("0.1", d.GetProperty("permittedQuantity").GetString());
        Assert.Equal("Approve", d.GetProperty("votes").GetProperty("risk").GetProperty("vote").GetString());
        Assert.Equal(JsonValueKind.String, d.GetProperty("orderId").ValueKind);
        Assert.Equal("2026-01-01T00:00:00.500000000Z", d.GetProperty("sealExpiresAt").GetString());
        Assert.Equal("2026-01-01T00:00:00.000000000Z", d.GetProperty("decidedAt").GetString());
        Assert.Equal(("Paper", "Production"), (d.GetProperty("mode").GetString(), d.GetProperty("stage").GetString()));
    }

    [Fact]
    public async Task ABlockIsAnAnswerWithEveryReasonInItsUnit()
    {
        await using var api = await ApiFixture.StartAsync();
        api.Clock.AdvanceTo(ApiFixture.Start + 2_000_000_000);
        var (response, d) = await api.ProposeAsync(ApiFixture.Good.Replace("\"0.1\"", "\"0.3\"", StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("Block", d.GetProperty("verdict").GetString());
        var reasons = d.GetProperty("reasons").EnumerateArray().ToDictionary(r => r.GetProperty("name").GetString()!);
        Assert.Equal("26100.3", reasons["MaxOrderNotional"].GetProperty("observed").GetString());
        Assert.Equal("20000", reasons["MaxOrderNotional"].GetProperty("limit").GetString());
        Assert.Equal("0.25", reasons["MaxOrderQuantity"].GetProperty("limit").GetString());
        Assert.Equal(2_000_000_000, reasons["QuoteStaleness"].GetProperty("observed").GetInt64());
        Assert.Equal("Nanoseconds", reasons["QuoteStaleness"].GetProperty("unit").GetString());
        Assert.Equal(211, reasons["QuoteStaleness"].GetProperty("code").GetInt32());
        Assert.Equal(JsonValueKind.Null, d.GetProperty("orderId").ValueKind);
        Assert.Equal(JsonValueKind.Null, d.GetProperty("votes").GetProperty("risk").ValueKind);
    }

    [Theory]
    [InlineData("{", ReasonCode.JsonMalformed, "body")]
    [InlineData("", ReasonCode.JsonMalformed, "body")]
    [InlineData("[]", ReasonCode.JsonMalformed, "body")]
    [InlineData("{} {}", ReasonCode.JsonMalformed, "body")]
    [InlineData("{\"strategy\":\"\\ud800\"}", ReasonCode.JsonMalformed, "body")]
    [InlineData("{\"quantity\":NaN}", ReasonCode.JsonMalformed, "body")]
    [InlineData("{}", ReasonCode.FieldMissing, "strategy")]
    [InlineData("GOOD:\"confidence\":\"0.8\"|\"createdAt\":\"2026-01-01T00:00:00Z\"", ReasonCode.FieldMissing, "confidence")]
    [InlineData("GOOD:\"limitPrice\":\"87001\",|", ReasonCode.FieldMissing, "limitPrice")]
    [InlineData("GOOD:\"0.8\"|\"0.8\",\"leverage\":\"3\"", ReasonCode.FieldUnknown, "leverage")]
    [InlineData("GOOD:\"0.8\"|\"0.8\",\"Side\":\"Buy\"", ReasonCode.FieldUnknown, "Side")]
    [InlineData("GOOD:\"0.8\"|\"0.8\",\"s\\u0069de\":\"Buy\"", ReasonCode.FieldDuplicate, "side")]
    [InlineData("GOOD:\"0.1\"|0.1", ReasonCode.FieldType, "quantity")]
    [InlineData("GOOD:\"0.1\"|{}", ReasonCode.FieldType, "quantity")]
    [InlineData("GOOD:\"0.1\"|null", ReasonCode.FieldType, "quantity")]
    [InlineData("GOOD:\"0.8\"|\"0.8\",\"allowResize\":\"true\"", ReasonCode.FieldType, "allowResize")]
    [InlineData("GOOD:\"0.1\"|\"NaN\"", ReasonCode.NumberMalformed, "quantity")]
    [InlineData("GOOD:\"0.1\"|\"Infinity\"", ReasonCode.NumberMalformed, "quantity")]
    [InlineData("GOOD:\"0.1\"|\"1e-1\"", ReasonCode.NumberMalformed, "quantity")]
    [InlineData("GOOD:\"0.1\"|\" 0.1\"", ReasonCode.NumberMalformed, "quantity")]
    [InlineData("GOOD:\"proposalId\":\"1\"|\"proposalId\":1.5", ReasonCode.NumberMalformed, "proposalId")]
    [InlineData("GOOD:\"proposalId\":\"1\"|\"proposalId\":-1", ReasonCode.NumberMalformed, "proposalId")]
    [InlineData("GOOD:\"0.8\"|\"0.8\",\"replaces\":\"-1\"", ReasonCode.NumberMalformed, "replaces")]
    [InlineData("GOOD:\"0.8\"|\"0.8\",\"stopPrice\":86900", ReasonCode.FieldType, "stopPrice")]
    [InlineData("GOOD:\"0.1\"|\"0.123456789\"", ReasonCode.NumberDecimals, "quantity")]
    [InlineData("GOOD:\"0.8\"|\"0.1234567\"", ReasonCode.NumberDecimals, "confidence")]
    [InlineData("GOOD:\"87001\"|\"92233720368.54775808\"", ReasonCode.NumberOverflow, "limitPrice")]
    [InlineData("GOOD:\"0.8\"|\"5000\"", ReasonCode.NumberOverflow, "confidence")]
    [InlineData("GOOD:\"proposalId\":\"1\"|\"proposalId\":\"18446744073709551616\"", ReasonCode.NumberOverflow, "proposalId")]
    [InlineData("GOOD:momentum|nobody", ReasonCode.NameUnknown, "strategy")]
    [InlineData("GOOD:BTCUSDT|DOGEUSDT", ReasonCode.NameUnknown, "instrument")]
    [InlineData("GOOD:\"Buy\"|\"buy\"", ReasonCode.ValueUnknown, "side")]
    [InlineData("GOOD:\"Limit\"|\"Stop\"", ReasonCode.ValueUnknown, "type")]
    [InlineData("GOOD:\"Ioc\"|\"Day\"", ReasonCode.ValueUnknown, "timeInForce")]
    [InlineData("GOOD:\"0.8\"|\"0.8\",\"createdAt\":\"yesterday\"", ReasonCode.ValueUnknown, "createdAt")]
    [InlineData("GOOD:\"0.8\"|\"0.8\",\"expiresAt\":\"2026-01-01T00:00:00+01:00\"", ReasonCode.ValueUnknown, "expiresAt")]
    public async Task EveryRefusalNamesItsFieldAndIsJournaled(string body, ReasonCode code, string field)
    {
        await using var api = await ApiFixture.StartAsync();
        var (response, problem) = await api.ProposeAsync(Text(body));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal(((int)code, code.ToString()), (problem.GetProperty("code").GetInt32(), problem.GetProperty("codeName").GetString()));
        Assert.Equal(field, problem.GetProperty("field").GetString());
        Assert.StartsWith(field + ":", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);

        await api.StopAsync();
        var sequence = problem.GetProperty("sequence").ToString();
        var dump = await Cli.RunAsync("journal", "dump", api.DataDirectory, "--json", "--from", sequence, "--to", sequence);
        using var record = dump.Json;
        Assert.Equal("Refusal", record.RootElement.GetProperty("frame").GetString());
        Assert.Equal((int)code, record.RootElement.GetProperty("code").GetInt32());
        Assert.Equal(field == "body" ? "" : field, record.RootElement.GetProperty("field").GetString());
        Assert.Equal(System.Text.Encoding.UTF8.GetByteCount(Text(body)), record.RootElement.GetProperty("bodyBytes").GetInt32());
        Assert.Equal("Block", record.RootElement.GetProperty("verdict").GetString());
    }

    [Theory]
    [InlineData("\"0.1\"|\"0\"", ReasonCode.QuantityInvalid)]
    [InlineData("\"0.1\"|\"-1\"", ReasonCode.QuantityInvalid)]
    [InlineData("\"0.8\"|\"1.5\"", ReasonCode.ConfidenceInvalid)]
    [InlineData("\"proposalId\":\"1\"|\"proposalId\":0", ReasonCode.ProposalIdInvalid)]
    [InlineData("\"Limit\"|\"Market\"", ReasonCode.PriceInvalid)]
    public async Task WhatFitsAFrameIsJudgedByTheEngine(string change, ReasonCode code)
    {
        await using var api = await ApiFixture.StartAsync();
        var (response, d) = await api.ProposeAsync(Text("GOOD:" + change));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(code.ToString(), d.GetProperty("reasons")[0].GetProperty("name").GetString());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ABodyOfTenMegabytesIsRefusedAndJournaled(bool chunked)
    {
        await using var api = await ApiFixture.StartAsync();
        using var stream = new MemoryStream(new byte[10_000_000]);
        HttpContent content = chunked ? new StreamContent(new ForwardOnlyStream(stream)) : new ByteArrayContent(stream.ToArray());

        var (response, problem) = await api.PostAsync("/api/proposals", content);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal("BodyTooLarge", problem.GetProperty("codeName").GetString());
        await api.StopAsync();
        var sequence = problem.GetProperty("sequence").ToString();
        using var record = (await Cli.RunAsync("journal", "dump", api.DataDirectory, "--json", "--from", sequence, "--to", sequence)).Json;
        Assert.Equal(chunked ? 65_537 : 10_000_000, record.RootElement.GetProperty("bodyBytes").GetInt32());
    }

    [Fact]
    public async Task AnotherContentTypeIsRefused()
    {
        await using var api = await ApiFixture.StartAsync();
        var response = await api.Http.PostAsync("/api/proposals", new StringContent(ApiFixture.Good));

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
    }

    [Fact]
    public async Task ARepeatGetsTheOriginalDecision()
    {
        await using var api = await ApiFixture.StartAsync();
        var (_, first) = await api.ProposeAsync(ApiFixture.Good);
        var (response, second) = await api.ProposeAsync(ApiFixture.Good);

        Assert.Equal("true", response.Headers.GetValues("Idempotent-Replay").Single());
        Assert.Equal(JsonValueKind.Null, second.GetProperty("latencyNanos").ValueKind);
        Assert.Equal(WithoutLatency(first), WithoutLatency(second));
        Assert.Equal(1, api.Engine.Counters.Orders);
    }

    [Fact]
    public async Task TheSameIdWithOtherContentConflicts()
    {
        await using var api = await ApiFixture.StartAsync();
        await api.ProposeAsync(ApiFixture.Good);
        var (response, problem) = await api.ProposeAsync(ApiFixture.Good.Replace("\"0.1\"", "\"0.2\"", StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        Assert.Equal("ProposalIdReused", problem.GetProperty("codeName").GetString());
        Assert.Equal("proposalId", problem.GetProperty("field").GetString());
    }

    [Fact]
    public async Task AProposalIsFoundWithEveryReportOfItsOrder()
    {
        await using var api = await ApiFixture.StartAsync();
        var (_, decided) = await api.ProposeAsync(ApiFixture.Good);
        api.Engine.WaitUntilIdle();
        var (response, found) = await api.GetAsync("/api/proposals/momentum:1");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(decided.GetProperty("sequence").GetInt64(), found.GetProperty("sequence").GetInt64());
        var reports = found.GetProperty("reports").EnumerateArray().ToArray();
        Assert.Equal(["Sent", "Acknowledged", "Fill"], reports.Select(r => r.GetProperty("kind").GetString()));
        Assert.Equal("87001", reports[2].GetProperty("lastPrice").GetString());
        Assert.True(reports[2].GetProperty("simulated").GetBoolean());
    }

    [Fact]
    public async Task AProposalIsExplainedWhereAsked()
    {
        await using var api = await ApiFixture.StartAsync();
        await api.ProposeAsync(ApiFixture.Good);
        api.Engine.WaitUntilIdle();

        var (response, found) = await api.GetAsync("/api/proposals/momentum:1?explain=true");
        var (_, plain) = await api.GetAsync("/api/proposals/momentum:1");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(plain.GetProperty("sequence").GetInt64(), found.GetProperty("sequence").GetInt64());
        Assert.False(plain.TryGetProperty("explanation", out _));
        var explanation = found.GetProperty("explanation");
        Assert.True(explanation.GetProperty("identical").GetBoolean());
        var decision = Assert.Single(explanation.GetProperty("decisions").EnumerateArray());
        Assert.Equal(70, decision.GetProperty("gates").GetArrayLength());
        Assert.Contains(explanation.GetProperty("messages").EnumerateArray(), m => m.GetRawText().Contains("87001", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.BadRequest, (await api.GetAsync("/api/proposals/momentum:1?explain=yes")).Response.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await api.GetAsync("/api/proposals/momentum:9?explain=true")).Response.StatusCode);
    }

    [Fact]
    public async Task AnIdWhoseContentWasRefusedIsDecidedByALaterProposal()
    {
        await using var api = await ApiFixture.StartAsync();
        await api.ProposeAsync(Text("GOOD:\"0.1\"|\"0\""));
        Assert.Equal("Block", (await api.GetAsync("/api/proposals/momentum:1")).Body.GetProperty("verdict").GetString());
        await api.ProposeAsync(ApiFixture.Good);
        await api.ProposeAsync(ApiFixture.Good);

        var (_, found) = await api.GetAsync("/api/proposals/momentum:1");

        Assert.Equal("Approve", found.GetProperty("verdict").GetString());
    }

    [Fact]
    public async Task ABusyEngineSaysWhenToComeBack()
    {
        await using var api = await ApiFixture.StartAsync(waitingCallersMax: 1);
        // The one place to wait in is taken until its answer is fetched.
        var waiting = api.Engine.ProbeAsync(default);

        var (response, problem) = await api.ProposeAsync(ApiFixture.Good);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal("1", response.Headers.GetValues("Retry-After").Single());
        Assert.Contains("nothing was decided", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        await waiting;
        Assert.Equal(HttpStatusCode.OK, (await api.ProposeAsync(ApiFixture.Good)).Response.StatusCode);
    }

    [Theory]
    [InlineData("momentum:2")]
    [InlineData("nobody:1")]
    [InlineData("momentum")]
    [InlineData("momentum:x")]
    public async Task AnUnknownProposalIsNotFound(string id)
    {
        await using var api = await ApiFixture.StartAsync();
        var (response, problem) = await api.GetAsync("/api/proposals/" + id);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal(404, problem.GetProperty("status").GetInt32());
    }

    [Fact]
    public async Task AStopNeedsItsTrigger()
    {
        await using var api = await ApiFixture.StartAsync();
        var stop = ApiFixture.Good.Replace("\"Limit\"", "\"StopMarket\"", StringComparison.Ordinal);
        var (_, problem) = await api.ProposeAsync(stop.Replace("\"limitPrice\":\"87001\",", "", StringComparison.Ordinal));

        Assert.Equal(("FieldMissing", "limitPrice"), (problem.GetProperty("codeName").GetString(), problem.GetProperty("field").GetString()));
    }

    [Fact]
    public async Task TheOrderToReplaceIsNamedByItsProposal()
    {
        await using var api = await ApiFixture.StartAsync();
        var (_, decision) = await api.ProposeAsync(
            ApiFixture.Good.Replace("\"confidence\"", "\"stopPrice\":\"86900\",\"replaces\":\"9\",\"confidence\"", StringComparison.Ordinal));
        Assert.Contains("OrderToReplaceUnknown", decision.GetProperty("reasons").ToString(), StringComparison.Ordinal);

        await api.StopAsync();
        var sequence = decision.GetProperty("sequence").ToString();
        using var record = (await Cli.RunAsync("journal", "dump", api.DataDirectory, "--json", "--from", sequence, "--to", sequence)).Json;
        Assert.Equal("86900", record.RootElement.GetProperty("stopPrice").GetString());
        Assert.Equal("9", record.RootElement.GetProperty("replaces").GetString());
    }

    [Fact]
    public async Task JsonAndFrameGiveTheSameRecord()
    {
        var byJson = await RecordOf(async api => await api.ProposeAsync(ApiFixture.Good
            .Replace("\"confidence\"", "\"createdAt\":\"2026-01-01T00:00:00Z\",\"expiresAt\":\"2026-01-01T00:00:01Z\",\"allowResize\":true,\"stopPrice\":\"86900\",\"confidence\"", StringComparison.Ordinal)));
        var byFrame = await RecordOf(api =>
        {
            var frame = new byte[FrameWriter.ProposalBytes];
            FrameWriter.Write(
                new Proposal
                {
                    Strategy = new StrategyId(0),
                    Id = new ProposalId(1),
                    Instrument = new InstrumentId(0),
                    Side = OrderSide.Buy,
                    Type = OrderType.Limit,
                    TimeInForce = TimeInForce.Ioc,
                    Flags = ProposalFlags.AllowResize,
                    ConfidencePpm = 800_000,
                    Quantity = Quantity.Parse("0.1"),
                    LimitPrice = Price.Parse("87001"),
                    CreatedAtNanos = ApiFixture.Start,
                    ExpiresAtNanos = ApiFixture.Start + 1_000_000_000,
                    StopPrice = Price.Parse("86900"),
                },
                frame);
            Assert.Equal(SubmitResult.Accepted, api.Engine.TryPropose(frame));
            return Task.CompletedTask;
        });

        // The seal and the digest it binds name the engine, which differs; everything else may not.
        const int contextOffset = 80 + 8 + 80;
        Assert.Equal(8 + 80 + DecisionRecord.Bytes, byJson.Length);
        Assert.Equal(byFrame[..contextOffset], byJson[..contextOffset]);
    }

    private static async Task<byte[]> RecordOf(Func<ApiFixture, Task> propose)
    {
        await using var api = await ApiFixture.StartAsync();
        await propose(api);
        api.Engine.WaitUntilIdle();
        await api.StopAsync();
        using var reader = JournalReader.Open(api.DataDirectory);
        while (reader.TryRead(out var record))
        {
            if ((EventKind)record.Type == EventKind.Proposal)
            {
                return record.Payload.ToArray();
            }
        }

        throw new InvalidOperationException("no proposal was recorded");
    }

    /// <summary>A body, or the good proposal with one replacement: <c>GOOD:from|to</c>.</summary>
    private static string Text(string body)
    {
        if (!body.StartsWith("GOOD:", StringComparison.Ordinal))
        {
            return body;
        }

        var parts = body[5..].Split('|');
        Assert.Contains(parts[0], ApiFixture.Good, StringComparison.Ordinal);
        return ApiFixture.Good.Replace(parts[0], parts[1], StringComparison.Ordinal);
    }

    private static string WithoutLatency(JsonElement decision) => string.Join(
        ',', decision.EnumerateObject().Where(p => p.Name != "latencyNanos").Select(p => p.ToString()));
}
