using Chronos.Core.Books;
using Chronos.Core.Engine;
using Chronos.Core.Model;
using Chronos.Core.Policies;
using Chronos.Core.Routing;
using Chronos.Core.Signing;

namespace Chronos.Core.Replay;

/// <summary>
/// The real pipeline with a policy, for trying what it would decide: no thread, file, clock, key or venue, and nothing
/// leaves. What is told or proposed is processed before the call returns. A rehearsal starts as every run does: Halted, and
/// knowing nothing. One thread at a time.
/// </summary>
internal sealed class Rehearsal : IDisposable
{
    private const int ProposalWindow = 256;

    private readonly DiscardedJournal _journal = new();
    private readonly ReplaySealer _sealer = new(keys: null);
    private readonly ChronosPipeline _pipeline;
    private EngineEvent _event;
    private EventSlot _slot;

    /// <summary>A run under a policy that begins at a time, with places for so many working orders.</summary>
    public Rehearsal(Policy policy, long startNanos, int workingOrdersMax)
    {
        NowNanos = startNanos;
        _pipeline = new ChronosPipeline(State, new SealScope(State.Epochs), _sealer, _journal, new NullOutbound());
        Tell(EventKind.EngineStart, new EngineStartInput
        {
            Mode = EngineMode.Paper,
            Stage = policy.Stage,
            Epoch = 1,
            WorkingOrdersMax = workingOrdersMax,
            ProposalWindow = ProposalWindow,
            StartedAtNanos = startNanos,
        });
        EventWriter.WriteAttachment(ref _slot, EventKind.PolicyChange, policy, policy.Source.Length, Stamp());
        Process();
    }

    /// <summary>The books, for reading.</summary>
    public EngineState State { get; } = new();

    /// <summary>Engine time of the next event.</summary>
    public long NowNanos { get; private set; }

    /// <summary>The last event, with everything that was decided about it.</summary>
    public ref readonly EngineEvent Last => ref _event;

    /// <summary>Lets time pass; nothing hears of it before the next event.</summary>
    public void Wait(long nanos) => NowNanos += nanos;

    /// <summary>An event that is no proposal, and what was wrong with it.</summary>
    public ReasonCode Tell<T>(EventKind kind, in T input)
        where T : unmanaged
    {
        EventWriter.Write(ref _slot, kind, in input, Stamp());
        Process();
        return _event.Outcome;
    }

    /// <summary>Decides a proposal.</summary>
    public ref readonly EngineEvent Propose(in Proposal proposal)
    {
        EventWriter.Write(ref _slot, in proposal, Stamp());
        Process();
        return ref _event;
    }

    /// <summary>Decides a cancel request.</summary>
    public ref readonly EngineEvent Cancel(in CancelRequest request)
    {
        EventWriter.Write(ref _slot, in request, Stamp());
        Process();
        return ref _event;
    }

    public void Dispose()
    {
        _sealer.Dispose();
        _journal.Dispose();
    }

    private IngressStamp Stamp() => new(NowNanos, NowNanos);

    private void Process()
    {
        _event.Take(ref _slot);
        _pipeline.Process(ref _event);
    }
}
