using System.Security.Cryptography;
using Chronos.Core;
using Chronos.Core.Books;
using Chronos.Core.Clocks;
using Chronos.Core.Commands;
using Chronos.Core.Engine;
using Chronos.Core.Gates;
using Chronos.Core.Journal;
using Chronos.Core.Model;
using Chronos.Core.Policies;
using Chronos.Core.Ring;
using Chronos.Core.Routing;
using Chronos.Core.Signing;

namespace Chronos.Bench;

/// <summary>
/// The engine's own parts, put together as ChronosEngine does, but for the threads: the caller owns both sides of the
/// ring, and the venue's ring is emptied by whoever produces (see <see cref="SinkVenue"/>). The journal thread runs and
/// writes real segments, unless another journal is given. Armed, quoted and with fresh snapshots when the constructor returns.
/// </summary>
internal sealed class EngineRig : IDisposable
{
    private readonly JournalStore _store;
    private readonly KeyRing _keys = NewKeys();
    private readonly KeyedSealer _sealer;
    private readonly PendingDecisions _pending;
    private readonly RingBuffer<OutboundMessage> _venueRing;
    private long _quotes;
    private bool _isReleased;

    public EngineRig(string parent, WaitStrategyKind wait, int ringSize, IClock clock, IGateChain? gates = null, IJournal? journal = null)
    {
        Root = Path.Combine(parent, "chronos-bench-" + Guid.NewGuid().ToString("N"));
        RingRoot = Path.Combine("/dev/shm", Path.GetFileName(Root) + "-ring");
        JournalOptions = new JournalOptions { DataDirectory = Root, RingDirectory = RingRoot, Durability = Durability.Process };
        Clock = clock;
        Ring = new RingBuffer<EventSlot>(ringSize, ProducerType.Multi, WaitStrategy.Create(wait));
        var scope = new SealScope(State.Epochs);
        _store = JournalStore.Open(JournalOptions, clock);
        _store.Start(new SegmentIdentity
        {
            Epoch = 1,
            Mode = (byte)EngineMode.Paper,
            Stage = (byte)EngineStage.Production,
            PolicyHash = Policy.Hash.ToArray(),
            BinaryHash = BuildIdentity.Hash.ToArray(),
        });
        _venueRing = new RingBuffer<OutboundMessage>(
            VenueOutbound.RingSize(BenchPolicy.UnansweredOrdersMax), ProducerType.Single, new BusySpinWaitStrategy());
        _sealer = new KeyedSealer(_keys);
        _pending = new PendingDecisions(1, _store.Watermarks, Durability.Process);
        Journal = new LiveJournal(_store.Ring, _store.Watermarks, 1);
        var pipeline = new ChronosPipeline(
            State, scope, _sealer, journal ?? Journal, new VenueOutbound([_venueRing], [0, 0]), gates ?? new GateChain());
        LoopClock = new LastReadingClock(clock);
        Loop = new EngineLoop(
            pipeline, new Flattener(State), State.Pending, _store.Ring, _pending, Counters, new LatencyHistogram(), new LatencyWindow(),
            LoopClock,
            wait == WaitStrategyKind.BusySpin ? new CacheWarmer(pipeline) : null)
        {
            Feeds = new DecisionFeed?[Policy.StrategyCount],
        };
        Venue = new SinkVenue(_venueRing);
        Begin();
    }

    public string Root { get; }

    public string RingRoot { get; }

    public JournalOptions JournalOptions { get; }

    public Policy Policy { get; } = BenchPolicy.Load();

    public IClock Clock { get; }

    /// <summary>What the engine loop reads after a batch.</summary>
    public LastReadingClock LoopClock { get; }

    public EngineState State { get; } = new();

    public RingBuffer<EventSlot> Ring { get; }

    /// <summary>The venue's side of the outbound ring.</summary>
    public SinkVenue Venue { get; }

    /// <summary>What the engine thread runs for every event.</summary>
    public EngineLoop Loop { get; }

    public EngineCounters Counters { get; } = new();

    public LiveJournal Journal { get; }

    public SyncCounters Syncs => _store.Counters;

    /// <summary>The journal, for whoever follows it.</summary>
    public JournalStore Store => _store;

    public static KeyRing NewKeys() => new(new SealKey(1, SHA256.HashData("bench seal"u8)));

    /// <summary>Writes the next quote, or now and then a snapshot, into a claimed slot.</summary>
    public void WriteMarket(ref EventSlot slot)
    {
        var now = Clock.NowNanos();
        var stamp = new IngressStamp(now, now);
        var number = _quotes++;
        if (number % Workload.QuotesPerSnapshot == 0)
        {
            EventWriter.Write(ref slot, EventKind.AccountSnapshot, Workload.Snapshot(number / Workload.QuotesPerSnapshot, now), stamp);
        }
        else
        {
            EventWriter.Write(ref slot, EventKind.Quote, Workload.Quote(number, now), stamp);
        }
    }

    /// <summary>Ends the run as the engine does. Nothing may be in flight.</summary>
    public bool Stop()
    {
        var slot = default(EventSlot);
        var stop = default(EngineStopInput);
        State.Hash().CopyTo(stop.StateHash);
        Enter(ref slot, EventKind.EngineStop, in stop);
        return _store.Stop();
    }

    /// <summary>Lets go of the journal, so that it can be opened again; its files stay until the end.</summary>
    public void Release()
    {
        if (!_isReleased)
        {
            _isReleased = true;
            _store.Dispose();
        }
    }

    public void Dispose()
    {
        Release();
        _pending.Dispose();
        _sealer.Dispose();
        _keys.Dispose();
        Directory.Delete(Root, recursive: true);
        if (Directory.Exists(RingRoot))
        {
            Directory.Delete(RingRoot, recursive: true);
        }
    }

    private void Begin()
    {
        var slot = default(EventSlot);
        var start = new EngineStartInput
        {
            Mode = EngineMode.Paper,
            Stage = EngineStage.Production,
            Epoch = 1,
            WorkingOrdersMax = 16_384,
            ProposalWindow = 1024,
            StartedAtNanos = Clock.NowNanos(),
        };
        Enter(ref slot, EventKind.EngineStart, in start);
        var now = Clock.NowNanos();
        EventWriter.WriteAttachment(ref slot, EventKind.PolicyChange, Policy, Policy.Source.Length, new IngressStamp(now, now));
        Enter(ref slot);
        Enter(ref slot, EventKind.Command, OperatorCommand.Create(CommandAction.Arm, "bench", "benchmark", 1));
        for (var i = 0; i < 2; i++)
        {
            Enter(ref slot, EventKind.Quote, Workload.Quote(i, now));
            Enter(ref slot, EventKind.AccountSnapshot, Workload.Snapshot(i, now));
        }

        Venue.Poll(null);
    }

    private void Enter<T>(ref EventSlot slot, EventKind kind, in T input)
        where T : unmanaged
    {
        var now = Clock.NowNanos();
        EventWriter.Write(ref slot, kind, in input, new IngressStamp(now, now));
        Enter(ref slot);
    }

    private void Enter(ref EventSlot slot)
    {
        Loop.OnEvent(ref slot, -1, endOfBatch: true);
        if (Loop.Last.Outcome != ReasonCode.None)
        {
            throw new InvalidOperationException($"{slot.Kind} was refused: {Loop.Last.Outcome}");
        }
    }
}
