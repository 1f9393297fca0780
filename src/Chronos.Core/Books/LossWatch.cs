using System.Runtime.CompilerServices;
using Chronos.Core.Model;

namespace Chronos.Core.Books;

/// <summary>
/// Judges the loss limits of every scope whose figures moved, whether anybody proposes or not: keeps peaks and stages, and trips
/// breakers. After every quote, fill, tick and command, what is past its limit has its breaker latched. Clearing a breaker moves
/// the mark its losses count from to the present value.
/// </summary>
internal sealed class LossWatch(EngineState state)
{
    /// <summary>A quote moved the profit of whoever holds the instrument.</summary>
    public void OnQuote(int instrument)
    {
        for (var a = 0; a < state.Positions.Accounts; a++)
        {
            ref readonly var entry = ref state.Positions[a, instrument];
            if (!entry.IsIdle)
            {
                LookAtAccount(a);
                LookAtAsset(a, entry.Asset);
            }
        }

        for (var l = state.Strategies.FirstOf(instrument); l != StrategyBook.NoLine; l = state.Strategies[l].NextOfInstrument)
        {
            ref readonly var line = ref state.Strategies[l];
            if (!line.IsIdle)
            {
                LookAtStrategy(line.Account, line.Strategy);
            }
        }
    }

    /// <summary>A fill, a told position or an order that is gone may have changed a profit or whether it is known.</summary>
    public void OnMoved(int account, int instrument, int line)
    {
        LookAtAccount(account);
        LookAtAsset(account, state.Positions[account, instrument].Asset);
        if (line != StrategyBook.NoLine)
        {
            ref readonly var own = ref state.Strategies[line];
            LookAtStrategy(own.Account, own.Strategy);
        }
    }

    /// <summary>Time has passed.</summary>
    public void OnTick()
    {
        for (var a = 0; a < state.Positions.Accounts; a++)
        {
            LookAtAccount(a);
            for (var s = 0; s < state.Positions.Assets; s++)
            {
                LookAtAsset(a, s);
            }

            for (var s = 0; s < state.Policy!.StrategyCount; s++)
            {
                LookAtStrategy(a, s);
            }
        }
    }

    /// <summary>The venue told the first balance: equity is known from here, and so is its peak.</summary>
    public void OnFunded(int account)
    {
        ref var entry = ref state.Positions.Account(account);
        entry.PeakProfit = entry.Profit;
        JudgeAccount(account);
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

            JudgeAccount(a);
        }
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
            else if (scope == ScopeKind.Strategy && kind == BreakerKind.StrategyLoss)
            {
                Remark(ref state.Strategies.Budget(a, index));
            }
            else if (scope == ScopeKind.Instrument && kind == BreakerKind.AssetLoss && IsAt(a, index))
            {
                Remark(ref state.Positions.Asset(a, state.Positions[a, index].Asset));
            }
        }
    }

    /// <summary>Limits, marks or latches changed.</summary>
    public void JudgeAll()
    {
        for (var a = 0; a < state.Positions.Accounts; a++)
        {
            JudgeAccount(a);
            for (var s = 0; s < state.Positions.Assets; s++)
            {
                JudgeAsset(a, s);
            }

            for (var s = 0; s < state.Policy!.StrategyCount; s++)
            {
                JudgeStrategy(a, s);
            }
        }
    }

    private void LookAtAccount(int account)
    {
        ref readonly var entry = ref state.Positions.Account(account);
        if (!entry.Band.Holds(entry.Profit) || entry.IsMarginShort)
        {
            OnLeftBand(account);
        }
    }

    private void LookAtAsset(int account, int asset)
    {
        ref readonly var budget = ref state.Positions.Asset(account, asset);
        if (!budget.Band.Holds(budget.Profit))
        {
            JudgeAsset(account, asset);
        }
    }

    private void LookAtStrategy(int account, int strategy)
    {
        ref readonly var budget = ref state.Strategies.Budget(account, strategy);
        if (!budget.Band.Holds(budget.Profit))
        {
            JudgeStrategy(account, strategy);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void OnLeftBand(int account)
    {
        ref var entry = ref state.Positions.Account(account);
        if (entry.EquityKnown && !entry.IsMarginShort && entry.Profit > entry.PeakProfit && entry.Band.EndsAt(entry.PeakProfit))
        {
            entry.Band = entry.Band.Raised(entry.Profit - entry.PeakProfit);
            entry.PeakProfit = entry.Profit;
        }
        else
        {
            JudgeAccount(account);
        }
    }

    /// <summary>What is not known is neither a loss nor a peak; the gates let no entry through meanwhile.</summary>
    private void JudgeAccount(int account)
    {
        ref var entry = ref state.Positions.Account(account);
        if (entry.Unpriced != 0)
        {
            entry.Band = LossBand.Unknown;
            return;
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
            entry.PeakProfit = profit > entry.PeakProfit ? profit : entry.PeakProfit;
            var fall = new LossLimit(entry.PeakProfit, entry.FallMax, terms);
            stage = Worse(stage, StageOf(account, BreakerKind.Drawdown, in fall, terms.Drawdown));
            entry.Band = LossBand.Of(stage).With(in day, profit).With(in week, profit).With(in fall, profit).UpTo(entry.PeakProfit);
        }
        else
        {
            entry.Band = LossBand.Of(stage).With(in day, profit).With(in week, profit);
        }

        if (entry.IsMarginShort)
        {
            TripVenue(account, BreakerKind.FreeMargin, terms.FreeMargin);
        }

        ShowAccount(account);
    }

    /// <summary>The stage of an account under one of its limits; past the limit, the breaker trips.</summary>
    private LossStage StageOf(int account, BreakerKind kind, in LossLimit limit, TradingState target)
    {
        var stage = limit.StageAt(state.Positions.Account(account).Profit);
        if (stage == LossStage.Tripped)
        {
            TripVenue(account, kind, target);
        }

        return stage;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void JudgeStrategy(int account, int strategy)
    {
        ref var budget = ref state.Strategies.Budget(account, strategy);
        budget.Band = BandOf(in budget);
        if (budget.Band.Stage == LossStage.Tripped)
        {
            Trip(BreakerKind.StrategyLoss, ScopeKind.Strategy, strategy, state.Policy!.Breakers.StrategyLoss);
        }

        ShowStrategy(strategy);
    }

    /// <summary>An asset's loss in an account stops the asset's instruments at the account's venue.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void JudgeAsset(int account, int asset)
    {
        ref var budget = ref state.Positions.Asset(account, asset);
        budget.Band = BandOf(in budget);
        for (var i = 0; budget.Band.Stage == LossStage.Tripped && i < state.Positions.Instruments; i++)
        {
            if (state.Positions[account, i].Asset == asset && IsAt(account, i))
            {
                Trip(BreakerKind.AssetLoss, ScopeKind.Instrument, i, state.Policy!.Breakers.AssetLoss);
            }
        }

        ShowAsset(asset);
    }

    private LossBand BandOf(in BudgetEntry budget)
    {
        if (!budget.IsAllocated)
        {
            return LossBand.Of(LossStage.None);
        }

        if (budget.Unpriced != 0)
        {
            return LossBand.Unknown;
        }

        var limit = new LossLimit(budget.LossMark, budget.LossMax, state.Policy!.Breakers);
        return LossBand.Of(limit.StageAt(budget.Profit)).With(in limit, budget.Profit);
    }

    private void TripVenue(int account, BreakerKind kind, TradingState target)
    {
        if (Trip(kind, ScopeKind.Venue, VenueOf(account), target))
        {
            for (var a = 0; a < state.Positions.Accounts; a++)
            {
                ShowAccount(a);
            }
        }
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
    private void ShowAccount(int account)
    {
        var venue = VenueOf(account);
        var latched = state.Breakers.IsLatched(BreakerKind.DailyLoss, ScopeKind.Venue, venue)
            || state.Breakers.IsLatched(BreakerKind.WeeklyLoss, ScopeKind.Venue, venue)
            || state.Breakers.IsLatched(BreakerKind.Drawdown, ScopeKind.Venue, venue)
            || state.Breakers.IsLatched(BreakerKind.FreeMargin, ScopeKind.Venue, venue);
        state.Stages.SetAccount(account, latched ? LossStage.Tripped : state.Positions.Account(account).Band.Stage);
    }

    private void ShowStrategy(int strategy)
    {
        var latched = state.Breakers.IsLatched(BreakerKind.StrategyLoss, ScopeKind.Strategy, strategy);
        var stage = latched ? LossStage.Tripped : LossStage.None;
        for (var a = 0; a < state.Positions.Accounts; a++)
        {
            stage = Worse(stage, state.Strategies.Budget(a, strategy).Band.Stage);
        }

        state.Stages.SetStrategy(strategy, stage);
    }

    private void ShowAsset(int asset)
    {
        var stage = LossStage.None;
        for (var a = 0; a < state.Positions.Accounts; a++)
        {
            stage = Worse(stage, state.Positions.Asset(a, asset).Band.Stage);
            for (var i = 0; i < state.Positions.Instruments; i++)
            {
                var latched = state.Positions[a, i].Asset == asset && state.Breakers.IsLatched(BreakerKind.AssetLoss, ScopeKind.Instrument, i);
                stage = latched ? LossStage.Tripped : stage;
            }
        }

        state.Stages.SetAsset(asset, stage);
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

    private static void Remark(ref BudgetEntry budget) => budget.LossMark = budget.Profit;

    private bool IsAt(int account, int instrument) => state.Policy!.Instruments[instrument].Venue.Value == VenueOf(account);

    private int VenueOf(int account) => state.Policy!.Accounts[account].Venue.Value;

    private static LossStage Worse(LossStage left, LossStage right) => left > right ? left : right;
}
