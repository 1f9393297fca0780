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
                CommitQuote(e.Input.Read<Quote>(), e.Outcome);
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

        // An id far past the highest is not remembered: it would make every id that was meant to come next too old.
        if (d.Objections.Has(GateId.DuplicateProposal) || d.Objections.Has(GateId.ProposalSequence))
        {
            return;
        }

        state.Proposals(p.Strategy.Value).Record(p.Id.Value, e.ContentHash, e.Sequence, d.OrderId);
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
            ApprovedAtNanos = state.NowNanos,
        });
        Reserve(terms.Account, terms.Instrument, p.Side, d.PermittedQuantity.Units);
    }

    private void CommitQuote(in Quote quote, ReasonCode outcome)
    {
        if (outcome != ReasonCode.None || quote.Source != QuoteSource.Primary)
        {
            CommitUnusedQuote(in quote, outcome);
            return;
        }

        state.Quotes.Set(in quote, state.NowNanos);
        ref readonly var entry = ref state.Quotes[quote.Instrument];
        state.Market.Use(in quote, in entry, state.NowNanos);
        state.Positions.Revalue(quote.Instrument.Value, in entry);
        state.Risk.Mark(quote.Instrument.Value, in entry);
        state.Portfolio.Mark(quote.Instrument.Value, in entry);
        TripBreakers();
    }

    private void CommitUnusedQuote(in Quote quote, ReasonCode outcome)
    {
        if (!quote.Instrument.IsIn(state.Quotes.Count))
        {
            return;
        }

        if (outcome == ReasonCode.None)
        {
            state.Market.TellSecond(in quote, in state.Quotes[quote.Instrument], state.NowNanos);
        }
        else
        {
            state.Market.Refuse(in quote, in state.Quotes[quote.Instrument], outcome);
        }
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
        if (report.Kind is not (ReportKind.CancelRejected or ReportKind.NotSent))
        {
            MeasureAnswer(in order);
        }

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
                Reserve(order.Account, order.Instrument, order.Side, -order.RemainingUnits);
                state.Orders.Remove(ref order);
                break;
        }
    }

    private void MeasureAnswer(in OrderEntry order)
    {
        if (order.State == OrderState.Unanswered)
        {
            state.Latency.Answered(order.Venue, state.NowNanos - order.ApprovedAtNanos, state.NowNanos);
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
            MeasureAnswer(in order);
            var before = order.RemainingUnits;
            order.Filled += report.LastQuantity;
            Reserve(order.Account, order.Instrument, order.Side, order.RemainingUnits - before);
            state.Orders.Answer(ref order, OrderState.Working);
            if (order.RemainingUnits == 0)
            {
                state.Orders.Remove(ref order);
            }
        }

        if (outcome != ReasonCode.None)
        {
            state.Trading.Tighten(ScopeKind.Instrument, instrument, TradingState.Reducing);
        }

        TripBreakers();
    }

    private void CommitRare(ref EngineEvent e)
    {
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
                CommitCommand(e.Input.Read<OperatorCommand>());
                break;
            case EventKind.PolicyChange:
                state.Load((Policy)e.Attachment!);
                break;
            case EventKind.Ticker:
                CommitTicker(e.Input.Read<Ticker>(), e.Outcome);
                break;
            case EventKind.Depth:
                if (e.Outcome == ReasonCode.None)
                {
                    state.Market.Tell(e.Input.Read<Depth>(), state.NowNanos);
                }

                break;
            case EventKind.Tick:
                state.Latency.Tick(e.Input.Read<TimerTick>(), state.NowNanos);
                TripBreakers();
                break;
            case EventKind.EngineStart:
                CommitStart(e.Input.Read<EngineStartInput>());
                break;
        }
    }

    private void CommitTicker(in Ticker ticker, ReasonCode outcome)
    {
        if (outcome == ReasonCode.None)
        {
            state.Market.Tell(in ticker, in state.Quotes[ticker.Instrument], state.NowNanos);
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
        }
    }

    private void CommitCommand(in OperatorCommand command)
    {
        state.Commands.Record(command.IdempotencyKey);
        state.Trading.Set(command.Scope, state.FindScope(in command), TargetOf(command.Action));
        TripBreakers();
    }

    /// <summary>Every run starts Halted, no older seal lives, and what was handed over unanswered may or may not have left.</summary>
    private void CommitStart(in EngineStartInput start)
    {
        state.Begin(in start);
        state.Epochs.Raise(ScopeKind.Global, 0);
        state.Trading.Tighten(ScopeKind.Global, 0, TradingState.Halted);
        state.Orders.MarkUnansweredUnknown();
    }

    private void Reserve(int account, int instrument, OrderSide side, long units)
    {
        ref readonly var quote = ref state.Quotes[new InstrumentId(instrument)];
        state.Positions.Reserve(account, instrument, side, units, in quote);
        state.Portfolio.Reserve(account, instrument, side, units, in quote);
    }

    /// <summary>A loss past its limit leaves the venue of the account reducing until a command arms it again.</summary>
    private void TripBreakers()
    {
        for (var a = 0; a < state.Positions.Accounts; a++)
        {
            ref readonly var account = ref state.Positions.Account(a);
            if (account.Unpriced == 0 && account.DayLoss > account.DailyLossMax)
            {
                state.Trading.Tighten(ScopeKind.Venue, state.Policy!.Accounts[a].Venue.Value, TradingState.Reducing);
            }
        }
    }

    internal static TradingState TargetOf(CommandAction action) => action switch
    {
        CommandAction.Arm => TradingState.Active,
        CommandAction.Reduce => TradingState.Reducing,
        CommandAction.Halt => TradingState.Halted,
        _ => TradingState.Killed,
    };
}
