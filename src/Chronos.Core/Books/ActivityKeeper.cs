using Chronos.Core.Model;

namespace Chronos.Core.Books;

/// <summary>
/// The part of the <see cref="BookKeeper"/> that writes what scopes have lately done, and trips the breakers that judge
/// it.
/// </summary>
internal sealed class ActivityKeeper(EngineState state)
{
    /// <summary>A proposal was decided, whatever became of it.</summary>
    public void OnProposal(in Proposal proposal, long nowNanos)
    {
        var isAmend = proposal.Replaces.Value != 0;
        state.Activity.Strategy(proposal.Strategy.Value).OnProposal(in proposal, isAmend, nowNanos);
        state.Activity.Instrument(proposal.Instrument.Value).OnProposal(isAmend, nowNanos);
    }

    /// <summary>A strategy's cancel goes out. Cancels the engine itself wants, for operators or in place of an order, use up no budget of strategies.</summary>
    public void OnCancel(ref readonly OrderEntry order, long nowNanos)
    {
        var strategy = state.Activity.Strategy(order.Strategy);
        strategy.Rates.Cancels.Record(nowNanos);
        strategy.OrdersPerFill.Record(nowNanos, isFill: false);
        state.Activity.Instrument(order.Instrument).Rates.Cancels.Record(nowNanos);
        state.Activity.Venue(order.Venue).Rates.Cancels.Record(nowNanos);
    }

    /// <summary>An order was approved; its entry takes what is needed to give back what will not trade.</summary>
    public void OnOrder(ref OrderEntry order, bool isAmend, long nowNanos)
    {
        ref readonly var quote = ref state.Quotes[new InstrumentId(order.Instrument)];
        order.ValuedAt = quote.Ask > order.WorstPrice ? quote.Ask : order.WorstPrice;
        var strategy = state.Activity.Strategy(order.Strategy);
        order.AccumulatedIn = strategy.Accumulated(order.Side).Record(nowNanos, NotionalWindow.ValueOf(order.ValuedAt, order.Quantity.Units));
        strategy.OrdersPerFill.Record(nowNanos, isFill: false);
        if (!order.IsReduceOnly)
        {
            strategy.OnEntry(nowNanos);
        }

        state.Activity.Venue(order.Venue).OnOrder(isAmend, nowNanos);
        OnWorking(in order, +1);
    }

    /// <summary>An order can trade no more.</summary>
    public void OnGone(ref readonly OrderEntry order)
    {
        var unfilled = NotionalWindow.ValueOf(order.ValuedAt, order.Quantity.Units);
        if (order.Filled.Units != 0)
        {
            unfilled -= NotionalWindow.ValueOf(order.ValuedAt, Math.Min(order.Filled.Units, order.Quantity.Units));
        }

        state.Activity.Strategy(order.Strategy).Accumulated(order.Side).GiveBack(order.AccumulatedIn, unfilled);
        OnWorking(in order, -1);
    }

    /// <summary>An order of ours traded; called before the fill is added to it.</summary>
    public void OnFill(ref readonly OrderEntry order, in ExecutionReport report, long nowNanos)
    {
        var strategy = state.Activity.Strategy(order.Strategy);
        strategy.OrdersPerFill.Record(nowNanos, isFill: true);
        if (order.Filled.Units == 0 && !order.IsReduceOnly)
        {
            strategy.OnExecution(nowNanos);
            if (nowNanos < strategy.Executions.FreeAtNanos)
            {
                Trip(BreakerKind.RepeatedExecution, ScopeKind.Strategy, order.Strategy, state.Policy!.Breakers.RepeatedExecution);
            }
        }

        ref var trip = ref state.Activity.Trip(order.Strategy, order.Instrument);
        var signed = report.Side == OrderSide.Buy ? report.LastQuantity.Units : -report.LastQuantity.Units;
        if (trip.Fill(signed, report.LastPrice, report.Fee, out var result))
        {
            OnClose(order.Strategy, strategy, ref trip, result < ExactNotional.Zero, nowNanos);
        }
    }

    /// <summary>A venue refused an order.</summary>
    public void OnReject(ref readonly OrderEntry order, long nowNanos)
    {
        var breakers = state.Policy!.Breakers;
        var strategy = state.Activity.Strategy(order.Strategy);
        strategy.OnReject(nowNanos);
        if (nowNanos < strategy.Rejects.FreeAtNanos)
        {
            Trip(BreakerKind.RejectStorm, ScopeKind.Strategy, order.Strategy, breakers.RejectStorm);
        }

        var venue = state.Activity.Venue(order.Venue);
        venue.OnReject(nowNanos);
        if (nowNanos < venue.Rejects.FreeAtNanos)
        {
            Trip(BreakerKind.RejectStorm, ScopeKind.Venue, order.Venue, breakers.RejectStorm);
        }
    }

    /// <summary>Operators have cleared a breaker: what it counted begins anew.</summary>
    public void OnCleared(BreakerKind kind, ScopeKind scope, int index)
    {
        if (scope == ScopeKind.Strategy)
        {
            state.Activity.Strategy(index).Forget(kind);
        }
        else if (scope == ScopeKind.Venue && kind == BreakerKind.RejectStorm)
        {
            state.Activity.Venue(index).ForgetRejects();
        }
    }

    /// <summary>Operators have cleared every breaker of a strategy.</summary>
    public void OnEnabled(int strategy)
    {
        OnCleared(BreakerKind.RepeatedExecution, ScopeKind.Strategy, strategy);
        OnCleared(BreakerKind.RejectStorm, ScopeKind.Strategy, strategy);
        OnCleared(BreakerKind.LossStreak, ScopeKind.Strategy, strategy);
    }

    private void OnClose(int index, StrategyActivity strategy, ref RoundTrip trip, bool atLoss, long nowNanos)
    {
        trip.ClosedAtNanos = nowNanos;
        trip.LossAtNanos = atLoss ? nowNanos : trip.LossAtNanos;
        ActivityBook.Cool(ref trip, state.Policy!.Strategies[index]);
        strategy.OnClose(atLoss);
        if (strategy.LossStreak > strategy.LossStreakMax)
        {
            Trip(BreakerKind.LossStreak, ScopeKind.Strategy, index, state.Policy.Breakers.LossStreak);
        }
    }

    private void OnWorking(ref readonly OrderEntry order, int change)
    {
        state.Activity.Strategy(order.Strategy).OnWorking(change);
        state.Activity.Instrument(order.Instrument).OnWorking(change);
        state.Positions.Account(order.Account).WorkingOrders += change;
    }

    private void Trip(BreakerKind kind, ScopeKind scope, int index, TradingState target)
    {
        state.Breakers.Trip(kind, scope, index);
        state.Trading.Tighten(scope, index, target);
    }
}
