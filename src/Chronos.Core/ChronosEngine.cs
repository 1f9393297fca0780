using Chronos.Core.Books;
using Chronos.Core.Clocks;
using Chronos.Core.Commands;
using Chronos.Core.Engine;
using Chronos.Core.Journal;
using Chronos.Core.Model;
using Chronos.Core.Policies;
using Chronos.Core.Replay;
using Chronos.Core.Replay.Snapshots;
using Chronos.Core.Ring;
using Chronos.Core.Routing;
using Chronos.Core.Signing;

namespace Chronos.Core;

/// <summary>
/// The engine: recovers the journal, then runs the pipeline on one thread behind a ring, with one thread a venue. Any
/// thread may propose. It starts Halted; an operator's command arms it.
/// </summary>
public sealed class ChronosEngine : IDisposable
{
    private const string FollowerName = "follower";

    // Idempotency keys of the follower's halts; those of operators are random.
    private const ulong FollowerKeys = 0xF011_0000_0000_0000;

    private const string JournalName = "journal";
    private const ulong JournalKeys = 0xD15C_0000_0000_0000;
    private const int DiskWatchMillis = 10;

    private readonly ChronosOptions _options;
    private readonly EngineState _state;
    private readonly JournalStore _store;
    private readonly RingBuffer<EventSlot> _ring;
    private readonly IngressClock _ingress;
    private readonly SealScope _scope;
    private readonly Lock _lifecycle = new();
    private readonly List<VenueThread> _venues = [];
    private readonly LatencyWindow _recentDecisions = new();
    private Follower? _follower;
    private LatencyWindow[] _recentSends = [];
    private RingBuffer<OutboundMessage>[] _outboundRings = [];
    private VenueOutbound? _outbound;
    private KeyedSealer? _sealer;
    private PendingDecisions? _pending;
    private EngineLoop? _loop;
    private EventProcessor<EventSlot, EngineLoop>? _processor;
    private Thread? _thread;
    private Timer? _timer;
    private Timer? _diskTimer;
    private DiskWatch? _diskWatch;
    private long _ticks;
    private Exception? _failure;
    private int _phase;
    private int _disposed;

    /// <summary>
    /// Opens the journal and re-runs it from the newest good snapshot on, comparing every recorded decision. Throws
    /// <see cref="JournalRefusedException"/> with its exit code when the journal cannot be trusted, and
    /// <see cref="ArgumentException"/> listing every option that is wrong.
    /// </summary>
    public ChronosEngine(ChronosOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _options = options;
        SignerSelfTest.Run();
        if (options.Mode == EngineMode.Live)
        {
            MountTable.ThrowUnlessSuitable(options.Journal.DataDirectory);
        }

        _ingress = new IngressClock(options.Clock, options.Clock is SystemClock ? options.Clock : new SystemClock());
        _ring = new RingBuffer<EventSlot>(options.RingSize, ProducerType.Multi, Ring.WaitStrategy.Create(options.WaitStrategy));
        (_store, var replayer, RecoveryFindings) = EngineRecovery.Run(options);
        using var recovered = replayer;
        try
        {
            _state = replayer.State;
            _scope = replayer.Scope;
            Recovered = replayer.Report();
            ThrowIfModeDiffers();
        }
        catch
        {
            _store.Dispose();
            throw;
        }
    }

    /// <summary>What the recovery of the journal found.</summary>
    public ReplayReport Recovered { get; }

    /// <summary>
    /// What recovery noticed about the files of the journal, and about snapshots it could not use; what decided stands first.
    /// </summary>
    public IReadOnlyList<RecoveryFinding> RecoveryFindings { get; }

    /// <summary>The follower, from the start on; null where the options name none.</summary>
    public Follower? Follower => Volatile.Read(ref _follower);

    /// <summary>The options it was made from.</summary>
    public ChronosOptions Options => _options;

    /// <summary>Engine time as an event entering now would be stamped: nanoseconds since the Unix epoch.</summary>
    public long NowNanos => _options.Clock.NowNanos();

    /// <summary>Counts of this run.</summary>
    public EngineCounters Counters { get; } = new();

    /// <summary>Ingress to decision, measured on the engine thread for every frame of this run.</summary>
    public LatencyHistogram Latency { get; } = new();

    /// <summary>Bytes the engine thread has allocated in this run, as of the last tick.</summary>
    public long EngineThreadAllocatedBytes => _loop?.AllocatedBytes ?? 0;

    /// <summary>Quotes and ticks a venue thread that was behind did not get.</summary>
    public long VenueSkips => _outbound?.Skipped ?? 0;

    /// <summary>How far the journal has come and how its disk is doing.</summary>
    public JournalStatus Journal => new(
        _store.Watermarks.Written,
        _store.Watermarks.Synced,
        _store.IsSealing ? _store.Watermarks.Sealed : null,
        _store.SealError,
        _store.SpareCount,
        _store.Watermarks.EgressStopped)
    {
        Trouble = _diskWatch?.Trouble,
        SpareError = _store.SpareError,
        Released = _store.Watermarks.Released(_options.Journal.Durability),
        Syncs = _store.Counters.Count,
        SlowSyncs = _store.Counters.Slow,
        SyncNanosLast = _store.Counters.LastNanos,
        SyncNanosMax = _store.Counters.MaxNanos,
        SyncNanosRunning = _store.Counters.RunningNanos,
        GroupRecordsLast = _store.Counters.LastGroupRecords,
        GroupRecordsMax = _store.Counters.MaxGroupRecords,
    };

    /// <summary>True from <see cref="Start"/> until <see cref="Stop"/> or a failure.</summary>
    public bool IsRunning => Volatile.Read(ref _phase) == 1 && Failure is null;

    /// <summary>What stopped the engine, if something did.</summary>
    public Exception? Failure => Volatile.Read(ref _failure);

    /// <summary>The global trading state, as of the last event.</summary>
    public TradingState TradingState => _state.Trading[ScopeKind.Global, 0];

    /// <summary>The trading state of a scope, as of the last event. The index is the scope's place in the policy.</summary>
    public TradingState TradingStateOf(ScopeKind scope, int index) => _state.Trading[scope, index];

    /// <summary>Whether a breaker is latched for exactly this scope, as of the last event.</summary>
    public bool IsLatched(BreakerKind breaker, ScopeKind scope, int index) => _state.Breakers.IsLatched(breaker, scope, index);

    /// <summary>The last commands that cancel resting orders and how far they have come, oldest first.</summary>
    public IReadOnlyList<SweepReport> Sweeps => _state.Sweeps.Read();

    /// <summary>How much of its loss limits every scope has used, as of the last event. Any thread.</summary>
    public StageReport Stages => _state.Stages.Read();

    /// <summary>The policy in force.</summary>
    public Policy Policy => _scope.Policy ?? _options.Policy;

    /// <summary>The books. Only for the engine thread, or while nothing is in flight.</summary>
    internal EngineState State => _state;

    /// <summary>
    /// Starts the journal, the engine thread and the venue threads, and waits until every venue has begun. The engine is
    /// Halted.
    /// </summary>
    public void Start()
    {
        lock (_lifecycle)
        {
            if (_phase != 0)
            {
                throw new InvalidOperationException("the engine has been started before");
            }

            var epoch = _store.LastEpoch + 1;
            _store.Start(Identity(epoch));
            var venueOfInstrument = _options.Policy.Instruments.Select(i => i.Venue.Value).ToArray();
            _outboundRings = [.. _options.Policy.Venues.Select(v => new RingBuffer<OutboundMessage>(
                VenueOutbound.RingSize(v.UnansweredOrdersMax),
                ProducerType.Single,
                Ring.WaitStrategy.Create(_options.VenueWaitStrategy)))];
            _outbound = new VenueOutbound(_outboundRings, venueOfInstrument);
            _sealer = new KeyedSealer(_options.Keys);
            _pending = new PendingDecisions(_options.WaitingCallersMax, _store.Watermarks, _options.Journal.Durability);
            var journal = new LiveJournal(_store.Ring, _store.Watermarks, epoch);
            var pipeline = new ChronosPipeline(_state, _scope, _sealer, journal, _outbound);
            _loop = new EngineLoop(
                pipeline, new Flattener(_state), _state.Pending, _store.Ring, _pending, Counters, Latency, _recentDecisions, _ingress.Real,
                _options.WaitStrategy == WaitStrategyKind.BusySpin ? new CacheWarmer(pipeline) : null);
            _loop.Feeds = new DecisionFeed?[_options.Policy.StrategyCount];
            Volatile.Write(ref _follower, MakeFollower());
            Begin(epoch);
            _processor = new EventProcessor<EventSlot, EngineLoop>(_ring, _loop);
            _thread = new Thread(RunEngine) { Name = "chronos-engine", IsBackground = true };
            _phase = 1;
            MakeVenues();
            var baselines = _venues.Select((_, v) => Baseline.Of(_state, new VenueId(v))).ToArray();
            _thread.Start();
            _follower?.Start();
            for (var v = 0; v < _venues.Count; v++)
            {
                _venues[v].Start(baselines[v]);
            }

            if (Failure is { } failure)
            {
                throw new InvalidOperationException("the engine failed while it started", failure);
            }

            if (_ingress.IsReal)
            {
                // Where time is simulated nothing may depend on how long a real disk takes.
                _diskWatch = new DiskWatch(_store, _ingress.Real, () => TradingState, TryHaltForDisk);
                _diskTimer = new Timer(_ => _diskWatch.Look(), null, DiskWatchMillis, DiskWatchMillis);
            }

            if (_options.TickMillis > 0)
            {
                _timer = new Timer(_ => TryTick(), null, _options.TickMillis, _options.TickMillis);
            }
        }
    }

    /// <summary>
    /// Takes no more events, decides those taken, lets the venue threads finish, records the state hash and closes the
    /// journal. Answers whether everything closed in good order.
    /// </summary>
    public bool Stop()
    {
        lock (_lifecycle)
        {
            if (_phase != 1)
            {
                return _phase == 2 && _failure is null;
            }

            _phase = 2;
            _timer?.Dispose();
            _diskTimer?.Dispose();

            // Venue threads first: what they still report is decided before the ring closes.
            WaitUntilIdle();
            foreach (var ring in _outboundRings)
            {
                ring.Close();
            }

            foreach (var venue in _venues)
            {
                venue.Stop();
            }

            _ring.Close();
            _processor!.Halt();
            _thread!.Join();
            if (_failure is null)
            {
                End();
            }

            var closed = _store.Stop() && _failure is null;
            _follower?.Stop(drains: closed);
            return closed;
        }
    }

    /// <summary>Puts a proposal into the ring. Does not wait or allocate; the decision comes through a feed.</summary>
    public SubmitResult TryPropose(in Proposal proposal)
    {
        if (!TryClaim(out var sequence, out var refusal))
        {
            return refusal;
        }

        EventWriter.Write(ref _ring[sequence], in proposal, _ingress.Stamp());
        _ring.Publish(sequence);
        return SubmitResult.Accepted;
    }

    /// <summary>Puts bytes into the ring as they came; whatever is wrong with them is decided and journaled like a proposal.</summary>
    public SubmitResult TryPropose(ReadOnlySpan<byte> frame)
    {
        if (!TryClaim(out var sequence, out var refusal))
        {
            return refusal;
        }

        EventWriter.Write(ref _ring[sequence], frame, _ingress.Stamp());
        _ring.Publish(sequence);
        return SubmitResult.Accepted;
    }

    /// <summary>Asks to cancel what is left of an order of the strategy's own.</summary>
    public SubmitResult TryCancel(in CancelRequest request)
    {
        if (!TryClaim(out var sequence, out var refusal))
        {
            return refusal;
        }

        EventWriter.Write(ref _ring[sequence], in request, _ingress.Stamp());
        _ring.Publish(sequence);
        return SubmitResult.Accepted;
    }

    /// <summary>Tells the engine a quote.</summary>
    public SubmitResult TryQuote(in Quote quote) => TryInput(EventKind.Quote, in quote);

    /// <summary>Tells the engine whether an instrument trades, its last trade, mark price and volume.</summary>
    public SubmitResult TryTicker(in Ticker ticker) => TryInput(EventKind.Ticker, in ticker);

    /// <summary>Tells the engine the best levels of an order book.</summary>
    public SubmitResult TryDepth(in Depth depth) => TryInput(EventKind.Depth, in depth);

    /// <summary>Tells the engine that time has passed; done by itself unless <see cref="ChronosOptions.TickMillis"/> is 0.</summary>
    public SubmitResult TryTick() => TryInput(EventKind.Tick, MeasuredTick());

    /// <summary>
    /// Casts a vote for a proposal that waits. What is decided then comes through the feed of the strategy that proposed.
    /// Without the MAC of a known approver it is refused here and leaves no record.
    /// </summary>
    public SubmitResult TryVote(in ExternalVote vote) =>
        IsAuthentic(in vote) ? TryInput(EventKind.Vote, in vote) : SubmitResult.Unauthorized;

    /// <summary>
    /// Proposes and waits for the decision, which under durability Disk is safe on disk by then. Faults with
    /// <see cref="EngineUnavailableException"/> when the engine is busy or stopped.
    /// </summary>
    public ValueTask<Decision> ProposeAsync(in Proposal proposal) => SubmitAsync(in proposal, EventFlags.None);

    /// <summary>What <see cref="ProposeAsync"/> would answer if it came now, with no effect and no record.</summary>
    public ValueTask<Decision> ProbeAsync(in Proposal proposal) => SubmitAsync(in proposal, EventFlags.Probe);

    /// <summary>As <see cref="ProbeAsync"/>, waiting on the calling thread.</summary>
    public Decision Probe(in Proposal proposal) => ProbeAsync(in proposal).AsTask().GetAwaiter().GetResult();

    /// <summary>Asks to cancel and waits for the decision.</summary>
    public ValueTask<Decision> CancelAsync(in CancelRequest request)
    {
        if (!TryBegin(out var sequence, out var pending, out var failed))
        {
            return failed;
        }

        EventWriter.Write(ref _ring[sequence], in request, _ingress.Stamp());
        return Finish(sequence, pending!);
    }

    /// <summary>Journals what an edge could not turn into a proposal, and answers as to a blocked one.</summary>
    public ValueTask<Decision> RefuseAsync(in EdgeRefusal refusal)
    {
        if (!TryBegin(out var sequence, out var pending, out var failed))
        {
            return failed;
        }

        EventWriter.Write(ref _ring[sequence], in refusal, _ingress.Stamp());
        return Finish(sequence, pending!);
    }

    /// <summary>
    /// Carries out an operator's command: None when it was done, CommandAwaitsSecond when a second operator must confirm it,
    /// else why not. Halting anybody in this process may ask for; everything else needs the MAC of a known operator. A
    /// policy is loaded by <see cref="LoadPolicyAsync"/>.
    /// </summary>
    public ValueTask<ReasonCode> CommandAsync(OperatorCommand command) => CommandAsync(command, null);

    /// <summary>
    /// Puts another policy in force without stopping, by a command that names it and that two operators ask for. Positions,
    /// counters and windows stay; what was decided keeps the version it was decided under; orders sealed under the policy
    /// before and not yet sent are not sent. <see cref="ObjectionTo"/> says why a policy cannot be loaded.
    /// </summary>
    public ValueTask<ReasonCode> LoadPolicyAsync(OperatorCommand command, Policy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return CommandAsync(command, policy);
    }

    /// <summary>
    /// Proposes to close the positions of a scope: a proposal a position, in the name of a strategy with a mandate for it,
    /// decided like any other and told to that strategy's feed. What the displayed size does not fill stays open; ask again.
    /// </summary>
    public async ValueTask<FlattenReport> FlattenAsync(OperatorCommand command)
    {
        var report = new FlattenReport();
        report.Outcome = command.Action == CommandAction.Flatten
            ? await CommandAsync(command, report).ConfigureAwait(false)
            : ReasonCode.CommandInvalid;
        return report;
    }

    /// <summary>Why a policy cannot be loaded while this run lasts; null when it can.</summary>
    public string? ObjectionTo(Policy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return policy.ObjectionToFollow(Policy) ?? RunningPolicy.ObjectionTo(Policy, policy);
    }

    /// <summary>
    /// Casts a vote for a proposal that waits, and answers what is decided about the proposal then. Where the vote is refused,
    /// the verdict is None and the reason says why.
    /// </summary>
    public ValueTask<Decision> VoteAsync(in ExternalVote vote)
    {
        if (!IsAuthentic(in vote))
        {
            var refused = default(Decision);
            refused.Record.Reason = ReasonCode.VoteUnauthorized;
            return ValueTask.FromResult(refused);
        }

        if (!TryBegin(out var sequence, out var pending, out var failed))
        {
            return failed;
        }

        EventWriter.Write(ref _ring[sequence], EventKind.Vote, in vote, _ingress.Stamp());
        return Finish(sequence, pending!);
    }

    /// <summary>Whether the vote carries the MAC of the approver it names. Constant time in the MAC.</summary>
    public bool IsAuthentic(in ExternalVote vote) =>
        _options.Approvers.TryGetValue(vote.Voter.ToString(), out var key) && vote.IsSignedWith(key.Span);

    /// <summary>The proposals that wait for votes from outside, oldest first, as of the last event. Any thread.</summary>
    public IReadOnlyList<ParkedProposal> Parked()
    {
        var (entries, voters) = _state.Pending.Snapshot();
        return [.. entries.Select(entry => entry.Tell(voters))];
    }

    /// <summary>Whether the command carries the MAC of the operator it names. Constant time in the MAC.</summary>
    public bool IsAuthentic(in OperatorCommand command) =>
        _options.Operators.TryGetValue(command.Operator, out var key) && command.IsSignedWith(key.Span);

    /// <summary>Opens the decision feed of a strategy; it holds what is decided from now on. One a strategy.</summary>
    public DecisionFeed OpenFeed(StrategyId strategy)
    {
        lock (_lifecycle)
        {
            var loop = _loop ?? throw new InvalidOperationException("start the engine first");
            if (!strategy.IsIn(Policy.StrategyCount))
            {
                throw new ArgumentOutOfRangeException(nameof(strategy), strategy, "the policy has no such strategy");
            }

            // A policy loaded since may have added strategies.
            var feeds = new DecisionFeed?[Policy.StrategyCount];
            loop.Feeds.CopyTo(feeds, 0);
            if (feeds[strategy.Value] is not null)
            {
                throw new InvalidOperationException($"strategy {strategy} has a feed already");
            }

            var feed = new DecisionFeed(strategy, _options.FeedSize);
            feeds[strategy.Value] = feed;
            loop.Feeds = feeds;
            return feed;
        }
    }

    /// <summary>Waits until every event taken so far, and everything venues answered to it, has been processed.</summary>
    public void WaitUntilIdle()
    {
        while (Failure is null)
        {
            var published = _ring.Cursor;
            WaitFor(_ring, published);
            foreach (var ring in _outboundRings)
            {
                WaitFor(ring, ring.Cursor);
            }

            if (_ring.Cursor == published && _ring.ConsumerSequence >= published)
            {
                return;
            }
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        Stop();
        _pending?.Dispose();
        foreach (var venue in _venues)
        {
            venue.Dispose();
        }

        _sealer?.Dispose();
        _timer?.Dispose();
        _diskTimer?.Dispose();
        _follower?.Dispose();
        _store.Dispose();
    }

    /// <summary>Its books begin as a copy of the engine's, which have just been replayed; without a way to copy, as nothing.</summary>
    private Follower? MakeFollower()
    {
        if (_options.Follower is not { } options)
        {
            return null;
        }

        var books = StateImage.IsSupported ? StateImage.Clone(_state) : new EngineState();
        var source = new FollowerSource
        {
            Reader = _store.OpenReader(books.Sequence + 1),
            Directory = _store.Directory,
            EngineId = _store.EngineId.ToArray(),
            Disk = _store.Disk,
            Clock = _options.Clock,
            Written = () => _store.Watermarks.Written,
            End = () => _store.Watermarks.Synced,
            Sealed = () => _store.Watermarks.Sealed,
            OnAlarm = _ => HaltOnAlarm(),
        };
        return new Follower(source, options, books, Recovered.SnapshotSequence);
    }

    /// <summary>
    /// What the follower found wrong halts everything, by a command like any other. The engine may be busy, but not for
    /// ever; one that has stopped decides nothing any more.
    /// </summary>
    private void HaltOnAlarm()
    {
        var sequence = Counters.LastSequence;
        var command = OperatorCommand.Create(
            CommandAction.Halt, FollowerName, $"follower: difference seen by sequence {sequence}", FollowerKeys | (ulong)sequence);
        command.CreatedAtNanos = _options.Clock.NowNanos();
        while (IsRunning)
        {
            try
            {
                CommandAsync(command).AsTask().GetAwaiter().GetResult();
                return;
            }
            catch (EngineUnavailableException)
            {
                Thread.Sleep(1);
            }
        }
    }

    /// <summary>
    /// Halts everything because of the disk, by a command like any other. It waits for no answer: that may itself wait for
    /// the disk. False when the ring had no room.
    /// </summary>
    private bool TryHaltForDisk(string reason)
    {
        var command = OperatorCommand.Create(
            CommandAction.Halt, JournalName, reason, JournalKeys | (ulong)Counters.LastSequence);
        command.CreatedAtNanos = _options.Clock.NowNanos();
        if (!TryClaim(out var sequence, out _))
        {
            return false;
        }

        EventWriter.Write(ref _ring[sequence], in command, null, _ingress.Stamp());
        _ring.Publish(sequence);
        return true;
    }

    /// <summary>Simulated and real fills never share a journal.</summary>
    private void ThrowIfModeDiffers()
    {
        if (_state.Sequence != 0 && _state.Identity.Mode != _options.Mode)
        {
            throw new JournalRefusedException(
                RecoveryVerdict.ProgramMismatch, $"the journal is of mode {_state.Identity.Mode}; mode {_options.Mode} needs its own directory");
        }
    }

    /// <summary>The first records of a run, before anything else can enter: who runs, and under which policy.</summary>
    private void Begin(uint epoch)
    {
        if (_state.Orders.Count != 0 && _state.Orders.Capacity != _options.WorkingOrdersMax)
        {
            throw new JournalRefusedException(
                RefusalCode.Configuration,
                $"WorkingOrdersMax must stay {_state.Orders.Capacity} while {_state.Orders.Count} orders may still trade");
        }

        var slot = default(EventSlot);
        var start = new EngineStartInput
        {
            Mode = _options.Mode,
            Stage = _options.Stage,
            Epoch = epoch,
            WorkingOrdersMax = _options.WorkingOrdersMax,
            ProposalWindow = _options.ProposalWindow,
            StartedAtNanos = _options.Clock.NowNanos(),
        };
        _store.EngineId.Span.CopyTo(start.EngineId);
        BuildIdentity.Hash.CopyTo(start.BuildId);
        EventWriter.Write(ref slot, EventKind.EngineStart, in start, _ingress.Stamp());
        _loop!.OnEvent(ref slot, -1, endOfBatch: true);
        if (_state.Policy is null || !_state.Policy.Hash.SequenceEqual(_options.Policy.Hash))
        {
            ChangePolicy(ref slot);
        }

        _scope.Policy = _state.Policy;
    }

    private void ChangePolicy(ref EventSlot slot)
    {
        var policy = _options.Policy;
        if (_state.Policy is { } current && policy.ObjectionToFollow(current) is { } objection)
        {
            throw new JournalRefusedException(RefusalCode.Configuration, $"the policy cannot follow the journal's: {objection}");
        }

        EventWriter.WriteAttachment(ref slot, EventKind.PolicyChange, policy, policy.Source.Length, _ingress.Stamp());
        _loop!.OnEvent(ref slot, -1, endOfBatch: true);
    }

    /// <summary>The last record: the state every replay must reach.</summary>
    private void End()
    {
        var slot = default(EventSlot);
        var stop = default(EngineStopInput);
        _state.Hash().CopyTo(stop.StateHash);
        EventWriter.Write(ref slot, EventKind.EngineStop, in stop, _ingress.Stamp());
        _loop!.OnEvent(ref slot, -1, endOfBatch: true);
    }

    private void MakeVenues()
    {
        _recentSends = [.. _options.Policy.Venues.Select(_ => new LatencyWindow())];
        for (var v = 0; v < _options.Policy.Venues.Count; v++)
        {
            var venue = _options.Venues.Single(x => x.Name == _options.Policy.Venues[v].Name);
            _venues.Add(new VenueThread(
                venue,
                _outboundRings[v],
                new ReportPublisher(_ring, _ingress),
                new SealVerifier(_options.Keys, _scope),
                _store.Watermarks,
                _options.Journal.Durability,
                _options.Clock,
                _ingress.Real,
                _recentSends[v],
                OnFailure));
        }
    }

    /// <summary>
    /// A tick with how fast the engine was of late, of the venues the slowest that is judged. Where time is simulated nothing is measured: real
    /// time means nothing there.
    /// </summary>
    private TimerTick MeasuredTick()
    {
        var number = Interlocked.Increment(ref _ticks);
        if (!_ingress.IsReal)
        {
            return new TimerTick(number);
        }

        var since = _ingress.Real.NowNanos() - _options.Policy.Windows.LatencyNanos;
        var decisions = _recentDecisions.P99After(since);
        var sends = (P99Nanos: 0L, Samples: 0);
        foreach (var window in _recentSends)
        {
            var measured = window.P99After(since);
            if (measured.Samples >= _options.Policy.Latency.SamplesMin && measured.P99Nanos >= sends.P99Nanos)
            {
                sends = measured;
            }
        }

        return new TimerTick(number, decisions.P99Nanos, decisions.Samples, sends.P99Nanos, sends.Samples);
    }

    private void RunEngine()
    {
        try
        {
            if (_options.EngineCpu is { } cpu)
            {
                ThreadAffinity.PinCurrentThread(cpu);
            }

            _processor!.Run();
        }
#pragma warning disable CA1031 // Whatever broke the engine thread stops the engine; nothing is caught to carry on.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            OnFailure(failure);
        }
    }

    /// <summary>A broken invariant on any of our threads: nothing leaves any more, nothing is taken any more.</summary>
    private void OnFailure(Exception failure)
    {
        _store.Watermarks.StopEgress();
        Interlocked.CompareExchange(ref _failure, failure, null);
        _ring.Close();
        _pending?.FailAll(failure);
    }

    private SegmentIdentity Identity(uint epoch) => new()
    {
        Epoch = epoch,
        Mode = (byte)_options.Mode,
        Stage = (byte)_options.Stage,
        PolicyHash = _options.Policy.Hash.ToArray(),
        BinaryHash = BuildIdentity.Hash.ToArray(),
    };

    private async ValueTask<ReasonCode> CommandAsync(OperatorCommand command, object? attachment)
    {
        if (command.Action != CommandAction.Halt && !IsAuthentic(in command))
        {
            return ReasonCode.CommandUnauthorized;
        }

        if (!TryBegin(out var sequence, out var pending, out var failed))
        {
            return (await failed.ConfigureAwait(false)).Reason;
        }

        EventWriter.Write(ref _ring[sequence], in command, attachment, _ingress.Stamp());
        return (await Finish(sequence, pending!).ConfigureAwait(false)).Reason;
    }

    private SubmitResult TryInput<T>(EventKind kind, in T input)
        where T : unmanaged
    {
        if (!TryClaim(out var sequence, out var refusal))
        {
            return refusal;
        }

        EventWriter.Write(ref _ring[sequence], kind, in input, _ingress.Stamp());
        _ring.Publish(sequence);
        return SubmitResult.Accepted;
    }

    private ValueTask<Decision> SubmitAsync(in Proposal proposal, EventFlags flags)
    {
        if (!TryBegin(out var sequence, out var pending, out var failed))
        {
            return failed;
        }

        ref var slot = ref _ring[sequence];
        EventWriter.Write(ref slot, in proposal, _ingress.Stamp());
        slot.Flags = flags;
        return Finish(sequence, pending!);
    }

    private bool TryClaim(out long sequence, out SubmitResult refusal)
    {
        sequence = -1;
        refusal = SubmitResult.Stopped;
        if (!IsRunning)
        {
            return false;
        }

        if (_ring.TryClaim(out sequence))
        {
            return true;
        }

        refusal = _ring.IsClosed ? SubmitResult.Stopped : SubmitResult.Busy;
        return false;
    }

    private bool TryBegin(out long sequence, out PendingDecision? pending, out ValueTask<Decision> failed)
    {
        sequence = -1;
        failed = default;
        pending = IsRunning ? _pending!.TryTake() : null;
        var refusal = IsRunning ? SubmitResult.Busy : SubmitResult.Stopped;
        if (pending is not null && TryClaim(out sequence, out refusal))
        {
            return true;
        }

        if (pending is not null)
        {
            _pending!.Return(pending);
        }

        failed = ValueTask.FromException<Decision>(new EngineUnavailableException(
            refusal, refusal == SubmitResult.Busy ? "the engine is busy; nothing was decided" : "the engine is not running; nothing was decided"));
        return false;
    }

    private ValueTask<Decision> Finish(long sequence, PendingDecision pending)
    {
        _ring[sequence].Correlation = pending.Correlation;
        var task = pending.Task;
        _ring.Publish(sequence);
        return task;
    }

    private void WaitFor<T>(RingBuffer<T> ring, long sequence)
        where T : struct
    {
        for (var spins = 0; ring.ConsumerSequence < sequence && Failure is null; spins++)
        {
            if (spins < 100)
            {
                Thread.SpinWait(1);
            }
            else
            {
                Thread.Sleep(0);
            }
        }
    }
}
