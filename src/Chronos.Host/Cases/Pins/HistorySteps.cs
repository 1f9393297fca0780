using Chronos.Core;
using Chronos.Core.Commands;
using Chronos.Core.Decode;
using Chronos.Core.Journal;
using Chronos.Core.Model;
using Chronos.Core.Policies;
using FrameType = Chronos.Core.Decode.FrameType;

namespace Chronos.Host.Cases.Pins;

/// <summary>
/// Tells what a journal recorded as steps of a case, record by record, as far as the case language has words for it; what it has
/// none for is counted by name. One journal, one use.
/// </summary>
internal sealed class HistorySteps
{
    private readonly List<TimedStep> _steps = [];
    private readonly Dictionary<OrderId, PinnedOrder> _orders = [];
    private readonly HashSet<(AccountId, InstrumentId)> _told = [];
    private readonly SortedDictionary<string, int> _unsaid = new(StringComparer.Ordinal);
    private readonly Dictionary<AccountId, Notional> _balances = [];
    private Policy? _policy;
    private EngineEvent _event;
    private int _runs;

    /// <summary>The steps so far; orders have the fate the reports told.</summary>
    public IReadOnlyList<TimedStep> Steps => _steps;

    /// <summary>What the case language has no words for, and how often it was met.</summary>
    public IEnumerable<string> Unsaid => _unsaid.Select(u => $"{u.Value} {u.Key}");

    /// <summary>Takes the next record in order.</summary>
    public void Take(in RecordView record)
    {
        var kind = (EventKind)record.Type;
        RecordPayload.ReadInput(record.Payload, kind, record.TimeNanos, ref _event);
        var outcome = RecordPayload.ReadOutcome(record.Payload);
        switch (kind)
        {
            case EventKind.PolicyChange when outcome == ReasonCode.None:
                TakePolicy();
                break;
            case EventKind.EngineStart when _runs++ > 0:
                Add(record.TimeNanos, new CommandStep(CommandAction.Halt, ScopeKind.Global, ""));
                break;
            case EventKind.Proposal:
                TakeFrame(in record);
                break;
            case EventKind.Quote:
                TakeQuote(in record, outcome);
                break;
            case EventKind.AccountSnapshot when outcome == ReasonCode.None:
                TakeSnapshot(record.TimeNanos, _event.Input.Read<AccountSnapshot>());
                break;
            case EventKind.ExecutionReport when outcome == ReasonCode.None:
                TakeReport(record.TimeNanos, _event.Input.Read<ExecutionReport>());
                break;
            case EventKind.Command when outcome == ReasonCode.None:
                TakeCommand(record.TimeNanos, _event.Input.Read<OperatorCommand>());
                break;
            case EventKind.Vote or EventKind.Expiry or EventKind.Ticker or EventKind.Depth:
                Count($"{kind} records");
                break;
        }
    }

    private void TakePolicy()
    {
        if (_policy is not null)
        {
            Count("policy changes");
        }

        _policy = (Policy)_event.Attachment!;
    }

    private void TakeFrame(in RecordView record)
    {
        var frame = ((ReadOnlySpan<byte>)_event.Input)[.._event.InputLength];
        FrameReader.ReadType(frame, out var type, out _, out _);
        if (type != FrameType.Proposal
            || FrameReader.ReadProposal(frame, out var proposal) != ReasonCode.None
            || _policy is not { } policy
            || !proposal.Strategy.IsIn(policy.Strategies.Count)
            || !proposal.Instrument.IsIn(policy.Instruments.Count))
        {
            return;
        }

        var decided = RecordPayload.ReadDecision(record.Payload, EventKind.Proposal);
        var step = new ProposeStep(
            CaseProposal.From(
                in proposal, policy.Strategies[proposal.Strategy.Value].Name, policy.Instruments[proposal.Instrument.Value].Symbol, record.TimeNanos),
            OrderFate.Unanswered);
        if (decided.Passes)
        {
            _orders[decided.OrderId] = new PinnedOrder(_steps.Count, record.TimeNanos, decided.PermittedQuantity);
        }

        Add(record.TimeNanos, step);
    }

    private void TakeQuote(in RecordView record, ReasonCode outcome)
    {
        var quote = _event.Input.Read<Quote>();
        if (quote.Source != QuoteSource.Primary)
        {
            Count("quotes of the second source");
        }
        else if (outcome is ReasonCode.None or ReasonCode.QuoteJump or ReasonCode.QuoteSource or ReasonCode.QuoteQuarantine)
        {
            Add(record.TimeNanos, new QuoteStep(_policy!.Instruments[quote.Instrument.Value].Symbol, quote.Bid, quote.BidSize, quote.Ask, quote.AskSize)
            {
                VenueLagMillis = (record.TimeNanos - quote.VenueTimeNanos) / CaseStage.NanosPerMilli,
            });
        }
    }

    private void TakeSnapshot(long timeNanos, in AccountSnapshot snapshot)
    {
        if ((snapshot.Fields & SnapshotFields.Transfer) != 0)
        {
            Count("transfers");
            return;
        }

        var account = _policy!.Accounts[snapshot.Account.Value].Name;
        if ((snapshot.Fields & SnapshotFields.Position) != 0
            && _told.Add((snapshot.Account, snapshot.Instrument))
            && !snapshot.Position.IsZero)
        {
            Add(timeNanos, new PositionStep(account, _policy.Instruments[snapshot.Instrument.Value].Symbol, snapshot.Position));
        }

        if ((snapshot.Fields & SnapshotFields.Balance) != 0)
        {
            _balances[snapshot.Account] = snapshot.Balance;
        }

        if (!_balances.TryGetValue(snapshot.Account, out var balance))
        {
            return;
        }

        var step = new AccountStep(account, balance, (snapshot.Fields & SnapshotFields.SessionUp) != 0);
        if (_steps.Count == 0 || !Equals(_steps[^1].Step, step))
        {
            Add(timeNanos, step);
        }
    }

    /// <summary>
    /// What the venue says at once about all of an order is its fate, told with the proposal; what it says later or of a part, an
    /// answer in its own place.
    /// </summary>
    private void TakeReport(long timeNanos, in ExecutionReport report)
    {
        if (report.Kind is ReportKind.Sent or ReportKind.CancelRejected)
        {
            return;
        }

        if (!_orders.TryGetValue(report.Order, out var order))
        {
            Count("reports of orders that were not ours");
            return;
        }

        var step = (ProposeStep)_steps[order.Step].Step;
        if (!order.IsAnswered && timeNanos == order.TimeNanos && FateOf(order, step, in report) is { } fate)
        {
            Replace(order.Step, fate);
        }
        else
        {
            _orders[report.Order] = order with { IsAnswered = true };
            Add(timeNanos, new AnswerStep(step.Proposal.Strategy, step.Proposal.Id, report.Kind)
            {
                Quantity = report.LastQuantity,
                Price = report.LastPrice,
                Fee = report.Fee,
                IsAsked = (report.Flags & ReportFlags.AnswersCancel) != 0,
            });
        }
    }

    /// <summary>The proposal with the fate a report tells, or null where there is no such fate.</summary>
    private static ProposeStep? FateOf(PinnedOrder order, ProposeStep step, in ExecutionReport report) => report.Kind switch
    {
        ReportKind.Acknowledged when step.Then == OrderFate.Unanswered => step with { Then = OrderFate.Acknowledged },
        ReportKind.Fill when report.LastQuantity == order.Permitted =>
            step with { Then = OrderFate.Filled, FillPrice = report.LastPrice, Fee = report.Fee },
        ReportKind.Rejected or ReportKind.NotSent when step.Then == OrderFate.Unanswered => step with { Then = OrderFate.Rejected },
        _ => null,
    };

    private void TakeCommand(long timeNanos, in OperatorCommand command)
    {
        if (command.Action is CommandAction.Arm or CommandAction.Reduce or CommandAction.Halt or CommandAction.Kill or CommandAction.CancelAll
            && command.Confirms == 0)
        {
            Add(timeNanos, new CommandStep(command.Action, command.Scope, command.ScopeName));
        }
        else
        {
            Count($"{command.Action} commands");
        }
    }

    private void Add(long timeNanos, CaseStep step) => _steps.Add(new TimedStep(timeNanos, step));

    private void Replace(int place, CaseStep step) => _steps[place] = _steps[place] with { Step = step };

    private void Count(string what) => _unsaid[what] = _unsaid.GetValueOrDefault(what) + 1;
}
