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

        if (CancelsResting(in p, in d))
        {
            var resting = p.Side == OrderSide.Buy ? OrderSide.Sell : OrderSide.Buy;
            var account = state.Policy!.TermsOf(p.Strategy, p.Instrument).Account;
            state.Orders.WantMet(account, p.Instrument.Value, resting, d.WorstPrice);
        }

        if (d.Passes)
        {
            AddOrder(in p, in d);
        }
    }

    /// <summary>
    /// Whether our own resting orders that this one would meet have to go: because its account says so, or because it is a
    /// reduction, which nothing holds up.
    /// </summary>
    private bool CancelsResting(in Proposal p, in DecisionRecord d)
    {
        if (!d.Passes)
        {
            return d.Objections.Has(GateId.SelfTrade) && SelfTradeOf(in p) == SelfTradeMode.CancelResting;
        }

        return OrderTerms.Unpack(d.Terms).Reduces && SelfTradeOf(in p) != SelfTradeMode.LeftToVenue;
    }

    private SelfTradeMode SelfTradeOf(in Proposal p) =>
        state.Positions.Account(state.Policy!.TermsOf(p.Strategy, p.Instrument).Account).SelfTrade;

    private void AddOrder(in Proposal p, in DecisionRecord d)
    {
        ref readonly var terms = ref state.Policy!.TermsOf(p.Strategy, p.Instrument);
        var line = state.Strategies.LineOf(terms.Strategy, terms.Instrument);
        var perUnit = HoldPerUnit(in d, in terms);
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
            Line = line,
            HoldPerUnit = perUnit,
        });
        MarkBest(terms.Account, terms.Instrument, p.Side);
        Reserve(ref state.Orders.Find(d.OrderId), d.PermittedQuantity.Units);
    }

    /// <summary>What a reduction fills needs no margin, whoever else holds it.</summary>
    private long HoldPerUnit(in DecisionRecord d, in MandateTerms terms)
    {
        var ask = state.Quotes[new InstrumentId(terms.Instrument)].Ask;
        var price = ask > d.WorstPrice ? ask : d.WorstPrice;
        return Ratio.PerUnit(price.Units, OrderTerms.Unpack(d.Terms).Reduces ? terms.FeePpm : terms.HoldPpm);
    }

    private void CommitQuote(in Quote quote)
    {
        state.Quotes.Set(in quote, state.NowNanos);
        ref readonly var entry = ref state.Quotes[quote.Instrument];
        state.Positions.Revalue(quote.Instrument.Value, in entry);
        state.Strategies.Revalue(quote.Instrument.Value, in entry);
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
                state.Orders.Answer(ref order, OrderState.Working);
                break;
            case ReportKind.Unknown:
                state.Orders.Answer(ref order, OrderState.Unknown);
                break;
            case ReportKind.CancelRejected:
                order.CancelPending = false;
                break;
            case ReportKind.Canceled or ReportKind.Rejected or ReportKind.NotSent:
                Reserve(ref order, -order.RemainingUnits);
                Remove(ref order);
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
        var attributed = !Unsafe.IsNullRef(ref order);
        state.Positions.Fill(report.Account.Value, instrument, signed, report.LastPrice, report.Fee, attributed, in quote);
        state.Risk.Fill(report.Account.Value, instrument, signed, report.LastPrice.Units, report.Fee.Units, in quote);
        state.Portfolio.Fill(report.Account.Value, instrument, signed, in quote);
        if (attributed)
        {
            var before = order.RemainingUnits;
            order.Filled += report.LastQuantity;
            state.Strategies.Fill(order.Line, signed, report.LastPrice, report.Fee, in quote);
            Reserve(ref order, order.RemainingUnits - before);
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
            state.Positions.Tell(account, snapshot.Balance);
        }

        if ((snapshot.Fields & SnapshotFields.Position) != 0)
        {
            state.Positions.Open(account, instrument, snapshot.Position.Units, in quote);
            state.Risk.Baseline(account, instrument, snapshot.Position.Units, in quote);
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
    /// The next order to cancel, within what its venue may have unanswered; a null
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

    /// <summary>Every run starts Halted, no older seal lives, and what was handed over unanswered may or may not have left.</summary>
    private void CommitStart(in EngineStartInput start)
    {
        state.Begin(in start);
        state.Epochs.Raise(ScopeKind.Global, 0);
        state.Trading.Tighten(ScopeKind.Global, 0, TradingState.Halted);
        state.Orders.MarkUnansweredUnknown();
    }

    /// <summary>Reserves (positive) or releases (negative) so much of an order, everywhere it counts.</summary>
    private void Reserve(ref readonly OrderEntry order, long units)
    {
        ref readonly var quote = ref state.Quotes[new InstrumentId(order.Instrument)];
        state.Positions.Reserve(order.Account, order.Instrument, order.Side, units, in quote);
        state.Positions.Hold(order.Account, units, order.HoldPerUnit);
        state.Strategies.Reserve(order.Line, order.Side, units, in quote);
        state.Portfolio.Reserve(order.Account, order.Instrument, order.Side, units, in quote);
    }

    private void Remove(ref OrderEntry order)
    {
        var (account, instrument, side) = (order.Account, order.Instrument, order.Side);
        if (order.CancelWanted)
        {
            state.Sweeps.OnGone(in order, state.NowNanos);
        }

        state.Orders.Remove(ref order);
        MarkBest(account, instrument, side);
    }

    private void MarkBest(int account, int instrument, OrderSide side)
    {
        ref var entry = ref state.Positions[account, instrument];
        var best = state.Orders.BestResting(account, instrument, side);
        if (side == OrderSide.Buy)
        {
            entry.HighestBuy = best;
        }
        else
        {
            entry.LowestSell = best;
        }
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
