using Chronos.Core.Books;
using Chronos.Core.Commands;
using Chronos.Core.Engine;
using Chronos.Core.Journal;
using Chronos.Core.Model;
using Chronos.Core.Replay;
using Chronos.Core.Ring;
using Chronos.Core.Routing;
using Chronos.Core.Signing;
using Chronos.Core.Tests.Simulation.Oracles;

namespace Chronos.Core.Tests.Simulation;

/// <summary>
/// One life of the engine: real recovery, replay, pipeline, loop, journal and venue thread's work, every thread replaced by
/// steps that are taken from outside.
/// </summary>
internal sealed class SimulatedProcess : IDisposable
{
    private readonly World _world;
    private readonly ProcessClock _clock;
    private SealScope _scope;
    private readonly Queue<OutboundMessage> _outbox = new();
    private readonly Queue<long> _untold = new();
    private readonly SessionReports _reports;
    private KeyedSealer? _sealer;
    private EngineLoop? _loop;
    private VenueThread? _egress;
    private EventSlot _slot;
    private bool _egressStopped;
    private bool _isSending;

    private SimulatedProcess(World world)
    {
        _world = world;
        _clock = new ProcessClock(() => world.WallNanos);
        _scope = new SealScope(State.Epochs);
        _reports = new SessionReports(this);
    }

    public JournalStore Store { get; private set; } = null!;

    public EngineState State { get; } = new();

    /// <summary>The writer's term; 0 before it writes.</summary>
    public uint Epoch { get; private set; }

    /// <summary>Whether the venue has told everything since the start.</summary>
    public bool IsReconciled { get; private set; }

    /// <summary>Whether somebody has armed since the start.</summary>
    public bool WasArmed { get; private set; }

    /// <summary>Whether the journal writes.</summary>
    public bool IsWriting { get; private set; }

    /// <summary>Whether the engine is inside an event.</summary>
    public bool IsDeciding { get; private set; }

    public long NowNanos => _clock.NowNanos();

    /// <summary>The event processed last.</summary>
    public ref readonly EngineEvent Last => ref _loop!.Last;

    /// <summary>
    /// Begins a life, up to the point at which the venue has told everything. Throws what the engine's start throws, and
    /// <see cref="ProcessKilled"/>; the process is then the world's and to be ended like any other.
    /// </summary>
    public static void Start(World world)
    {
        var process = new SimulatedProcess(world);
        world.Process = process;
        process.Recover();
        process.BeginWriting();
        process.Reconcile();
    }

    /// <summary>An input other than a proposal.</summary>
    public ReasonCode Submit<T>(EventKind kind, in T input)
        where T : unmanaged
    {
        EventWriter.Write(ref _slot, kind, in input, Stamp());
        Process();
        var outcome = _loop!.Last.Outcome;
        _reports.Deliver();
        return outcome;
    }

    public void Submit(in Proposal proposal)
    {
        EventWriter.Write(ref _slot, in proposal, Stamp());
        Process();
        _untold.Enqueue(State.Sequence);
    }

    public void Submit(in CancelRequest request)
    {
        EventWriter.Write(ref _slot, in request, Stamp());
        Process();
        _untold.Enqueue(State.Sequence);
    }

    public void Submit(ReadOnlySpan<byte> frame)
    {
        EventWriter.Write(ref _slot, frame, Stamp());
        Process();
    }

    /// <summary>A command; the outcome is that of its event.</summary>
    public ReasonCode Submit(in OperatorCommand command, object? attachment = null)
    {
        EventWriter.Write(ref _slot, in command, attachment, Stamp());
        Process();
        var outcome = _loop!.Last.Outcome;
        WasArmed |= outcome == ReasonCode.None && command is { Action: CommandAction.Arm, Scope: ScopeKind.Global };
        return outcome;
    }

    /// <summary>The journal thread goes on by one group; false when there is nothing to do.</summary>
    public bool StepJournal() => Guard(() => Store.Copier.TryCopyBatch());

    /// <summary>A few idle milliseconds of the journal thread.</summary>
    public void StepVoucher() => Guard(() =>
    {
        if (Store.Copier.NeedsVoucher && Store.Copier.IsDrained)
        {
            Store.Copier.Vouch();
        }

        return true;
    });

    /// <summary>The thread that makes spare segments makes one, where one is wanted.</summary>
    public void StepSpares()
    {
        if (Store.Spares.Wants)
        {
            _ = Store.Spares.TryMakeOne();
        }
    }

    /// <summary>The venue thread takes its next message, where that would not have it wait; false when there is none.</summary>
    public bool StepEgress()
    {
        // A venue thread does one thing at a time: that an order leaves may be recorded while it is at it.
        if (_isSending || !_outbox.TryPeek(out var message))
        {
            return false;
        }

        var sequence = message.Kind switch
        {
            OutboundKind.Order => message.Order.Sequence,
            OutboundKind.Cancel => message.Cancel.Sequence,
            _ => 0,
        };
        var waits = !Store.Watermarks.EgressStopped && !Store.Watermarks.MayLeave(sequence, EgressDurability);
        if (waits || _egressStopped)
        {
            return false;
        }

        _outbox.Dequeue();
        _isSending = true;
        _egress!.OnEvent(ref message, 0, endOfBatch: true);
        _isSending = false;
        return true;
    }

    /// <summary>Callers hear of the decisions that are safe by now.</summary>
    public void StepAnswers()
    {
        _reports.Deliver();
        while (_untold.TryPeek(out var sequence) && sequence <= Store.Watermarks.Released(_world.Durability))
        {
            _untold.Dequeue();
            _world.History.Acknowledge(sequence);
        }
    }

    /// <summary>The next answer of the venue that is due enters.</summary>
    public bool StepAnswer()
    {
        if (!_world.Venue.Answers.TryTake(out var report))
        {
            return false;
        }

        _world.Trace($"venue: {report.Kind} of {report.Order}");
        Submit(EventKind.ExecutionReport, in report);
        return true;
    }

    /// <summary>All that was lost or is under way is told, and the venue is asked about every order the books still hold.</summary>
    public void Heal()
    {
        foreach (var report in _world.Venue.Answers.Heal())
        {
            Submit(EventKind.ExecutionReport, in report);
        }

        List<OrderId> held = [];
        State.Orders.ForEach(order => held.Add(order.Id));
        foreach (var id in held)
        {
            _world.Venue.Tell(id, _reports);
        }
    }

    /// <summary>A stop in good order; answers whether the journal was closed.</summary>
    public bool Stop()
    {
        while (StepJournal() || StepEgress() || StepAnswer())
        {
        }

        var stop = default(EngineStopInput);
        State.Hash().CopyTo(stop.StateHash);
        Submit(EventKind.EngineStop, in stop);
        while (StepJournal())
        {
            StepSpares();
        }

        Guard(() =>
        {
            Store.Copier.Close();
            return true;
        });
        return Store.Stop();
    }

    /// <summary>Lets go of everything the process held, as the system does for a dead one.</summary>
    public void Dispose()
    {
        _world.Disk.Detach();
        _egressStopped = true;
        Store?.Dispose();
        _egress?.Dispose();
        _sealer?.Dispose();
    }

    private Durability EgressDurability => _world.Sabotage == Sabotage.EarlyRelease ? Durability.Process : _world.Durability;

    private void Recover()
    {
        Store = JournalStore.Open(_world.Options, _clock, _world.Disk, OnFailFast, _world.Draw.Bytes);
        foreach (var finding in Store.Found.Findings)
        {
            _world.Tally.Count(finding.Verdict);
            _world.Trace($"recovery: {finding.Verdict}: {finding.Message}");
        }

        var ringThere = File.Exists(_world.RingFile) && !Store.Found.Findings.Any(f => f.Verdict == RecoveryVerdict.RingIgnored);
        var floor = ringThere ? _world.WrittenFloor : _world.SyncedFloor;
        using var replayer = new Replayer(State, _world.Keys);
        _scope = replayer.Scope;
        using var reader = Store.OpenReader();
        RecoveredJournal.Check(_world, reader, replayer, Store.LastSequence, floor);
        _world.History.CutAfter(Store.LastSequence);
        _world.WrittenFloor = Store.LastSequence;
        _world.SyncedFloor = Store.LastSequence;
        _world.Tally.Count("recoveries");
        _world.Tally.Count("records recovered", Store.LastSequence);
    }

    private void BeginWriting()
    {
        var epoch = Store.LastEpoch + 1;
        OneWriter.CheckStart(_world, epoch);
        Store.Prepare(new SegmentIdentity
        {
            Epoch = epoch,
            Mode = (byte)EngineMode.Paper,
            Stage = (byte)EngineStage.Production,
            PolicyHash = _world.FirstPolicy.Hash.ToArray(),
            BinaryHash = BuildIdentity.Hash.ToArray(),
        });
        Epoch = epoch;
        _world.LastEpoch = epoch;
        IsWriting = true;
        _world.Disk.Spare();
        _sealer = new KeyedSealer(_world.Keys);
        var live = new LiveJournal(Store.Ring, Store.Watermarks, epoch);
        var journal = new WitnessedJournal(live, Store.Ring, epoch, _world.History, MakeRoom, BeforePublish);
        var pipeline = new ChronosPipeline(State, _scope, _sealer, journal, new SimulatedOutbox(_outbox, BeforePublish));

        // Nobody waits for a decision inside the process, so the loop never asks for who does.
        _loop = new EngineLoop(
            pipeline, new Flattener(State), State.Pending, Store.Ring, null!, new EngineCounters(), _world.Latency, _world.Latencies,
            _clock, warmer: null);
        _egress = new VenueThread(
            _world.Venue, new RingBuffer<OutboundMessage>(16, ProducerType.Single, new BlockingWaitStrategy()), _reports,
            new SealVerifier(_world.Keys, _scope), Store.Watermarks, EgressDurability, _clock, _clock, _world.Latencies, OnFailure);
        Begin();
    }

    /// <summary>The first records of a run, as the engine makes them.</summary>
    private void Begin()
    {
        var start = new EngineStartInput
        {
            Mode = EngineMode.Paper,
            Stage = EngineStage.Production,
            Epoch = Epoch,
            WorkingOrdersMax = 64,
            ProposalWindow = 256,
            StartedAtNanos = _clock.NowNanos(),
        };
        Store.EngineId.Span.CopyTo(start.EngineId);
        BuildIdentity.Hash.CopyTo(start.BuildId);
        Submit(EventKind.EngineStart, in start);
        if (State.Policy is null)
        {
            EventWriter.WriteAttachment(
                ref _slot, EventKind.PolicyChange, _world.FirstPolicy, _world.FirstPolicy.Source.Length, Stamp());
            Process();
        }

        _scope.Policy = State.Policy;
    }

    private void Reconcile()
    {
        _world.Venue.Connect(new AnswerChannel(_world.Draw.Fork(), _world.Plan, () => _world.WallNanos));
        _world.Venue.Start(Baseline.Of(State, new VenueId(0)), _reports);
        IsReconciled = true;
    }

    private void Process()
    {
        IsDeciding = true;
        _loop!.OnEvent(ref _slot, -1, endOfBatch: true);
        IsDeciding = false;
        if (_world.Draw.PerMille(40))
        {
            _world.History.NoteHash(State.Sequence, State.Hash());
        }
    }

    /// <summary>What happens between a record and its publication: the process may die, and other threads go on.</summary>
    private void BeforePublish()
    {
        if (_world.Plan.Fires(FaultKind.KillBeforePublish))
        {
            throw new ProcessKilled("killed before a record was published");
        }

        switch (_world.Draw.Below(16))
        {
            case 0: StepJournal(); break;
            case 1: StepEgress(); break;
        }
    }

    /// <summary>
    /// The engine thread waits for room in the ring, so the journal thread goes on. Where it cannot, the disk is full and
    /// stays so: somebody ends the process.
    /// </summary>
    private void MakeRoom()
    {
        StepSpares();
        if (!StepJournal())
        {
            _world.Tally.Count("ended while it waited for the disk");
            throw new ProcessKilled("the ring is full and the journal cannot go on");
        }
    }

    /// <summary>As the journal thread's outermost frame.</summary>
    private bool Guard(Func<bool> step)
    {
        try
        {
            return step();
        }
        catch (Exception e) when (e is not (ProcessKilled or SimulationFailure))
        {
            Store.Copier.Fail(e);
            throw;
        }
    }

    private void OnFailFast(string reason)
    {
        EndedWithReason.Check(_world, this, reason);
        throw new ProcessKilled(reason, failStop: true);
    }

    private void OnFailure(Exception failure) => throw _world.Fail("O10", $"the venue thread failed: {failure}");

    private IngressStamp Stamp()
    {
        var now = _clock.NowNanos();
        return new IngressStamp(now, now);
    }
}
