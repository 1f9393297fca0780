using Chronos.Core.Journal;
using Chronos.Core.Model;
using Chronos.Core.Replay.Readings;
using Chronos.Core.Signing;
using FrameType = Chronos.Core.Decode.FrameType;

namespace Chronos.Core.Replay;

/// <summary>
/// Explains one proposal completely by deciding the whole journal again: what came, what every gate and approver saw, what was
/// sealed, and all that was said about its order. One journal, one use.
/// </summary>
internal sealed class Explainer : IDisposable
{
    private readonly ProposalName _name;
    private readonly AuditReplay _replay;
    private readonly List<DecisionReading> _decisions = [];
    private readonly List<OrderMessage> _messages = [];
    private OrderId _order;
    private long _approvedAtNanos;
    private StrategyId _place = new(-1);

    /// <summary>A question about a strategy's proposal; with keys the seal is made anew.</summary>
    public Explainer(ProposalName name, KeyRing? keys = null)
    {
        _name = name;
        _replay = new AuditReplay(IsAskedFor, keys, withCounterfactual: true);
    }

    /// <summary>Takes the next record in order. Throws <see cref="InvalidDataException"/> when it cannot be an event.</summary>
    public void Take(in RecordView record)
    {
        _replay.Take(in record);
        if (_replay.Last is { Kind: EventKind.PolicyChange, Outcome: ReasonCode.None })
        {
            _place = FindStrategy();
        }

        TakeDecision();
        if (_order.Value != 0)
        {
            TakeMessages(in record);
        }
    }

    /// <summary>What was found; null when no such proposal was decided.</summary>
    public Explanation? Answer() => _decisions.Count == 0
        ? null
        : new Explanation { Decisions = _decisions, Messages = _messages, Replay = _replay.Report() };

    /// <inheritdoc />
    public void Dispose() => _replay.Dispose();

    private bool IsAskedFor(Proposal proposal) => proposal.Id == _name.Id && (_name.OnlyAt != 0 || proposal.Strategy == _place);

    /// <summary>A repeat under the same id is another question, asked by its sequence.</summary>
    private void TakeDecision()
    {
        if (_replay.Decision is not { } reading || !IsAskedFor(reading.Decision.Proposal))
        {
            return;
        }

        var isMeant = _name.OnlyAt == 0
            ? !reading.Decision.Record.Objections.Has(GateId.DuplicateProposal)
            : reading.Decision.Sequence == _name.OnlyAt;
        if (!isMeant)
        {
            return;
        }

        _decisions.Add(reading);
        if (reading.Decision.Record.Passes)
        {
            _order = reading.Decision.OrderId;
            _approvedAtNanos = reading.Decision.DecidedAtNanos;
        }
    }

    private void TakeMessages(in RecordView record)
    {
        ref readonly var e = ref _replay.Last;
        if (e.Kind == EventKind.ExecutionReport)
        {
            var report = e.Input.Read<ExecutionReport>();
            if (report.Order == _order)
            {
                Add(in record, OrderMessageKind.Report, e.Outcome, report: report);
            }
        }
        else if (e.FrameType == FrameType.Cancel && IsAskedFor(e.Proposal))
        {
            Add(in record, OrderMessageKind.CancelAsked, e.Outcome);
        }

        foreach (var order in _replay.Orders)
        {
            if (order.Id == _order)
            {
                Add(in record, OrderMessageKind.HandedOver);
            }
        }

        foreach (var cancel in _replay.Cancels)
        {
            if (cancel.Id == _order)
            {
                Add(in record, OrderMessageKind.CancelHandedOver, cause: e.Kind);
            }
        }
    }

    private void Add(
        in RecordView record,
        OrderMessageKind kind,
        ReasonCode outcome = ReasonCode.None,
        ExecutionReport report = default,
        EventKind cause = EventKind.None) => _messages.Add(new OrderMessage
        {
            Sequence = record.Sequence,
            TimeNanos = record.TimeNanos,
            Kind = kind,
            Order = _order,
            SinceApprovalNanos = record.TimeNanos - _approvedAtNanos,
            Report = report,
            Outcome = outcome,
            Cause = cause,
        });

    private StrategyId FindStrategy()
    {
        var strategies = _replay.State.Policy!.Strategies;
        for (var i = 0; i < strategies.Count; i++)
        {
            if (strategies[i].Name == _name.Strategy)
            {
                return new StrategyId(i);
            }
        }

        return new StrategyId(-1);
    }
}
