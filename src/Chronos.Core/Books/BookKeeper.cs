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
                CommitQuote(in e.Input.View<Quote>(), e.Outcome);
                break;
            case EventKind.ExecutionReport:
                CommitReport(in e.Input.View<ExecutionReport>(), e.Outcome);
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

        // An id far past the highest is not remembered: it would make every id that was meant to come next too old.
        if (d.Objections.Has(GateId.DuplicateProposal) || d.Objections.Has(GateId.ProposalSequence))
        {
            return;
        }

        if (!MadeProposal.IsMarked(p.Id))
        {
            state.Proposals(p.Strategy.Value).Record(p.Id.Value, e.ContentHash, e.Sequence, d.OrderId);
        }

        ClearTheWay(in p, in d);
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
        ClearTheWay(in p, in e.Decision);
        if (e.Decision.Passes)
        {
            AddOrder(in p, in e.Decision);
        }
    }

    private void ClearTheWay(in Proposal p, in DecisionRecord d)
    {
        if (CancelsResting(in p, in d))
        {
            var resting = p.Side == OrderSide.Buy ? OrderSide.Sell : OrderSide.Buy;
            var account = state.Policy!.TermsOf(p.Strategy, p.Instrument).Account;
            state.Orders.WantMet(account, p.Instrument.Value, resting, d.WorstPrice);
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

        return OrderTerms.Unpack(d.Terms).Reduces
            && p.Type != OrderType.StopMarket
            && SelfTradeOf(in p) != SelfTradeMode.LeftToVenue;
    }

    private SelfTradeMode SelfTradeOf(in Proposal p) =>
        state.Positions.Account(state.Policy!.TermsOf(p.Strategy, p.Instrument).Account).SelfTrade;

    private void AddOrder(in Proposal p, in DecisionRecord d)
    {
        ref readonly var terms = ref state.Policy!.TermsOf(p.Strategy, p.Instrument);
        ref var order = ref state.Orders.Take(d.OrderId);
        order.Proposal = p.Id;
        order.Strategy = p.Strategy.Value;
        order.Instrument = p.Instrument.Value;
        order.Account = terms.Account;
        order.Venue = terms.Venue;
        order.Side = p.Side;
        order.Type = p.Type;
        order.TimeInForce = p.TimeInForce;
        order.IsReduceOnly = OrderTerms.Unpack(d.Terms).Reduces;
        order.WorstPrice = d.WorstPrice;
        order.Quantity = d.PermittedQuantity;
        order.ApprovedAtNanos = state.NowNanos;
        order.Line = state.Strategies.LineOf(terms.Strategy, terms.Instrument);
        order.HoldPerUnit = HoldPerUnit(in d, in terms);
        _activity.OnOrder(ref order, p.Replaces.Value != 0, state.NowNanos);
        state.Orders.Enter(ref order);
        MarkBest(terms.Account, terms.Instrument, p.Side);
        Reserve(in order, order.Quantity.Units);
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

    /// <summary>What a reduction fills needs no margin, whoever else holds it.</summary>
    private long HoldPerUnit(in DecisionRecord d, in MandateTerms terms)
    {
        var ask = state.Quotes[new InstrumentId(terms.Instrument)].Ask;
        var price = ask > d.WorstPrice ? ask : d.WorstPrice;
        return Ratio.PerUnit(price.Units, OrderTerms.Unpack(d.Terms).Reduces ? terms.FeePpm : terms.HoldPpm);
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
        state.Strategies.Revalue(quote.Instrument.Value, in entry);
        state.Risk.Mark(quote.Instrument.Value, in entry);
        state.Portfolio.Mark(quote.Instrument.Value, in entry);
        state.Losses.OnQuote(quote.Instrument.Value);
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
        if (report.Kind is not (ReportKind.CancelRejected or ReportKind.NotSent or ReportKind.Sent))
        {
            MeasureAnswer(in order);
        }

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
                if (report.Kind == ReportKind.Rejected)
                {
                    _activity.OnReject(in order, state.NowNanos);
                }

                var (account, instrument, line) = (order.Account, order.Instrument, order.Line);
                Reserve(in order, -order.RemainingUnits);
                Remove(ref order);
                state.Losses.OnMoved(account, instrument, line);
                Trim(account, instrument);
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
        var attributed = !Unsafe.IsNullRef(ref order);
        var line = attributed ? order.Line : StrategyBook.NoLine;
        state.Positions.Fill(report.Account.Value, instrument, signed, report.LastPrice, report.Fee, attributed, in quote);
        state.Risk.Fill(report.Account.Value, instrument, signed, report.LastPrice.Units, report.Fee.Units, in quote);
        state.Portfolio.Fill(report.Account.Value, instrument, signed, in quote);
        if (attributed)
        {
            MeasureAnswer(in order);
            _activity.OnFill(in order, in report, state.NowNanos);
            var before = order.RemainingUnits;
            order.Filled += report.LastQuantity;
            state.Strategies.Fill(line, signed, report.LastPrice, report.Fee, in quote);
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

        state.Losses.OnMoved(report.Account.Value, instrument, line);
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
        CommitFunds(in snapshot);

        if ((snapshot.Fields & SnapshotFields.Position) != 0)
        {
            state.Positions.Open(account, instrument, snapshot.Position.Units, in quote);
            state.Risk.Baseline(account, instrument, snapshot.Position.Units, in quote);
            state.Losses.OnMoved(account, instrument, StrategyBook.NoLine);
            Trim(account, instrument);
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

        var isFirst = !account.BalanceKnown;
        state.Positions.Tell(snapshot.Account.Value, snapshot.Balance);
        if (isFirst)
        {
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
            if (state.Breakers.IsLatched(BreakerKind.StrategyLoss, command.Scope, scope))
            {
                state.Losses.OnCleared(BreakerKind.StrategyLoss, command.Scope, scope);
            }

            state.Breakers.ClearAll(command.Scope, scope);
            _activity.OnEnabled(scope);
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
        TrimAll();
    }

    private void Remove(ref OrderEntry order)
    {
        var (account, instrument, side) = (order.Account, order.Instrument, order.Side);

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

        _activity.OnGone(in order);
        state.Orders.Remove(ref order);
        MarkBest(account, instrument, side);
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

    /// <summary>
    /// Reserves (positive) or releases (negative) so much of an order, everywhere it counts. A protective stop reserves
    /// nothing: the venue holds it to the position, and it must not eat the room of other reductions.
    /// </summary>
    private void Reserve(in OrderEntry order, long units)
    {
        if (order.IsProtective)
        {
            return;
        }

        ref readonly var quote = ref state.Quotes[new InstrumentId(order.Instrument)];
        state.Positions.Reserve(order.Account, order.Instrument, order.Side, units, in quote);
        state.Positions.Hold(order.Account, units, order.HoldPerUnit);
        state.Strategies.Reserve(order.Line, order.Side, units, in quote);
        state.Portfolio.Reserve(order.Account, order.Instrument, order.Side, units, in quote);
    }
}
