using System.Runtime.CompilerServices;
using Chronos.Core.Commands;
using Chronos.Core.Decode;
using Chronos.Core.Model;
using Chronos.Core.Policies;

namespace Chronos.Core.Books;

/// <summary>
/// The one writer of the books: carries out an event after it has been journaled. What to think of an event that is not
/// a proposal is judged before, by <see cref="EventJudge"/>, and stands in its Outcome.
/// </summary>
internal sealed class BookKeeper(EngineState state)
{
    /// <summary>Changes the books by one journaled event.</summary>
    public void Commit(ref EngineEvent e)
    {
        switch (e.Kind)
        {
            case EventKind.Proposal:
                CommitProposal(ref e);
                break;
            case EventKind.Quote:
                if (e.Outcome == ReasonCode.None)
                {
                    CommitQuote(e.Input.Read<Quote>());
                }

                break;
            case EventKind.ExecutionReport:
                CommitReport(e.Input.Read<ExecutionReport>(), e.Outcome);
                break;
            default:
                CommitRare(ref e);
                break;
        }
    }

    private void CommitProposal(ref EngineEvent e)
    {
        if (e.Outcome != ReasonCode.None)
        {
            return;
        }

        if (e.FrameType == FrameType.Cancel)
        {
            state.Orders.BeginCancel(ref state.Orders.Find(e.Decision.OrderId));
            return;
        }

        ref readonly var p = ref e.Proposal;
        ref readonly var d = ref e.Decision;
        state.Rates(p.Strategy.Value).Record(e.TimeNanos);
        if (d.Objections.Has(GateId.DuplicateProposal))
        {
            return;
        }

        if (!MadeProposal.IsMarked(p.Id))
        {
            state.Proposals(p.Strategy.Value).Record(p.Id.Value, e.ContentHash, e.Sequence, d.OrderId);
        }

        if (d.Passes)
        {
            AddOrder(in p, in d);
        }
    }

    private void AddOrder(in Proposal p, in DecisionRecord d)
    {
        ref readonly var terms = ref state.Policy!.TermsOf(p.Strategy, p.Instrument);
        state.Orders.Add(new OrderEntry
        {
            Id = d.OrderId,
            Proposal = p.Id,
            Strategy = p.Strategy.Value,
            Instrument = p.Instrument.Value,
            Account = terms.Account,
            Venue = terms.Venue,
            Side = p.Side,
            Type = p.Type,
            TimeInForce = p.TimeInForce,
            WorstPrice = d.WorstPrice,
            Quantity = d.PermittedQuantity,
            IsReduceOnly = OrderTerms.Unpack(d.Terms).Reduces,
        });
        ref var order = ref state.Orders.Find(d.OrderId);
        Reserve(in order, order.RemainingUnits);
        if (order.IsReduceOnly)
        {
            state.Reductions.Add(ref order);
        }
        else
        {
            state.OrderSizes[order.Strategy, order.Instrument].Record(order.Quantity.Units);
        }

        if (p.Replaces.Value != 0)
        {
            Replace(ref state.Orders.Find(state.Proposals(order.Strategy).OrderOf(p.Replaces.Value)), ref order);
        }
    }

    /// <summary>
    /// Both count until the venue has canceled the old order. Its cancel leaves at once, before the new order. A stop's waits
    /// until the venue works the new one, so that the position is protected whatever becomes of it.
    /// </summary>
    private void Replace(ref OrderEntry old, ref OrderEntry order)
    {
        if (order.IsProtective)
        {
            old.IsReplaced = true;
            order.Replaces = old.Id;
        }
        else
        {
            state.Orders.Want(ref old);
        }
    }

    /// <summary>The venue works the order: what it replaces may go.</summary>
    private void AnswerWorking(ref OrderEntry order)
    {
        state.Orders.Answer(ref order, OrderState.Working);
        if (order.Replaces.Value != 0)
        {
            ref var old = ref state.Orders.Find(order.Replaces);
            order.Replaces = default;
            if (!Unsafe.IsNullRef(ref old))
            {
                state.Orders.Want(ref old);
            }
        }
    }

    private void CommitQuote(in Quote quote)
    {
        state.Quotes.Set(in quote, state.NowNanos);
        ref readonly var entry = ref state.Quotes[quote.Instrument];
        state.Positions.Revalue(quote.Instrument.Value, in entry);
        state.Risk.Mark(quote.Instrument.Value, in entry);
        state.Portfolio.Mark(quote.Instrument.Value, in entry);
        TripBreakers();
    }

    private void CommitReport(in ExecutionReport report, ReasonCode outcome)
    {
        if (outcome == ReasonCode.ReportInvalid)
        {
            OnInvalidReport(in report);
            return;
        }

        if (outcome == ReasonCode.ReportDuplicate)
        {
            return;
        }

        if ((report.Flags & ReportFlags.AnswersCancel) != 0)
        {
            state.Orders.EndCancel(state.Policy!.Instruments[report.Instrument.Value].Venue.Value);
        }

        ref var order = ref state.Orders.FindFor(in report);
        if (report.Kind == ReportKind.Fill)
        {
            CommitFill(in report, ref order, outcome);
        }
        else if (outcome == ReasonCode.None)
        {
            CommitAnswer(in report, ref order);
        }
    }

    /// <summary>A fill we cannot book has still happened somewhere: nothing more is entered until somebody has looked.</summary>
    private void OnInvalidReport(in ExecutionReport report)
    {
        if (report.Kind == ReportKind.Fill && report.Instrument.IsIn(state.Positions.Instruments))
        {
            state.Trading.Tighten(ScopeKind.Instrument, report.Instrument.Value, TradingState.Reducing);
        }
    }

    private void CommitAnswer(in ExecutionReport report, ref OrderEntry order)
    {
        switch (report.Kind)
        {
            case ReportKind.Acknowledged:
                AnswerWorking(ref order);
                break;
            case ReportKind.Unknown:
                state.Orders.Answer(ref order, OrderState.Unknown);
                break;
            case ReportKind.CancelRejected:
                order.CancelPending = false;
                Trim(order.Account, order.Instrument);
                break;
            case ReportKind.Canceled or ReportKind.Rejected or ReportKind.NotSent:
                Reserve(in order, -order.RemainingUnits);
                Remove(ref order);
                Trim(report.Account.Value, report.Instrument.Value);
                break;
        }
    }

    /// <summary>Books a fill whatever we think of it: reality wins, and what was not expected tightens the instrument.</summary>
    private void CommitFill(in ExecutionReport report, ref OrderEntry order, ReasonCode outcome)
    {
        var instrument = report.Instrument.Value;
        ref readonly var quote = ref state.Quotes[report.Instrument];
        var signed = report.Side == OrderSide.Buy ? report.LastQuantity.Units : -report.LastQuantity.Units;
        state.Executions(state.Policy!.Instruments[instrument].Venue.Value).Record(report.ExecutionId);
        state.Positions.Fill(report.Account.Value, instrument, report.Side, report.LastQuantity, report.LastPrice, report.Fee, in quote);
        state.Risk.Fill(report.Account.Value, instrument, signed, report.LastPrice.Units, report.Fee.Units, in quote);
        state.Portfolio.Fill(report.Account.Value, instrument, signed, in quote);
        if (!Unsafe.IsNullRef(ref order))
        {
            var before = order.RemainingUnits;
            order.Filled += report.LastQuantity;
            Reserve(in order, order.RemainingUnits - before);
            AnswerWorking(ref order);
            if (order.RemainingUnits == 0)
            {
                Remove(ref order);
            }
        }

        Trim(report.Account.Value, instrument);
        if (outcome != ReasonCode.None)
        {
            state.Trading.Tighten(ScopeKind.Instrument, instrument, TradingState.Reducing);
        }

        TripBreakers();
    }

    private void CommitRare(ref EngineEvent e)
    {
        if (e.Outcome == ReasonCode.CommandAwaitsSecond)
        {
            CommitWaiting(e.Input.Read<OperatorCommand>());
        }

        if (e.Outcome != ReasonCode.None)
        {
            return;
        }

        switch (e.Kind)
        {
            case EventKind.AccountSnapshot:
                CommitSnapshot(e.Input.Read<AccountSnapshot>());
                break;
            case EventKind.Command:
                CommitCommand(e.Input.Read<OperatorCommand>(), e.Sequence);
                break;
            case EventKind.PolicyChange:
                state.Load((Policy)e.Attachment!);
                if (e.InputLength != 0)
                {
                    CommitCommand(e.Input.Read<OperatorCommand>(), e.Sequence);
                }

                break;
            case EventKind.Tick:
                TripBreakers();
                state.Orders.SweepAgain();
                break;
            case EventKind.EngineStart:
                CommitStart(e.Input.Read<EngineStartInput>());
                break;
        }
    }

    private void CommitSnapshot(in AccountSnapshot snapshot)
    {
        var account = snapshot.Account.Value;
        var instrument = snapshot.Instrument.Value;
        ref readonly var quote = ref state.Quotes[snapshot.Instrument];
        state.SetSession(state.Policy!.Accounts[account].Venue.Value, (snapshot.Fields & SnapshotFields.SessionUp) != 0);
        state.Portfolio.Tell(in snapshot, state.NowNanos, in quote);
        if ((snapshot.Fields & SnapshotFields.Balance) != 0)
        {
            state.Positions.Account(account).Balance = snapshot.Balance;
            state.Positions.Account(account).BalanceKnown = true;
        }

        if ((snapshot.Fields & SnapshotFields.Position) != 0)
        {
            state.Positions.Open(account, instrument, snapshot.Position.Units, in quote);
            state.Risk.Baseline(account, instrument, snapshot.Position.Units, in quote);
            Trim(account, instrument);
        }
    }

    /// <summary>A command waits for a second operator: remembered, and nothing is done.</summary>
    private void CommitWaiting(in OperatorCommand command)
    {
        state.Commands.Record(command.IdempotencyKey);
        state.Approvals.Add(in command, state.NowNanos);
    }

    private void CommitCommand(in OperatorCommand command, long sequence)
    {
        var scope = state.FindScope(in command);
        state.Commands.Record(command.IdempotencyKey);
        state.Approvals.Withdraw(in command);
        if (command.Action == CommandAction.ClearBreaker)
        {
            state.Breakers.TryClear(command.Breaker, command.Scope, scope);
        }
        else if (command.Action == CommandAction.EnableStrategy)
        {
            state.Breakers.ClearAll(command.Scope, scope);
        }

        state.Trading.Set(command.Scope, scope, CommandRules.TargetOf(command.Action, state.Trading[command.Scope, scope]));
        if (CommandRules.Cancels(command.Action))
        {
            var orders = state.Orders.WantCancels(command.Scope, scope);
            state.Sweeps.Begin(sequence, in command, scope, state.NowNanos, orders);
        }

        // What still stands trips again at once.
        TripBreakers();
    }

    /// <summary>
    /// The next order to cancel because the engine wants it canceled, within what its venue may have unanswered; a null
    /// reference when none can go now.
    /// </summary>
    public ref readonly OrderEntry NextCancel(int venue)
    {
        if (state.Orders.PendingCancelsAt(venue) >= state.Policy!.Venues[venue].UnansweredOrdersMax)
        {
            return ref Unsafe.NullRef<OrderEntry>();
        }

        ref var order = ref state.Orders.NextDue(venue);
        if (!Unsafe.IsNullRef(ref order))
        {
            state.Orders.BeginCancel(ref order);
        }

        return ref order;
    }

    /// <summary>Every run starts Halted, no older seal lives, and what was handed over unanswered may or may not have left.</summary>
    private void CommitStart(in EngineStartInput start)
    {
        state.Begin(in start);
        state.Epochs.Raise(ScopeKind.Global, 0);
        state.Trading.Tighten(ScopeKind.Global, 0, TradingState.Halted);
        state.Orders.MarkUnansweredUnknown();
        TrimAll();
    }

    private void Remove(ref OrderEntry order)
    {
        // Sweeps leave protective orders, so none waits for one.
        if (order.CancelWanted && !order.IsProtective)
        {
            state.Sweeps.OnGone(in order, state.NowNanos);
        }

        if (order.IsReduceOnly)
        {
            state.Reductions.Remove(ref order);
        }

        if (order.Replaces.Value != 0)
        {
            KeepReplaced(order.Replaces);
        }

        state.Orders.Remove(ref order);
    }

    /// <summary>The stop that was to take its place never worked: the old one stays.</summary>
    private void KeepReplaced(OrderId id)
    {
        ref var old = ref state.Orders.Find(id);
        if (!Unsafe.IsNullRef(ref old))
        {
            old.IsReplaced = false;
        }
    }

    /// <summary>Cancels that were under way may be lost, so what they were to take away counts again.</summary>
    private void TrimAll()
    {
        for (var a = 0; a < state.Positions.Accounts; a++)
        {
            for (var i = 0; i < state.Positions.Instruments; i++)
            {
                Trim(a, i);
            }
        }
    }

    /// <summary>Cancels of reduce-only orders what the position no longer needs.</summary>
    private void Trim(int account, int instrument) =>
        state.Reductions.Trim(account, instrument, state.Positions[account, instrument].Position);

    /// <summary>A protective stop reserves nothing: the venue holds it to the position, and it must not eat the room of other reductions.</summary>
    private void Reserve(in OrderEntry order, long units)
    {
        if (order.IsProtective)
        {
            return;
        }

        ref readonly var quote = ref state.Quotes[new InstrumentId(order.Instrument)];
        state.Positions.Reserve(order.Account, order.Instrument, order.Side, units, in quote);
        state.Portfolio.Reserve(order.Account, order.Instrument, order.Side, units, in quote);
    }

    /// <summary>A loss past its limit leaves the venue of the account reducing until the breaker is cleared and the venue armed.</summary>
    private void TripBreakers()
    {
        for (var a = 0; a < state.Positions.Accounts; a++)
        {
            ref readonly var account = ref state.Positions.Account(a);
            if (account.Unpriced == 0 && account.DayLoss > account.DailyLossMax)
            {
                var venue = state.Policy!.Accounts[a].Venue.Value;
                state.Breakers.Trip(BreakerKind.DailyLoss, ScopeKind.Venue, venue);
                state.Trading.Tighten(ScopeKind.Venue, venue, TradingState.Reducing);
            }
        }
    }
}
