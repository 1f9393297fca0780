using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Chronos.Core;
using Chronos.Core.Commands;
using Chronos.Core.Journal;
using Chronos.Core.Model;
using Chronos.Core.Policies;
using Chronos.Core.Replay;
using Chronos.Core.Signing;
using Chronos.Weex.Tests.Sandbox;
using Chronos.Weex.Wire;

namespace Chronos.Weex.Tests.Connector;

/// <summary>A whole engine that trades contracts at a sandbox, over its REST and its private socket.</summary>
internal sealed class TradedSandbox : IAsyncDisposable
{
    private static readonly byte[] OperatorKey = SHA256.HashData("operator"u8);

    // What a small account and orders every few milliseconds would run into.
    private static readonly (string Key, string Value)[] Wide =
    [
        ("riskPerTradeMax", "\"0.05\""), ("submitsMax", "10000"), ("coolDownAfterLossMillis", "0"), ("lossStreakMax", "10000"),
        ("rejectsMax", "10000"), ("sameContentMax", "10000"), ("selfTrade", "\"LeftToVenue\""), ("quoteAgeMillisMax", "60000"),
        ("proposalAgeMillisMax", "60000"),
    ];

    private readonly string _root = Directory.CreateTempSubdirectory("chronos-weex-").FullName;
    private readonly WeexCredentials _credentials = new("sandbox-key", "sandbox-secret"u8, "sandbox");
    private readonly KeyRing _keys = new(new SealKey(1, SHA256.HashData("seal"u8)));
    private ulong _next = 1;

    private TradedSandbox(Trader trader, Policy policy)
    {
        Trader = trader;
        Policy = policy;
        Open();
    }

    public Trader Trader { get; }

    public Policy Policy { get; }

    public WeexContractVenue Venue { get; private set; } = null!;

    public ChronosEngine Engine { get; private set; } = null!;

    public static async Task<TradedSandbox> StartAsync()
    {
        var trader = await Trader.StartAsync(o =>
        {
            o.VirtualClock = false;
            o.DepthLevels = 1;
        });
        trader.Now = () => DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        var policy = File.ReadAllText(RepositoryPages.Find("samples/policy.json"));
        foreach (var (key, value) in Wide)
        {
            policy = Regex.Replace(policy, $"\"{key}\": (\\d+|\"[^\"]*\")", $"\"{key}\": {value}");
        }

        var traded = new TradedSandbox(trader, PolicyFile.Parse(Encoding.UTF8.GetBytes(policy)));
        await traded.QuoteAsync(87_000);
        await traded.ArmAsync();
        return traded;
    }

    /// <summary>Tells both sides of a quote with a width of one tick.</summary>
    public async Task QuoteAsync(int bid, string size = "1")
    {
        await Trader.QuoteAsync(bid, decimal.Parse(size, CultureInfo.InvariantCulture), bid + 1, decimal.Parse(size, CultureInfo.InvariantCulture));
        foreach (var (symbol, price) in (ReadOnlySpan<(string, int)>)[("BTCUSDT", bid), ("ETHUSDT", 400)])
        {
            Assert.Equal(SubmitResult.Accepted, Engine.TryQuote(new Quote(
                Policy.InstrumentNamed(symbol), Price.FromDecimal(price), Quantity.Parse(size), Price.FromDecimal(price + 1), Quantity.Parse(size),
                Engine.NowNanos)));
        }

        Engine.WaitUntilIdle();
    }

    public async Task ArmAsync()
    {
        await WaitAsync(() => Venue.Trouble is null, () => Venue.Trouble ?? "");
        var arm = OperatorCommand.Create(CommandAction.Arm, "alice", "test", (ulong)Engine.Counters.LastSequence + 1);
        arm.CreatedAtNanos = Engine.NowNanos;
        Assert.Equal(ReasonCode.None, await Engine.CommandAsync(arm.SignedWith(OperatorKey)));
    }

    public async Task<Decision> ProposeAsync(OrderSide side, string quantity, int price, TimeInForce timeInForce = TimeInForce.Gtc) =>
        await Engine.ProposeAsync(new Proposal
        {
            Strategy = Policy.StrategyNamed("momentum"),
            Id = new ProposalId(_next++),
            Instrument = Policy.InstrumentNamed("BTCUSDT"),
            Side = side,
            Type = OrderType.Limit,
            TimeInForce = timeInForce,
            ConfidencePpm = 800_000,
            Quantity = Quantity.Parse(quantity),
            LimitPrice = Price.FromDecimal(price),
            CreatedAtNanos = Engine.NowNanos,
        });

    /// <summary>What the engine has recorded of its venue.</summary>
    public List<ExecutionReport> Reports()
    {
        List<ExecutionReport> reports = [];
        using var reader = JournalReader.Open(Data);
        while (reader.TryRead(out var record))
        {
            if ((EventKind)record.Type == EventKind.ExecutionReport)
            {
                reports.Add(MemoryMarshal.Read<ExecutionReport>(record.Payload[8..]));
            }
        }

        return reports;
    }

    /// <summary>
    /// The engine stopped: what it has recorded replays, its fills are the venue's, each once, and the venue saw one request an order.
    /// </summary>
    public async Task AssertSameAsync(int seed)
    {
        var fills = (await Trader.GetAsync("/capi/v3/userTrades")).EnumerateArray().ToList();
        var open = (await Trader.GetAsync("/capi/v3/openOrders")).EnumerateArray().ToList();
        var positions = (await Trader.GetAsync("/capi/v3/account/position/allPosition")).EnumerateArray().ToList();
        var requests = (await Trader.GetAsync("/sandbox/requests", "method=POST&path=/capi/v3/order", signed: false)).GetProperty("requests")
            .EnumerateArray().Select(r => r.GetProperty("body").GetString()!).ToList();
        var replay = StopAndReplay();
        Assert.True(replay.IsIdentical, $"seed {seed}: {replay.FirstDifference}");

        var told = Reports();
        var booked = told.Where(r => r.Kind == ReportKind.Fill).DistinctBy(r => r.ExecutionId).ToList();
        Assert.Equal(
            fills.Select(f => (f.GetProperty("id").GetUInt64(), Quantity.Parse(f.GetProperty("qty").GetString()), Notional.Parse(f.GetProperty("commission").GetString()))).Order(),
            booked.Select(r => (r.ExecutionId, r.LastQuantity, r.Fee)).Order());
        Assert.Equal(
            positions.Sum(p => (p.GetProperty("side").GetString() == "LONG" ? 1 : -1) * Quantity.Parse(p.GetProperty("size").GetString()).Units),
            booked.Sum(r => r.Side == OrderSide.Buy ? r.LastQuantity.Units : -r.LastQuantity.Units));
        Assert.Equal(requests.Count, requests.Distinct().Count());
        Assert.Equal(requests.Count, told.Count(r => r.Kind == ReportKind.Sent) - told.Count(r => r is { Kind: ReportKind.NotSent } && r.Reason != ReasonCode.VenueAbsent));
        var ended = told.Where(r => r.Kind is ReportKind.Canceled or ReportKind.Rejected or ReportKind.NotSent).Select(r => r.Order).ToList();
        Assert.Equal(ended.Count, ended.Distinct().Count());
        Assert.All(open, o => Assert.Contains(told, r => r.Kind == ReportKind.Acknowledged && r.VenueOrderId == o.GetProperty("orderId").GetUInt64()));
    }

    /// <summary>Ends the engine and replays what it has recorded.</summary>
    public ReplayReport StopAndReplay()
    {
        Assert.True(Engine.Stop(), Engine.Failure?.ToString());
        Close();
        using var replayer = new Replayer();
        using var reader = JournalReader.Open(Data);
        while (reader.TryRead(out var record))
        {
            replayer.Replay(in record);
        }

        return replayer.Report();
    }

    /// <summary>Begins another run on the same journal.</summary>
    public void Open()
    {
        Venue = new WeexContractVenue(
            new WeexVenueOptions
            {
                Name = "paper",
                Address = Trader.Sandbox.Address,
                PrivateSocket = new Uri($"ws://127.0.0.1:{Trader.Sandbox.Address.Port}/contract/v3/ws/private"),
                OrderTimeout = TimeSpan.FromSeconds(1),
                PassInterval = TimeSpan.FromMilliseconds(500),
                PassPauseMin = TimeSpan.FromMilliseconds(50),
                RetryPause = TimeSpan.FromMilliseconds(100),
                ClockTolerance = TimeSpan.FromSeconds(10),
                Tracking = new() { TimestampWindowMillis = 1_500, DoubtMillis = 200, ParkMillis = 500 },
            },
            _credentials);
        Engine = new ChronosEngine(new ChronosOptions
        {
            Policy = Policy,
            Keys = _keys,
            Journal = new JournalOptions { DataDirectory = Data, RingDirectory = Path.Combine(_root, "ring"), Durability = Durability.Process },
            Venues = [Venue],
            Operators = new Dictionary<string, ReadOnlyMemory<byte>> { ["alice"] = OperatorKey },
        });
        Engine.Start();
    }

    public static async Task WaitAsync(Func<bool> holds, Func<string>? state = null)
    {
        for (var patience = 0; !holds(); patience++)
        {
            Assert.True(patience < 3_000, $"waited in vain: {state?.Invoke()}");
            await Task.Delay(10);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Close();
        _credentials.Dispose();
        _keys.Dispose();
        await Trader.DisposeAsync();
        Directory.Delete(_root, recursive: true);
    }

    private string Data => Path.Combine(_root, "data");

    private void Close()
    {
        Engine.Dispose();
        Venue.Dispose();
    }
}
