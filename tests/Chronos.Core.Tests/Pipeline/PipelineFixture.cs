using System.Security.Cryptography;
using Chronos.Core.Books;
using Chronos.Core.Commands;
using Chronos.Core.Decode;
using Chronos.Core.Engine;
using Chronos.Core.Gates;
using Chronos.Core.Model;
using Chronos.Core.Policies;
using Chronos.Core.Quorum;
using Chronos.Core.Replay;
using Chronos.Core.Signing;
using Chronos.Core.Tests.Gates;

namespace Chronos.Core.Tests.Pipeline;

/// <summary>
/// The pipeline without threads, files or clock: armed, positions and balance told flat, AAA and BBB quoted 99 at 101. What
/// a test calls is processed before the call returns.
/// </summary>
internal sealed class PipelineFixture : IDisposable
{
    public const long Start = 1_767_225_600_000_000_000;
    public const long Milli = 1_000_000;
    public const long One = FixedPoint.Scale;

    private readonly ChronosPipeline _pipeline;
    private readonly CacheWarmer _warmer;
    private readonly KeyedSealer _sealer;
    private EngineEvent _event;
    private EventSlot _slot;
    private EventSlot _expiry;
    private readonly Dictionary<string, VoterName> _voters = [];
    private ulong _counter;
    private ulong _executions;
    private ulong _commands;

    public PipelineFixture(
        TestPolicy? policy = null, bool ready = true, int workingOrdersMax = 1024, bool keep = true, KeyRing? keys = null,
        EngineMode mode = EngineMode.Paper)
    {
        Keys = keys ?? new KeyRing(new SealKey(1, SHA256.HashData("seal"u8)));
        _sealer = new KeyedSealer(Keys);
        Scope = new SealScope(State.Epochs);
        Journal = new MemoryJournal(keep);
        Outbound = new CapturedOutbound(keep);
        _pipeline = new ChronosPipeline(State, Scope, _sealer, Journal, Outbound);
        _warmer = new CacheWarmer(_pipeline);
        Policy = (policy ?? new TestPolicy()).Build();
        StartRun(workingOrdersMax, mode: mode);
        Load(Policy);
        if (ready)
        {
            Command(CommandAction.Arm);
            TellAll();
            Quote();
            Quote(instrument: 1);
        }
    }

    public EngineState State { get; } = new();

    public SealScope Scope { get; }

    public KeyRing Keys { get; }

    public MemoryJournal Journal { get; }

    public CapturedOutbound Outbound { get; }

    public Policy Policy { get; private set; }

    public long Now { get; private set; } = Start;

    public ulong NextId { get; set; } = 1;

    public ref readonly EngineEvent Last => ref _event;

    /// <summary>The expiry processed last.</summary>
    public EngineEvent Expired { get; private set; }

    public ref PositionEntry Position => ref State.Positions[0, 0];

    public void Advance(long millis) => Now += millis * Milli;

    public void AdvanceNanos(long nanos) => Now += nanos;

    public void StartRun(int workingOrdersMax = 1024, int proposalWindow = 1024, EngineMode mode = EngineMode.Paper) => Input(EventKind.EngineStart, new EngineStartInput
    {
        Mode = mode,
        Stage = Policy.Stage,
        Epoch = 1,
        WorkingOrdersMax = workingOrdersMax,
        ProposalWindow = proposalWindow,
        StartedAtNanos = Now,
    });

    public ReasonCode Load(Policy policy)
    {
        EventWriter.WriteAttachment(ref _slot, EventKind.PolicyChange, policy, policy.Source.Length, Stamp());
        Process();
        Policy = State.Policy!;
        return _event.Outcome;
    }

    public ReasonCode Quote(long bid = 99, long ask = 101, long size = 1_000, int instrument = 0) => QuoteUnits(
        bid * One, ask * One, size * One, size * One, instrument);

    public ReasonCode QuoteUnits(
        long bid, long ask, long bidSize, long askSize, int instrument = 0, QuoteSource source = QuoteSource.Primary, long? venueTime = null) =>
        Input(EventKind.Quote, new Quote(
            new InstrumentId(instrument),
            Price.FromUnits(bid),
            Quantity.FromUnits(bidSize),
            Price.FromUnits(ask),
            Quantity.FromUnits(askSize),
            venueTime ?? Now,
            source));

    /// <summary>A quote of the second source.</summary>
    public ReasonCode SecondQuote(long bid, long ask) =>
        QuoteUnits(bid * One, ask * One, One, One, source: QuoteSource.Second);

    /// <summary>What the venue says about trading in AAA; what is left out is not told.</summary>
    public ReasonCode Ticker(MarketStatus? status = null, long? last = null, long? mark = null, long? volume = null) =>
        Input(EventKind.Ticker, new Ticker
        {
            Fields = (status is null ? 0 : TickerFields.Status) | (last is null ? 0 : TickerFields.Last)
                | (mark is null ? 0 : TickerFields.Mark) | (volume is null ? 0 : TickerFields.Volume),
            Status = status ?? MarketStatus.Unknown,
            Last = Price.FromUnits((last ?? 0) * One),
            Mark = Price.FromUnits((mark ?? 0) * One),
            Volume = Quantity.FromUnits((volume ?? 0) * One),
            VenueTimeNanos = Now,
        });

    /// <summary>The order book of AAA, in whole units, best level first.</summary>
    public ReasonCode Depth((long Price, long Quantity)[] bids, (long Price, long Quantity)[] asks)
    {
        var depth = new Depth { BidCount = (byte)bids.Length, AskCount = (byte)asks.Length, VenueTimeNanos = Now };
        for (var i = 0; i < bids.Length; i++)
        {
            depth.Bids[i] = new DepthLevel(Price.FromUnits(bids[i].Price * One), Quantity.FromUnits(bids[i].Quantity * One));
        }

        for (var i = 0; i < asks.Length; i++)
        {
            depth.Asks[i] = new DepthLevel(Price.FromUnits(asks[i].Price * One), Quantity.FromUnits(asks[i].Quantity * One));
        }

        return Input(EventKind.Depth, in depth);
    }

    public ReasonCode Tell(long position = 0, long balance = 100_000, int instrument = 0, SnapshotFields fields = SnapshotFields.Position | SnapshotFields.Balance | SnapshotFields.SessionUp) =>
        Input(EventKind.AccountSnapshot, new AccountSnapshot
        {
            Instrument = new InstrumentId(instrument),
            Fields = fields,
            Position = Quantity.FromUnits(position * One),
            Balance = Notional.FromUnits(balance * One),
        });

    /// <summary>Money paid in, or out where it is below zero; in whole units.</summary>
    public ReasonCode Transfer(long amount, int account = 0) => Input(EventKind.AccountSnapshot, new AccountSnapshot
    {
        Account = new AccountId(account),
        Fields = SnapshotFields.Transfer | SnapshotFields.SessionUp,
        Transfer = Notional.FromUnits(amount * One),
    });

    /// <summary>The venue confirms what the books hold.</summary>
    public void TellAll()
    {
        for (var i = 0; i < Policy.Instruments.Count; i++)
        {
            Tell(State.Positions[0, i].Position / One, instrument: i);
        }
    }

    /// <summary>A command of alice, or of somebody else confirming one; keys count up from 1 and are in <see cref="LastKey"/>.</summary>
    public ReasonCode Command(
        CommandAction action,
        ScopeKind scope = ScopeKind.Global,
        string name = "",
        ulong? key = null,
        string by = "alice",
        ulong confirms = 0,
        BreakerKind breaker = BreakerKind.None)
    {
        LastKey = key ?? ++_commands;
        var command = OperatorCommand.Create(action, by, "test", LastKey, scope, name);
        command.Confirms = confirms;
        command.Breaker = breaker;
        return Input(EventKind.Command, in command);
    }

    public ulong LastKey { get; private set; }

    /// <summary>A command of alice that bob confirms; the outcome is that of the confirmation.</summary>
    public ReasonCode CommandByTwo(
        CommandAction action, ScopeKind scope = ScopeKind.Global, string name = "", BreakerKind breaker = BreakerKind.None)
    {
        Assert.Equal(ReasonCode.CommandAwaitsSecond, Command(action, scope, name, breaker: breaker));
        return Command(action, scope, name, by: "bob", confirms: LastKey, breaker: breaker);
    }

    /// <summary>Loads a policy by command.</summary>
    public ReasonCode Load(Policy policy, string by, ulong confirms = 0)
    {
        LastKey = ++_commands;
        var command = OperatorCommand.Create(CommandAction.LoadPolicy, by, "test", LastKey).Loading(policy);
        command.Confirms = confirms;
        return Load(policy, in command);
    }

    /// <summary>A policy beside any command.</summary>
    public ReasonCode Load(Policy policy, in OperatorCommand command)
    {
        EventWriter.Write(ref _slot, in command, policy, Stamp());
        Process();
        Policy = State.Policy!;
        return _event.Outcome;
    }

    public void Tick() => Input(EventKind.Tick, new TimerTick(0));

    /// <summary>A limit buy of AAA that crosses nothing it must not: quantity and price in whole units.</summary>
    public Proposal Buy(long quantity = 10, long price = 101) => Order(OrderSide.Buy, quantity, price);

    public Proposal Sell(long quantity = 10, long price = 99) => Order(OrderSide.Sell, quantity, price);

    public Proposal Order(OrderSide side, long quantity, long price, int strategy = 0, int instrument = 0) => new()
    {
        Strategy = new StrategyId(strategy),
        Id = new ProposalId(NextId++),
        Instrument = new InstrumentId(instrument),
        Side = side,
        Type = OrderType.Limit,
        TimeInForce = TimeInForce.Gtc,
        ConfidencePpm = 800_000,
        Quantity = Quantity.FromUnits(quantity * One),
        LimitPrice = Price.FromUnits(price * One),
        CreatedAtNanos = Now,
    };

    /// <summary>A vote of somebody outside on a proposal, with the next counter.</summary>
    public ref readonly EngineEvent Vote(in Proposal proposal, VoteKind kind, string voter = "carol", ulong? counter = null)
    {
        Input(EventKind.Vote, new ExternalVote
        {
            Strategy = proposal.Strategy,
            Proposal = proposal.Id,
            ContentHash = ContentHashOf(in proposal),
            Kind = kind,
            Counter = counter ?? ++_counter,
            Voter = NameOf(voter),
        });
        return ref _event;
    }

    /// <summary>A protective stop.</summary>
    public Proposal Stop(OrderSide side, long quantity, long trigger) =>
        Order(side, quantity, trigger) with { Type = OrderType.StopMarket, Flags = ProposalFlags.ReduceOnly };

    /// <summary>The cap of one gate for a proposal, asked directly: neither decoder nor other gates stand before it.</summary>
    public GateAnswer Check(IGate gate, in Proposal proposal, Parking parking = default)
    {
        _event.Proposal = proposal;
        _event.Parking = parking;
        _event.TimeNanos = Now;
        _event.ContentHash = ContentHashOf(in proposal);
        var context = new GateContext(ref _event, State);
        var finding = default(Finding);
        var cap = gate.Check(in context, State, ref finding);
        return new GateAnswer(cap.PermittedUnits, finding.Code, finding.Observed, finding.Limit);
    }

    /// <summary>The limit prices at which one gate lets a proposal pass whole.</summary>
    public PriceRange PricesPassing(IPriceGate gate, in Proposal proposal)
    {
        _event.Proposal = proposal;
        _event.TimeNanos = Now;
        var context = new GateContext(ref _event, State);
        return gate.PricesPassing(in context, State);
    }

    /// <summary>When one gate lets the proposal pass, asked directly.</summary>
    public long Ask(ITimeGate gate, in Proposal proposal)
    {
        _event.Proposal = proposal;
        _event.TimeNanos = Now;
        var context = new GateContext(ref _event, State);
        return gate.PassesAtNanos(in context, State);
    }

    /// <summary>One approver's vote on a proposal, asked directly.</summary>
    public Vote Ask(IApprover approver, in Proposal proposal)
    {
        _event.Proposal = proposal;
        _event.Parking = default;
        _event.TimeNanos = Now;
        var context = new GateContext(ref _event, State);
        var finding = default(Finding);
        var kind = approver.Vote(in context, State, ref finding);
        return kind == VoteKind.Approve ? Chronos.Core.Model.Vote.Approve : new Vote(kind, finding.Code, finding.Observed, finding.Limit);
    }

    /// <summary>The gate stage alone, with other gates or another order of them.</summary>
    public EngineEvent Ask(IGate[] gates, in Proposal proposal) => Ask(new ArrayGateChain(gates), in proposal);

    /// <summary>The gate stage alone, with another chain.</summary>
    public EngineEvent Ask(IGateChain gates, in Proposal proposal, Parking parking = default)
    {
        var e = default(EngineEvent);
        e.Kind = EventKind.Proposal;
        e.FrameType = FrameType.Proposal;
        e.Proposal = proposal;
        e.Parking = parking;
        e.TimeNanos = Now;
        e.ContentHash = ContentHashOf(in proposal);
        e.Decision.BindingGate = GateId.None;
        var context = new GateContext(ref e, State);
        new GateHandler(State, gates).OnEvent(ref e, ref context);
        return e;
    }

    public ref readonly EngineEvent Propose(in Proposal proposal, EventFlags flags = EventFlags.None)
    {
        EventWriter.Write(ref _slot, in proposal, Stamp());
        _slot.Flags = flags;
        Process();
        return ref _event;
    }

    /// <summary>Proposes, and answers what would pass now.</summary>
    public Counterfactual WouldPass(in Proposal proposal)
    {
        Propose(in proposal);
        _pipeline.AddCounterfactual(ref _event);
        return _event.Counterfactual;
    }

    public ref readonly EngineEvent Frame(ReadOnlySpan<byte> frame)
    {
        EventWriter.Write(ref _slot, frame, Stamp());
        Process();
        return ref _event;
    }

    public ref readonly EngineEvent Cancel(ProposalId target, int strategy = 0)
    {
        EventWriter.Write(ref _slot, new CancelRequest(new StrategyId(strategy), target), Stamp());
        Process();
        return ref _event;
    }

    /// <summary>Approves an order and has the venue work it.</summary>
    public OrderId Work(in Proposal proposal)
    {
        Propose(in proposal);
        Assert.True(_event.Decision.Passes, _event.Decision.Reason.ToString());
        var id = _event.Decision.OrderId;
        Answer(id, ReportKind.Acknowledged);
        return id;
    }

    /// <summary>Has an order approved, worked and filled at its limit.</summary>
    public void Trade(OrderSide side, long quantity, long price, int strategy = 0, int instrument = 0) =>
        Fill(Work(Order(side, quantity, price, strategy, instrument)), side, quantity, price, instrument);

    /// <summary>A position by way of an order and its fill; buys for above zero, sells for below.</summary>
    public void Hold(long position, long price = 100, int instrument = 0)
    {
        var before = State.Positions[0, instrument].Position / One;
        var side = position > before ? OrderSide.Buy : OrderSide.Sell;
        Fill(default, side, Math.Abs(position - before), price, instrument, orphan: true);
    }

    /// <summary>A position of a strategy's own, by way of its order and the fill of it; buys for above zero, sells for below.</summary>
    public void Own(long units, long price = 100, int strategy = 0, int instrument = 0)
    {
        var side = units > 0 ? OrderSide.Buy : OrderSide.Sell;
        var order = Order(side, Math.Abs(units), side == OrderSide.Buy ? 101 : 99, strategy, instrument);
        Fill(Work(in order), side, Math.Abs(units), price, instrument);
    }

    public ReasonCode Fill(OrderId order, OrderSide side, long quantity, long price, int instrument = 0, ulong? execution = null, bool orphan = false)
    {
        var trading = State.Trading[ScopeKind.Instrument, instrument];
        var outcome = Report(new ExecutionReport
        {
            Order = order,
            ExecutionId = execution ?? ++_executions,
            Instrument = new InstrumentId(instrument),
            Kind = ReportKind.Fill,
            Side = side,
            LastQuantity = Quantity.FromUnits(quantity * One),
            LastPrice = Price.FromUnits(price * One),
        });
        if (orphan && !State.Breakers.IsAnyLatched(ScopeKind.Instrument, instrument))
        {
            Command(CommandAction.Arm, ScopeKind.Instrument, Policy.Instruments[instrument].Symbol);
            Assert.Equal(trading, State.Trading[ScopeKind.Instrument, instrument]);
        }

        return outcome;
    }

    /// <summary>The venue's answer to a cancel.</summary>
    public ReasonCode AnswerCancel(OrderId order, ReportKind kind = ReportKind.Canceled) => Answer(order, kind, ReportFlags.AnswersCancel);

    /// <summary>A fill in odd units, with a fee.</summary>
    public ReasonCode FillUnits(OrderId order, OrderSide side, long units, long price, long fee) => Report(new ExecutionReport
    {
        Order = order,
        ExecutionId = ++_executions,
        Kind = ReportKind.Fill,
        Side = side,
        LastQuantity = Quantity.FromUnits(units),
        LastPrice = Price.FromUnits(price),
        Fee = Notional.FromUnits(fee),
    });

    /// <summary>The venue's answer to an order, in the order's own terms where it is held.</summary>
    public ReasonCode Answer(OrderId order, ReportKind kind, ReportFlags flags = ReportFlags.None)
    {
        ref readonly var held = ref State.Orders.Find(order);
        var known = !System.Runtime.CompilerServices.Unsafe.IsNullRef(in held);
        return Report(new ExecutionReport
        {
            Order = order,
            Kind = kind,
            Flags = flags,
            Instrument = new InstrumentId(known ? held.Instrument : 0),
            Side = known ? held.Side : OrderSide.Buy,
        });
    }

    public ReasonCode Report(in ExecutionReport report) => Input(EventKind.ExecutionReport, in report);

    public ReasonCode Input<T>(EventKind kind, in T input)
        where T : unmanaged
    {
        EventWriter.Write(ref _slot, kind, in input, Stamp());
        Process();
        return _event.Outcome;
    }

    /// <summary>As the engine's loop does it: first what is due is ended, then comes the event.</summary>
    private void Process()
    {
        while ((_slot.Flags & EventFlags.Probe) == 0 && State.Pending.TryDue(Now, out var expiry))
        {
            EventWriter.Write(ref _expiry, EventKind.Expiry, in expiry, Stamp());
            Run(ref _expiry);
            Expired = _event;
        }

        Run(ref _slot);
    }

    /// <summary>Made once a name: allocations of votes are measured, and unoptimised framework code that checks a name allocates.</summary>
    private VoterName NameOf(string voter)
    {
        if (!_voters.TryGetValue(voter, out var name))
        {
            name = VoterName.Of(voter);
            _voters.Add(voter, name);
        }

        return name;
    }

    private void Run(ref EventSlot slot)
    {
        _event.Take(ref slot);
        _pipeline.Process(ref _event);

        // A replay does not warm, so every test that replays shows that warming changes nothing.
        _warmer.Keep(ref slot, in _event);
        _warmer.Warm();
    }

    public string Hash() => Convert.ToHexStringLower(State.Hash());

    /// <summary>Replays the journal from nothing and asserts the same records and the same state.</summary>
    public void AssertReplays()
    {
        using var replayer = new Replayer(Keys);
        Journal.ReplayInto(replayer);
        var report = replayer.Report();
        Assert.Null(report.FirstDifference);
        Assert.Equal(Hash(), report.StateHash);
    }

    public void Dispose()
    {
        _sealer.Dispose();
        Keys.Dispose();
        Journal.Dispose();
    }

    private IngressStamp Stamp() => new(Now, Now);

    public static ulong ContentHashOf(in Proposal proposal)
    {
        Span<byte> frame = stackalloc byte[FrameWriter.ProposalBytes];
        FrameWriter.Write(in proposal, frame);
        return ContentHash.Of(frame);
    }
}
