using System.Runtime.CompilerServices;
using Chronos.Core;
using Chronos.Core.Books;
using Chronos.Core.Clocks;
using Chronos.Core.Commands;
using Chronos.Core.Decode;
using Chronos.Core.Engine;
using Chronos.Core.Gates;
using Chronos.Core.Journal;
using Chronos.Core.Model;
using Chronos.Core.Quorum;
using Chronos.Core.Ring;
using Chronos.Core.Routing;
using Chronos.Core.Signing;

namespace Chronos.Bench;

/// <summary>
/// The six stages apart, on one thread, over batches of prepared events: each stage runs over a whole batch before the
/// next one does. The journal's ring is freed by its writer, so there is no disk and no other thread.
/// </summary>
internal sealed class StageRig : IDisposable
{
    public const int Batch = 64;

    private EventSlot _slot;
    private EngineEvent _event;
    private readonly string _directory;
    private readonly KeyRing _keys = EngineRig.NewKeys();
    private readonly KeyedSealer _sealer;
    private readonly SystemClock _clock = new();
    private readonly RingBuffer<OutboundMessage> _venueRing;
    private readonly SinkVenue _venue;
    private readonly DroppedReports _dropped = new();
    private readonly OrderId[] _orders = new OrderId[Batch];
    private long _number;

    public StageRig()
    {
        _directory = Path.Combine("/dev/shm", "chronos-bench-stages-" + Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(_directory);
        Ring = FloorRig.NewJournal(Path.Combine(_directory, "ring"));
        var journal = new SelfFreeingJournal(Ring);
        _sealer = new KeyedSealer(_keys);
        _venueRing = new RingBuffer<OutboundMessage>(
            VenueOutbound.RingSize(BenchPolicy.UnansweredOrdersMax), ProducerType.Single, new BusySpinWaitStrategy());
        _venue = new SinkVenue(_venueRing);
        var outbound = new VenueOutbound([_venueRing], [0, 0]);
        var scope = new SealScope(State.Epochs);
        Pipeline = new ChronosPipeline(State, scope, _sealer, journal, outbound);
        Decode = new DecodeHandler(State, new EventJudge(State));
        var chain = new GateChain();
        GateChain = chain.All();
        Gates = new GateHandler(State, chain);
        Quorum = new QuorumHandler(State, new RiskApprover(), new PortfolioApprover(), new ExecutionApprover());
        Sign = new SignHandler(State, scope, _sealer);
        Journal = new JournalHandler(journal);
        Books = new BookKeeper(State);
        Route = new RouteHandler(State, Books, scope, outbound);
        Begin();
        scope.Policy = State.Policy;
    }

    public EngineState State { get; } = new();

    public ChronosPipeline Pipeline { get; }

    public DecodeHandler Decode { get; }

    public IGate[] GateChain { get; }

    public GateHandler Gates { get; }

    public QuorumHandler Quorum { get; }

    public SignHandler Sign { get; }

    public JournalHandler Journal { get; }

    public BookKeeper Books { get; }

    public RouteHandler Route { get; }

    public JournalRing Ring { get; }

    /// <summary>A batch of proposals.</summary>
    public EngineEvent[] Proposals { get; } = new EngineEvent[Batch];

    /// <summary>The reports that release them.</summary>
    public EngineEvent[] Reports { get; } = new EngineEvent[Batch];

    /// <summary>A batch of quotes.</summary>
    public EngineEvent[] Quotes { get; } = new EngineEvent[Batch];

    /// <summary>The same proposals as producers leave them in the ring.</summary>
    public EventSlot[] ProposalSlots { get; } = new EventSlot[Batch];

    /// <summary>The same reports as producers leave them in the ring.</summary>
    public EventSlot[] ReportSlots { get; } = new EventSlot[Batch];

    /// <summary>Makes the next proposals and quotes.</summary>
    public void Prepare()
    {
        var now = _clock.NowNanos();
        var stamp = new IngressStamp(now, now);
        for (var i = 0; i < Batch; i++)
        {
            EventWriter.Write(ref ProposalSlots[i], Workload.Proposal(_number, now), stamp);
            Proposals[i].Take(ref ProposalSlots[i]);
            EventWriter.Write(ref _slot, EventKind.Quote, Workload.Quote(_number, now), stamp);
            Quotes[i].Take(ref _slot);
            _number++;
        }
    }

    /// <summary>The gate stage with what is looked up for it.</summary>
    public void AskGates(ref EngineEvent e)
    {
        var context = new GateContext(ref e, State);
        Gates.OnEvent(ref e, ref context);
    }

    /// <summary>The quorum stage, which looks up here what in the pipeline the gate stage already has.</summary>
    public void AskApprovers(ref EngineEvent e)
    {
        var context = new GateContext(ref e, State);
        Quorum.OnEvent(ref e, ref context);
    }

    /// <summary>All stages for one slot, in the one working event the engine thread has too.</summary>
    public void Process(ref EventSlot slot)
    {
        _event.Take(ref slot);
        Pipeline.Process(ref _event);
    }

    /// <summary>All stages for a proposal's slot; remembers its order for the report.</summary>
    public void ProcessProposal(int index)
    {
        Process(ref ProposalSlots[index]);
        _orders[index] = _event.Decision.OrderId;
    }

    /// <summary>Gives each order of the batch the table slot it will get, which the sign stage could not know yet.</summary>
    public void NumberOrders()
    {
        for (var i = 0; i < Batch; i++)
        {
            ref var e = ref Proposals[i];
            e.Decision.OrderId = new OrderId(((ulong)e.Sequence << OrderBook.SlotBits) | (uint)i);
        }
    }

    /// <summary>Writes the reports of what the stages decided one by one.</summary>
    public void PrepareReports()
    {
        for (var i = 0; i < Batch; i++)
        {
            _orders[i] = Proposals[i].Decision.OrderId;
        }

        PrepareWholeReports();
    }

    /// <summary>Writes the reports, newest order first, so that the table's free slots come back in the order they went.</summary>
    public void PrepareWholeReports()
    {
        var now = _clock.NowNanos();
        for (var i = 0; i < Batch; i++)
        {
            ref readonly var order = ref State.Orders.Find(_orders[Batch - 1 - i]);
            if (Unsafe.IsNullRef(in order))
            {
                throw new InvalidOperationException("a proposal of the batch did not become an order");
            }

            var report = new ExecutionReport
            {
                Order = order.Id,
                Instrument = new InstrumentId(order.Instrument),
                Kind = ReportKind.Canceled,
                Side = order.Side,
                Flags = ReportFlags.Simulated,
            };
            EventWriter.Write(ref ReportSlots[i], EventKind.ExecutionReport, report, new IngressStamp(now, now));
            Reports[i].Take(ref ReportSlots[i]);
        }
    }

    /// <summary>Throws unless every proposal of the batch was approved whole.</summary>
    public void Check()
    {
        foreach (ref readonly var e in Proposals.AsSpan())
        {
            if (e.Decision.Verdict != Verdict.Approve || e.Decision.PermittedQuantity.Units != Workload.UnitsOf(e.Proposal.Id.Value))
            {
                throw new InvalidOperationException($"proposal {e.Proposal.Id}: {e.Decision.Verdict} {e.Decision.Reason}");
            }
        }
    }

    /// <summary>Empties the venue's ring.</summary>
    public void Drain()
    {
        while (_venue.Poll(_dropped) != 0)
        {
        }
    }

    public void Dispose()
    {
        _sealer.Dispose();
        _keys.Dispose();
        Ring.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    private void Begin()
    {
        var policy = BenchPolicy.Load();
        var now = _clock.NowNanos();
        var stamp = new IngressStamp(now, now);
        var start = new EngineStartInput
        {
            Mode = EngineMode.Paper, Stage = EngineStage.Production, Epoch = 1, WorkingOrdersMax = 16_384, ProposalWindow = 1024,
        };
        EventWriter.Write(ref _slot, EventKind.EngineStart, in start, stamp);
        Process();
        EventWriter.WriteAttachment(ref _slot, EventKind.PolicyChange, policy, policy.Source.Length, stamp);
        Process();
        EventWriter.Write(ref _slot, EventKind.Command, OperatorCommand.Create(CommandAction.Arm, "bench", "benchmark", 1), stamp);
        Process();
        for (var i = 0; i < 2; i++)
        {
            EventWriter.Write(ref _slot, EventKind.Quote, Workload.Quote(i, now), stamp);
            Process();
            EventWriter.Write(ref _slot, EventKind.AccountSnapshot, Workload.Snapshot(i, now), stamp);
            Process();
        }

        Drain();
    }

    private void Process() => Process(ref _slot);

    private sealed class DroppedReports : IVenueReports
    {
        public void Report(in ExecutionReport report)
        {
        }

        public void Report(in AccountSnapshot snapshot)
        {
        }

        public void Report(in Ticker ticker)
        {
        }

        public void Report(in Depth depth)
        {
        }
    }

    private sealed unsafe class SelfFreeingJournal(JournalRing ring) : IJournal
    {
        public byte* Reserve(int payloadBytes)
        {
            var payload = ring.TryReserve(payloadBytes);
            return payload != null ? payload : OnRingFull(payloadBytes);
        }

        public void Commit(EventKind kind, long sequence, long timeNanos) =>
            ring.Commit((ushort)kind, 1, sequence, timeNanos, 1);

        [MethodImpl(MethodImplOptions.NoInlining)]
        private byte* OnRingFull(int payloadBytes)
        {
            ring.Publish();
            ring.RaiseSynced(ring.WrittenPosition, ring.LastSequence);
            return ring.TryReserve(payloadBytes);
        }
    }
}
