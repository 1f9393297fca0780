using System.Security.Cryptography;
using Chronos.Core.Clocks;
using Chronos.Core.Commands;
using Chronos.Core.Journal;
using Chronos.Core.Model;
using Chronos.Core.Policies;
using Chronos.Core.Replay;
using Chronos.Core.Routing;
using Chronos.Core.Signing;
using Chronos.Core.Venues;

namespace Chronos.Core.Tests.Scenarios;

/// <summary>A whole engine on a temporary directory, with the sample policy, a paper venue and a clock the test moves.</summary>
internal sealed class EngineFixture : IDisposable
{
    public const long Start = 1_767_225_600_000_000_000;

    private static readonly byte[] OperatorKey = SHA256.HashData("operator"u8);
    private static readonly byte[] SecondKey = SHA256.HashData("second"u8);
    private ulong _nextCommand = 1;

    public EngineFixture(
        Action<EngineSetup>? configure = null, string? directory = null, bool keepDirectory = false)
    {
        var setup = new EngineSetup();
        configure?.Invoke(setup);
        KeepDirectory = keepDirectory;
        Root = directory ?? Path.Combine(Path.GetTempPath(), "chronos-test-" + Guid.NewGuid().ToString("N"));
        Clock = new ManualClock(Start);
        Policy = setup.Policy ?? SamplePolicy.Load();
        Keys = NewKeys();
        Engine = new ChronosEngine(new ChronosOptions
        {
            Policy = Policy,
            Keys = Keys,
            Journal = new JournalOptions
            {
                DataDirectory = DataDirectory,
                RingDirectory = RingDirectory,
                RingBytes = 1 << 20,
                SegmentBytes = 1 << 20,
                Durability = setup.Durability,
            },
            Venues = [setup.Venue ?? new PaperVenue(new PaperVenueOptions { Name = "paper" })],
            Operators = new Dictionary<string, ReadOnlyMemory<byte>> { ["alice"] = OperatorKey, ["bob"] = SecondKey },
            Approvers = setup.Approvers.ToDictionary(a => a.Name, a => a.Secret),
            TickMillis = 0,
            Clock = setup.Clock ?? Clock,
            RingSize = setup.RingSize,
            WorkingOrdersMax = setup.WorkingOrdersMax,
            WaitingCallersMax = setup.WaitingCallersMax,
            FeedSize = setup.FeedSize,
            Mode = setup.Mode,
            Follower = setup.Follower,
            StartsFromSnapshot = setup.StartsFromSnapshot,
        });
        try
        {
            Engine.Start();
        }
        catch
        {
            Engine.Dispose();
            Keys.Dispose();
            throw;
        }

        Engine.WaitUntilIdle();
    }

    public string Root { get; }

    public string DataDirectory => Path.Combine(Root, "data");

    public string RingDirectory => Path.Combine(Root, "ring");

    public bool KeepDirectory { get; set; }

    public ManualClock Clock { get; }

    public Policy Policy { get; }

    public KeyRing Keys { get; }

    public ChronosEngine Engine { get; }

    public static KeyRing NewKeys() => new(new SealKey(1, SHA256.HashData("seal"u8)));

    public void Arm() => Assert.Equal(ReasonCode.None, Command(CommandAction.Arm));

    public ReasonCode Command(CommandAction action, ScopeKind scope = ScopeKind.Global, string name = "", ulong? key = null) =>
        Engine.CommandAsync(OperatorCommand
            .Create(action, "alice", "test", key ?? _nextCommand++, scope, name)
            .SignedWith(OperatorKey)).AsTask().GetAwaiter().GetResult();

    /// <summary>A command of bob that confirms one of alice's.</summary>
    public ReasonCode Confirm(ulong confirms, CommandAction action, ScopeKind scope = ScopeKind.Global, string name = "", BreakerKind breaker = BreakerKind.None)
    {
        var command = OperatorCommand.Create(action, "bob", "test", _nextCommand++, scope, name);
        command.Confirms = confirms;
        command.Breaker = breaker;
        return Engine.CommandAsync(command.SignedWith(SecondKey)).AsTask().GetAwaiter().GetResult();
    }

    /// <summary>Loads a policy: alice asks, and where it loosens anything bob confirms.</summary>
    public ReasonCode Load(Policy policy, ulong firstKey = 900)
    {
        var first = OperatorCommand.Create(CommandAction.LoadPolicy, "alice", "test", firstKey).Loading(policy).SignedWith(OperatorKey);
        var asked = Engine.LoadPolicyAsync(first, policy).AsTask().GetAwaiter().GetResult();
        if (asked != ReasonCode.CommandAwaitsSecond)
        {
            return asked;
        }

        var second = OperatorCommand.Create(CommandAction.LoadPolicy, "bob", "test", firstKey + 1).Loading(policy);
        second.Confirms = firstKey;
        return Engine.LoadPolicyAsync(second.SignedWith(SecondKey), policy).AsTask().GetAwaiter().GetResult();
    }

    public FlattenReport Flatten(ScopeKind scope = ScopeKind.Global, string name = "")
    {
        var command = OperatorCommand.Create(CommandAction.Flatten, "alice", "test", _nextCommand++, scope, name).SignedWith(OperatorKey);
        var report = Engine.FlattenAsync(command).AsTask().GetAwaiter().GetResult();
        Engine.WaitUntilIdle();
        return report;
    }

    public void Quote(string symbol, string bid, string ask, string bidSize = "10", string askSize = "10")
    {
        Assert.Equal(SubmitResult.Accepted, Engine.TryQuote(new Quote(
            Policy.InstrumentNamed(symbol),
            Price.Parse(bid),
            Quantity.Parse(bidSize),
            Price.Parse(ask),
            Quantity.Parse(askSize),
            Clock.NowNanos())));
        Engine.WaitUntilIdle();
    }

    public Proposal Limit(ulong id, OrderSide side, string quantity, string price, string symbol = "BTCUSDT", string strategy = "momentum") => new()
    {
        Strategy = Policy.StrategyNamed(strategy),
        Id = new ProposalId(id),
        Instrument = Policy.InstrumentNamed(symbol),
        Side = side,
        Type = OrderType.Limit,
        TimeInForce = TimeInForce.Gtc,
        ConfidencePpm = 800_000,
        Quantity = Quantity.Parse(quantity),
        LimitPrice = Price.Parse(price),
        CreatedAtNanos = Clock.NowNanos(),
    };

    public Decision Propose(in Proposal proposal)
    {
        var decision = Engine.ProposeAsync(in proposal).AsTask().GetAwaiter().GetResult();
        Engine.WaitUntilIdle();
        return decision;
    }

    public void Advance(long millis) => Clock.AdvanceTo(Clock.NowNanos() + millis * 1_000_000);

    public ReplayReport Replay(KeyRing? keys = null)
    {
        using var replayer = new Replayer(keys);
        using var reader = JournalReader.Open(DataDirectory);
        while (reader.TryRead(out var record))
        {
            replayer.Replay(in record);
        }

        return replayer.Report();
    }

    public void Dispose()
    {
        Engine.Dispose();
        Keys.Dispose();
        if (!KeepDirectory && Directory.Exists(Root))
        {
            Directory.Delete(Root, recursive: true);
        }
    }
}
