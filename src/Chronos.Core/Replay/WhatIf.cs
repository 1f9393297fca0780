using Chronos.Core.Books;
using Chronos.Core.Journal;
using Chronos.Core.Model;
using Chronos.Core.Policies;
using Chronos.Core.Routing;
using Chronos.Core.Signing;
using FrameType = Chronos.Core.Decode.FrameType;

namespace Chronos.Core.Replay;

/// <summary>
/// What another policy would have decided about the proposals of a journal, each at its place in recorded time and on books
/// that hold what really happened. One thread at a time.
/// </summary>
/// <remarks>
/// Held fixed, as recorded: every proposal, quote, execution report, snapshot, command and vote with its time; which
/// proposals were parked and which orders were sent, with their quantity and worst price; every fill. So a proposal the other policy would have blocked is still
/// worked and filled, and one it would have let pass is not: a strategy would have gone on differently, and how is not
/// known. Taken from the other policy, from the first record on: all limits, mandates and windows, and with them what its
/// breakers stop. Policy changes in the journal change nothing but what the recorded side goes by.
/// </remarks>
public sealed class WhatIf : IDisposable
{
    private readonly Policy _policy;
    private readonly Replayer _recorded = new();
    private readonly EngineState _state = new();
    private readonly SealScope _scope;
    private readonly BookKeeper _books;
    private readonly ChronosPipeline _pipeline;
    private readonly DiscardedJournal _journal = new();
    private readonly ReplaySealer _sealer = new(keys: null);
    private readonly List<WhatIfFlip> _flips = [];
    private readonly HashSet<OrderId> _heldBack = [];
    private EngineEvent _event;
    private long _proposals;
    private long _fillsOfHeldBack;
    private long _decidedAfterFlip;

    /// <summary>A what-if from nothing under <paramref name="policy"/>.</summary>
    public WhatIf(Policy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        _policy = policy;
        _scope = new SealScope(_state.Epochs);
        _books = new BookKeeper(_state);
        _pipeline = new ChronosPipeline(_state, _scope, _sealer, _journal, new NullOutbound());
    }

    /// <summary>
    /// Takes the next record in order. Throws <see cref="InvalidDataException"/> when it cannot be an event, and
    /// <see cref="PolicyException"/> when the policy does not give the journal's names the places they have in it.
    /// </summary>
    public void Take(in RecordView record)
    {
        var kind = (EventKind)record.Type;
        _recorded.Replay(in record);
        RecordPayload.ReadInput(record.Payload, kind, record.TimeNanos, ref _event);
        if (kind is EventKind.Proposal or EventKind.Vote or EventKind.Expiry)
        {
            TakeDecided(in record, kind);
        }
        else if (kind == EventKind.PolicyChange)
        {
            TakePolicy(in record);
        }
        else
        {
            _pipeline.Process(ref _event);
            CountFill(kind, RecordPayload.ReadOutcome(record.Payload));
        }
    }

    /// <summary>What has been found so far.</summary>
    public WhatIfReport Report() => new()
    {
        Recorded = _recorded.Report(),
        Proposals = _proposals,
        Flips = [.. _flips],
        Unknown = new WhatIfUnknown(
            _fillsOfHeldBack, _flips.Count(f => f.LetsMoreThrough), _decidedAfterFlip),
    };

    /// <inheritdoc />
    public void Dispose()
    {
        _recorded.Dispose();
        _sealer.Dispose();
        _journal.Dispose();
    }

    /// <summary>Asks the pipeline as a probe, which changes nothing, and then books what was decided in fact.</summary>
    private void TakeDecided(in RecordView record, EventKind kind)
    {
        var outcome = RecordPayload.ReadOutcome(record.Payload);
        var decided = RecordPayload.ReadDecision(record.Payload, kind);
        _state.NextSequence();
        _event.Flags = EventFlags.Probe;
        _event.IngressNanos = _state.Advance(record.TimeNanos);
        _pipeline.Process(ref _event);
        if (_event.FrameType == FrameType.Proposal && outcome == ReasonCode.None)
        {
            // A parked proposal is asked about again with every vote, as it was in fact.
            _proposals++;
            _decidedAfterFlip += _flips.Count != 0 ? 1 : 0;
            Compare(in record, in decided);
        }
        else if (kind != EventKind.Proposal && outcome == ReasonCode.None)
        {
            throw new InvalidDataException($"record {record.Sequence} decides again about a proposal that is not parked");
        }

        _event.Flags = EventFlags.None;
        _event.Sequence = record.Sequence;
        _event.Outcome = outcome;
        _event.Decision = decided;
        _books.Commit(ref _event);
    }

    private void Compare(in RecordView record, in DecisionRecord decided)
    {
        var before = decided.Passes ? decided.PermittedQuantity : default;
        var after = _event.Decision.Passes ? _event.Decision.PermittedQuantity : default;
        if (before == after)
        {
            return;
        }

        var decision = default(Decision);
        decision.CopyFrom(in _event, latencyNanos: 0);
        var difference = before > after ? before - after : after - before;
        var price = _event.Decision.WorstPrice.IsZero ? decided.WorstPrice : _event.Decision.WorstPrice;
        _flips.Add(new WhatIfFlip
        {
            Sequence = record.Sequence,
            TimeNanos = record.TimeNanos,
            Recorded = decided,
            Decision = decision,
            Notional = ExactNotional.Of(price, difference).CeilingSaturated(),
        });
        if (before > after)
        {
            _heldBack.Add(decided.OrderId);
        }
    }

    /// <summary>A fill of an order the other policy would have held back, in whole or part, would not have been this fill.</summary>
    private void CountFill(EventKind kind, ReasonCode outcome)
    {
        if (kind != EventKind.ExecutionReport || outcome != ReasonCode.None)
        {
            return;
        }

        var report = _event.Input.Read<ExecutionReport>();
        _fillsOfHeldBack += report.Kind == ReportKind.Fill && _heldBack.Contains(report.Order) ? 1 : 0;
    }

    private void TakePolicy(in RecordView record)
    {
        _state.NextSequence();
        _event.Sequence = record.Sequence;
        _event.TimeNanos = _state.Advance(record.TimeNanos);
        _event.Outcome = RecordPayload.ReadOutcome(record.Payload);
        if (_event.Outcome == ReasonCode.None)
        {
            var applied = Fitted(in record);
            _event.Attachment = applied;
            _scope.Policy = applied;
        }

        _books.Commit(ref _event);
    }

    private Policy Fitted(in RecordView record)
    {
        var recorded = (Policy)_event.Attachment!;
        if (_policy.ObjectionToReplace(recorded) is { } objection)
        {
            throw new PolicyException([$"the policy does not fit record {record.Sequence} of the journal: {objection}"]);
        }

        return _policy.WithAccountsOf(recorded);
    }
}
