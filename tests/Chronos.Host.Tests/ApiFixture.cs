using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Chronos.Core;
using Chronos.Core.Clocks;
using Chronos.Core.Commands;
using Chronos.Core.Journal;
using Chronos.Core.Model;
using Chronos.Core.Policies;
using Chronos.Core.Quorum;
using Chronos.Core.Signing;
using Chronos.Core.Venues;
using Chronos.Host.Http;

namespace Chronos.Host.Tests;

/// <summary>The API of an engine with the sample policy over a real Kestrel on a free port, at a clock the test moves.</summary>
internal sealed class ApiFixture : IAsyncDisposable
{
    public const long Start = 1_767_225_600_000_000_000;

    public const string Good = """
        {"strategy":"momentum","proposalId":"1","instrument":"BTCUSDT","side":"Buy","type":"Limit","timeInForce":"Ioc",
        "quantity":"0.1","limitPrice":"87001","confidence":"0.8"}
        """;

    private readonly TemporaryDirectory _directory = new();
    private readonly KeyRing _keys = new(new SealKey(1, SHA256.HashData("seal"u8)));
    private HostServer? _server;

    private ApiFixture(int waitingCallersMax, (string From, string To)[] policyChanges)
    {
        Engine = new ChronosEngine(new ChronosOptions
        {
            Policy = PolicyFile.Parse(Encoding.UTF8.GetBytes(policyChanges.Aggregate(
                File.ReadAllText(RepositoryFiles.PathOf("samples/policy.json")),
                (text, change) => text.Replace(change.From, change.To, StringComparison.Ordinal)))),
            Keys = _keys,
            Journal = new JournalOptions
            {
                DataDirectory = DataDirectory,
                RingDirectory = _directory["ring"],
                RingBytes = 1 << 20,
                SegmentBytes = 1 << 20,
                Durability = Durability.Process,
            },
            Venues = [new PaperVenue(new PaperVenueOptions { Name = "paper" })],
            Operators = new Dictionary<string, ReadOnlyMemory<byte>> { ["alice"] = OperatorKey, ["bob"] = SecondKey },
            Approvers = new Dictionary<string, ReadOnlyMemory<byte>> { [Approver.Name] = Approver.Secret },
            TickMillis = 0,
            WaitingCallersMax = waitingCallersMax,
            Clock = Clock,
        });
        Engine.Start();
        Engine.WaitUntilIdle();
    }

    public static byte[] OperatorKey { get; } = SHA256.HashData("operator"u8);

    public static byte[] SecondKey { get; } = SHA256.HashData("second"u8);

    public static ApproverKey Approver { get; } = new("risk-officer", SHA256.HashData("risk-officer"u8));

    public ChronosEngine Engine { get; }

    public ManualClock Clock { get; } = new(Start);

    public string DataDirectory => _directory["data"];

    public HttpClient Http { get; private set; } = new();

    public string Address => _server!.Address;

    public static async Task<ApiFixture> StartAsync(
        bool armed = true, int waitingCallersMax = 64, params (string From, string To)[] policyChanges)
    {
        var fixture = new ApiFixture(waitingCallersMax, policyChanges);
        fixture._server = await HostServer.StartAsync(fixture.Engine, new IPEndPoint(IPAddress.Loopback, 0), default);
        fixture.Http = new HttpClient { BaseAddress = new Uri(fixture._server.Address) };
        if (armed)
        {
            var arm = OperatorCommand.Create(CommandAction.Arm, "alice", "test", 1).SignedWith(OperatorKey);
            Assert.Equal(ReasonCode.None, await fixture.Engine.CommandAsync(arm));
            fixture.Quote();
        }

        return fixture;
    }

    public void Quote()
    {
        Engine.TryQuote(new Quote(
            Engine.Options.Policy.InstrumentNamed("BTCUSDT"),
            Price.Parse("87000"),
            Quantity.Parse("10"),
            Price.Parse("87001"),
            Quantity.Parse("10"),
            Clock.NowNanos()));
        Engine.WaitUntilIdle();
    }

    public Task<(HttpResponseMessage Response, JsonElement Body)> ProposeAsync(string json) => PostAsync("/api/proposals", json);

    public Task<(HttpResponseMessage Response, JsonElement Body)> PostAsync(string path, string json) =>
        PostAsync(path, new ByteArrayContent(Encoding.UTF8.GetBytes(json)));

    public async Task<(HttpResponseMessage Response, JsonElement Body)> PostAsync(string path, HttpContent content)
    {
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        var response = await Http.PostAsync(path, content);
        return (response, JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync()));
    }

    public async Task<(HttpResponseMessage Response, JsonElement Body)> GetAsync(string path)
    {
        var response = await Http.GetAsync(path);
        return (response, JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync()));
    }

    public static string Command(
        CommandAction action,
        ulong key,
        byte[] operatorKey,
        string scope = "global",
        string name = "alice",
        ulong confirms = 0,
        BreakerKind breaker = BreakerKind.None,
        Policy? policy = null)
    {
        Assert.True(ScopeName.TryParse(scope, out var kind, out var scopeName));
        var command = OperatorCommand.Create(action, name, "test", key, kind, scopeName);
        command.CreatedAtNanos = Start;
        command.Confirms = confirms;
        command.Breaker = breaker;
        var signed = (policy is null ? command : command.Loading(policy)).SignedWith(operatorKey);
        var mac = Convert.ToHexStringLower(signed.Mac);
        var more = (confirms == 0 ? "" : $"\"confirms\":\"{confirms.ToString(CultureInfo.InvariantCulture)}\",")
            + (breaker == BreakerKind.None ? "" : $"\"breaker\":\"{breaker}\",")
            + (policy is null ? "" : $"\"policy\":{JsonSerializer.Serialize(Encoding.UTF8.GetString(policy.Source))},");
        return $$"""
            {"scope":"{{scope}}","reason":"test","operator":"{{name}}","idempotencyKey":"{{key.ToString(CultureInfo.InvariantCulture)}}",
            "createdAtNanos":"{{Start.ToString(CultureInfo.InvariantCulture)}}",{{more}}"mac":"{{mac}}"}
            """;
    }

    /// <summary>Stops everything and keeps the files until disposed.</summary>
    public async Task StopAsync()
    {
        await _server!.StopAsync();
        Assert.True(Engine.Stop());
        Engine.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _server!.DisposeAsync();
        Engine.Dispose();
        _keys.Dispose();
        _directory.Dispose();
    }
}
