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
    private readonly ActivityKeeper _activity = new(state);

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
            case EventKind.Vote:
                CommitVote(ref e);
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
            ref var order = ref state.Orders.Find(e.Decision.OrderId);
            state.Orders.BeginCancel(ref order);
            _activity.OnCancel(in order, e.TimeNanos);
            return;
        }

        ref readonly var p = ref e.Proposal;
        ref readonly var d = ref e.Decision;
        _activity.OnProposal(in p, e.TimeNanos);
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
        else if (d.Verdict == Verdict.Pending)
        {
            Park(ref e);
        }
    }

    /// <summary>Reserves nothing: a proposal that waits has no claim on room that others may need meanwhile.</summary>
    private void Park(ref EngineEvent e)
    {
        var entry = new ParkedEntry
        {
            Strategy = e.Proposal.Strategy,
            Proposal = e.Proposal.Id,
            ContentHash = e.ContentHash,
            Sequence = e.Sequence,
            SinceNanos = e.TimeNanos,
            UntilNanos = e.Decision.ExpiresAtNanos,
            Reason = e.Decision.Reason,
            Gate = e.Decision.BindingGate,
        };
        ((ReadOnlySpan<byte>)e.Input)[..FrameWriter.ProposalBytes].CopyTo(entry.Frame);
        state.Pending.Park(in entry);
    }

    private void CommitVote(ref EngineEvent e)
    {
        if (e.Outcome is ReasonCode.VoteInvalid or ReasonCode.VoteReplayed)
        {
            return;
        }

        var vote = e.Input.Read<ExternalVote>();
        var voter = state.Pending.FindVoter(in vote.Voter);
        state.Pending.Spend(voter, vote.Counter);
        if (e.Outcome != ReasonCode.None)
        {
            return;
        }

        if (e.Decision.Verdict == Verdict.Pending)
        {
            state.Pending.Keep(
                vote.Strategy, vote.Proposal, voter, vote.Kind, e.Sequence, e.Decision.Reason, e.Decision.BindingGate);
        }
        else
        {
            EndParking(ref e);
        }
    }

    private void EndParking(ref EngineEvent e)
    {
        ref readonly var p = ref e.Proposal;
        state.Pending.Remove(p.Strategy, p.Id);
        state.Proposals(p.Strategy.Value).DecideAgain(p.Id.Value, e.Sequence, e.Decision.OrderId);
        if (e.Decision.Passes)
        {
            AddOrder(in p, in e.Decision);
        }
    }

    private void AddOrder(in Proposal p, in DecisionRecord d)
    {
        ref readonly var terms = ref state.Policy!.TermsOf(p.Strategy, p.Instrument);
        var order = new OrderEntry
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
            IsReduceOnly = OrderTerms.Unpack(d.Terms).Reduces,
            WorstPrice = d.WorstPrice,
            Quantity = d.PermittedQuantity,
        };
        _activity.OnOrder(ref order, p.Replaces.Value != 0, state.NowNanos);
        state.Orders.Add(in order);
        Reserve(terms.Account, terms.Instrument, p.Side, d.PermittedQuantity.Units);
    }

    private void CommitQuote(in Quote quote)
    {
        state.Quotes.Set(in quote, state.NowNanos);
        ref readonly var entry = ref state.Quotes[quote.Instrument];
        state.Positions.Revalue(quote.Instrument.Value, in entry);
        state.Risk.Mark(quote.Instrument.Value, in entry);
        state.Portfolio.Mark(quote.Instrument.Value, in entry);
        state.Losses.OnQuote(quote.Instrument.Value);
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
                state.Orders.Answer(ref order, OrderState.Working);
                break;
            case ReportKind.Unknown:
                state.Orders.Answer(ref order, OrderState.Unknown);
                break;
            case ReportKind.CancelRejected:
                order.CancelPending = false;
                break;
            case ReportKind.Canceled or ReportKind.Rejected or ReportKind.NotSent:
                if (report.Kind == ReportKind.Rejected)
                {
                    _activity.OnReject(in order, state.NowNanos);
                }

                var account = order.Account;
                Reserve(account, order.Instrument, order.Side, -order.RemainingUnits);
                Remove(ref order);
                state.Losses.OnMoved(account);
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
            _activity.OnFill(in order, in report, state.NowNanos);
            var before = order.RemainingUnits;
            order.Filled += report.LastQuantity;
            Reserve(order.Account, order.Instrument, order.Side, order.RemainingUnits - before);
            state.Orders.Answer(ref order, OrderState.Working);
            if (order.RemainingUnits == 0)
            {
                Remove(ref order);
            }
        }

        if (outcome != ReasonCode.None)
        {
            state.Trading.Tighten(ScopeKind.Instrument, instrument, TradingState.Reducing);
        }

        state.Losses.OnMoved(report.Account.Value);
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
                state.Losses.JudgeAll();
                if (e.InputLength != 0)
                {
                    CommitCommand(e.Input.Read<OperatorCommand>(), e.Sequence);
                }

                break;
            case EventKind.Tick:
                state.Losses.OnTick();
                state.Orders.SweepAgain();
                break;
            case EventKind.Expiry:
                EndParking(ref e);
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
        CommitFunds(in snapshot);

        if ((snapshot.Fields & SnapshotFields.Position) != 0)
        {
            state.Positions.Open(account, instrument, snapshot.Position.Units, in quote);
            state.Risk.Baseline(account, instrument, snapshot.Position.Units, in quote);
            state.Losses.OnMoved(account);
        }
    }

    /// <summary>
    /// The first balance told is what equity starts from; it includes whatever was transferred before. A later one is only
    /// compared: it may or may not include the fills whose reports are still under way.
    /// </summary>
    private void CommitFunds(in AccountSnapshot snapshot)
    {
        ref var account = ref state.Positions.Account(snapshot.Account.Value);
        if (account.BalanceKnown && (snapshot.Fields & SnapshotFields.Transfer) != 0)
        {
            account.Capital += ExactNotional.From(snapshot.Transfer);
            state.Losses.JudgeAll();
        }

        if ((snapshot.Fields & SnapshotFields.Balance) == 0)
        {
            return;
        }

        account.Balance = snapshot.Balance;
        if (!account.BalanceKnown)
        {
            account.BalanceKnown = true;
            account.Capital = ExactNotional.From(snapshot.Balance) - account.Realised;
            state.Losses.OnFunded(snapshot.Account.Value);
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
            _activity.OnCleared(command.Breaker, command.Scope, scope);
            state.Losses.OnCleared(command.Breaker, command.Scope, scope);
        }
        else if (command.Action == CommandAction.EnableStrategy)
        {
            state.Breakers.ClearAll(command.Scope, scope);
            _activity.OnEnabled(scope);
            state.Losses.OnCleared(BreakerKind.StrategyLoss, command.Scope, scope);
        }

        if (CommandRules.TargetOf(command.Action) is { } target)
        {
            state.Trading.Set(command.Scope, scope, target);
        }

        if (CommandRules.Cancels(command.Action))
        {
            var orders = state.Orders.WantCancels(command.Scope, scope);
            state.Sweeps.Begin(sequence, in command, scope, state.NowNanos, orders);
        }

        // A breaker without a mark trips again at once while its figure stands.
        state.Losses.JudgeAll();
    }

    /// <summary>
    /// The next order to cancel because operators want it canceled, within what its venue may have unanswered; a null
    /// reference when none can go now.
    /// </summary>
    public ref readonly OrderEntry NextCancel(int venue)
    {
        if (state.Orders.PendingCancelsAt(venue) >= state.Policy!.Venues[venue].UnansweredOrdersMax)
        {
            return ref Unsafe.NullRef<OrderEntry>();
        }

        ref var order = ref state.Orders.NextWanted(venue);
        if (!Unsafe.IsNullRef(ref order))
        {
            state.Orders.BeginCancel(ref order);
        }

        return ref order;
    }

    /// <summary>
    /// Every run starts Halted, no older seal lives, no proposal waits on, and what was handed over unanswered may or may not
    /// have left.
    /// </summary>
    private void CommitStart(in EngineStartInput start)
    {
        state.Begin(in start);
        state.Epochs.Raise(ScopeKind.Global, 0);
        state.Trading.Tighten(ScopeKind.Global, 0, TradingState.Halted);
        state.Pending.ExpireAll(state.NowNanos);
        state.Orders.MarkUnansweredUnknown();
    }

    private void Remove(ref OrderEntry order)
    {
        if (order.CancelWanted)
        {
            state.Sweeps.OnGone(in order, state.NowNanos);
        }

        _activity.OnGone(in order);
        state.Orders.Remove(ref order);
    }

    private void Reserve(int account, int instrument, OrderSide side, long units)
    {
        ref readonly var quote = ref state.Quotes[new InstrumentId(instrument)];
        state.Positions.Reserve(account, instrument, side, units, in quote);
        state.Portfolio.Reserve(account, instrument, side, units, in quote);
    }
}
