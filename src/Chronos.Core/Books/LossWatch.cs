using System.Runtime.CompilerServices;
using Chronos.Core.Model;

namespace Chronos.Core.Books;

/// <summary>
/// Judges the loss limits of every scope whose figures moved, whether anybody proposes or not: keeps peaks and stages, and trips
/// breakers. After every event, what is past its limit has its breaker latched. Clearing a breaker moves the mark its losses
/// count from to the present value.
/// </summary>
internal sealed class LossWatch(EngineState state)
{
    /// <summary>A quote moved the profit of every account that holds the instrument.</summary>
    public void OnQuote(int instrument)
    {
        for (var a = 0; a < state.Positions.Accounts; a++)
        {
            ref readonly var entry = ref state.Positions[a, instrument];
            if ((entry.Position | entry.WorkingBuys | entry.WorkingSells) != 0)
            {
                OnMoved(a);
            }
        }
    }

    /// <summary>The account's profit, or whether it is known, may have changed.</summary>
    public void OnMoved(int account)
    {
        ref readonly var entry = ref state.Positions.Account(account);
        if (!entry.Band.Holds(entry.Profit))
        {
            OnLeftBand(account);
        }
    }

    /// <summary>Time has passed.</summary>
    public void OnTick()
    {
        for (var a = 0; a < state.Positions.Accounts; a++)
        {
            OnMoved(a);
        }
    }

    /// <summary>The venue told the first balance: equity is known from here, and so is its peak.</summary>
    public void OnFunded(int account)
    {
        ref var entry = ref state.Positions.Account(account);
        entry.PeakProfit = entry.Profit;
        Judge(account);
    }

    /// <summary>A loss window begins at the present value, before its first event has done anything.</summary>
    public void OnNewDay(bool beginsWeek)
    {
        for (var a = 0; a < state.Positions.Accounts; a++)
        {
            ref var entry = ref state.Positions.Account(a);
            entry.DayMark = entry.Profit;
            if (beginsWeek)
            {
                entry.WeekMark = entry.Profit;
            }
        }

        JudgeAll();
    }

    /// <summary>Operators cleared a breaker: what was lost until now has been seen to, and losses count from here.</summary>
    public void OnCleared(BreakerKind kind, ScopeKind scope, int index)
    {
        for (var a = 0; a < state.Positions.Accounts; a++)
        {
            if (scope == ScopeKind.Venue && VenueOf(a) == index)
            {
                Remark(kind, a);
            }
        }
    }

    /// <summary>Limits, marks or latches changed.</summary>
    public void JudgeAll()
    {
        for (var a = 0; a < state.Positions.Accounts; a++)
        {
            Judge(a);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void OnLeftBand(int account)
    {
        ref var entry = ref state.Positions.Account(account);
        if (entry.Unpriced == 0 && entry.BalanceKnown && entry.Profit > entry.PeakProfit && entry.Band.EndsAt(entry.PeakProfit))
        {
            entry.Band = entry.Band.Raised(entry.Profit - entry.PeakProfit);
            entry.PeakProfit = entry.Profit;
        }
        else
        {
            Judge(account);
        }
    }

    /// <summary>What is not known is neither a loss nor a peak; the gates let no entry through meanwhile.</summary>
    private void Judge(int account)
    {
        ref var entry = ref state.Positions.Account(account);
        if (entry.Unpriced != 0)
        {
            entry.Band = LossBand.Unknown;
            return;
        }

        if (entry.BalanceKnown && entry.Profit > entry.PeakProfit)
        {
            entry.PeakProfit = entry.Profit;
        }

        var terms = state.Policy!.Breakers;
        var profit = entry.Profit;
        var day = new LossLimit(entry.DayMark, entry.DailyLossMax, terms);
        var week = new LossLimit(entry.WeekMark, entry.WeeklyLossMax, terms);
        var stage = Worse(
            StageOf(account, BreakerKind.DailyLoss, in day, terms.DailyLoss),
            StageOf(account, BreakerKind.WeeklyLoss, in week, terms.WeeklyLoss));
        if (entry.BalanceKnown)
        {
            var fall = new LossLimit(entry.PeakProfit, entry.FallMax, terms);
            stage = Worse(stage, StageOf(account, BreakerKind.Drawdown, in fall, terms.Drawdown));
            entry.Band = LossBand.Of(stage).With(in day, profit).With(in week, profit).With(in fall, profit).UpTo(entry.PeakProfit);
        }
        else
        {
            entry.Band = LossBand.Of(stage).With(in day, profit).With(in week, profit);
        }

        Show(account);
    }

    /// <summary>The stage of an account under one of its limits; past the limit, the breaker trips.</summary>
    private LossStage StageOf(int account, BreakerKind kind, in LossLimit limit, TradingState target)
    {
        var stage = limit.StageAt(state.Positions.Account(account).Profit);
        if (stage == LossStage.Tripped && Trip(kind, ScopeKind.Venue, VenueOf(account), target))
        {
            for (var a = 0; a < state.Positions.Accounts; a++)
            {
                Show(a);
            }
        }

        return stage;
    }

    /// <summary>Latches and tightens once; a state that operators choose for a latched scope afterwards stands.</summary>
    private bool Trip(BreakerKind kind, ScopeKind scope, int index, TradingState target)
    {
        var trips = state.Breakers.Trip(kind, scope, index);
        if (trips)
        {
            state.Trading.Tighten(scope, index, target);
        }

        return trips;
    }

    /// <summary>A latched breaker shows as tripped, whatever the figures have come to be.</summary>
    private void Show(int account)
    {
        var venue = VenueOf(account);
        var latched = state.Breakers.IsLatched(BreakerKind.DailyLoss, ScopeKind.Venue, venue)
            || state.Breakers.IsLatched(BreakerKind.WeeklyLoss, ScopeKind.Venue, venue)
            || state.Breakers.IsLatched(BreakerKind.Drawdown, ScopeKind.Venue, venue);
        state.Stages.SetAccount(account, latched ? LossStage.Tripped : state.Positions.Account(account).Band.Stage);
    }

    private void Remark(BreakerKind kind, int account)
    {
        ref var entry = ref state.Positions.Account(account);
        switch (kind)
        {
            case BreakerKind.DailyLoss:
                entry.DayMark = entry.Profit;
                state.Risk.MarkDay(account);
                break;
            case BreakerKind.WeeklyLoss:
                entry.WeekMark = entry.Profit;
                break;
            case BreakerKind.Drawdown:
                entry.PeakProfit = entry.Profit;
                break;
        }
    }

    private int VenueOf(int account) => state.Policy!.Accounts[account].Venue.Value;

    private static LossStage Worse(LossStage left, LossStage right) => left > right ? left : right;
}
