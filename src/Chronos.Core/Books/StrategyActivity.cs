using Chronos.Core.Model;
using Chronos.Core.Policies;

namespace Chronos.Core.Books;

/// <summary>What one strategy has lately proposed, sent, executed and lost.</summary>
internal sealed class StrategyActivity
{
    public StrategyActivity(StrategyTerms terms, BreakerTerms breakers)
    {
        Rates = new MessageRates(terms.Rates);
        Contents = new ContentWindow(terms);
        OrdersPerFill = new RatioWindow(terms);
        Retune(terms, breakers);
    }

    /// <summary>Proposals and amends whether they passed or not; cancels that went out.</summary>
    public MessageRates Rates { get; }

    /// <summary>Proposals by content, whether they passed or not.</summary>
    public ContentWindow Contents { get; private set; }

    public RatioWindow OrdersPerFill { get; private set; }

    /// <summary>Value of approved buys.</summary>
    public NotionalWindow Bought { get; } = new();

    /// <summary>Value of approved sells.</summary>
    public NotionalWindow Sold { get; } = new();

    /// <summary>The most of either.</summary>
    public ExactNotional AccumulatedMax { get; private set; }

    /// <summary>Entries executed: orders that were no reductions, at their first fill.</summary>
    public RateWindow Executions { get; private set; } = null!;

    /// <summary>One more than the rejects allowed in a window: full of them, it is a storm.</summary>
    public RateWindow Rejects { get; private set; } = null!;

    public int WorkingOrders { get; private set; }

    public int WorkingOrdersMax { get; private set; }

    /// <summary>Closes at a loss since the last one that was none.</summary>
    public int LossStreak { get; private set; }

    public int LossStreakMax { get; private set; }

    /// <summary>Engine time of the last approved entry; long ago before the first.</summary>
    public long LastEntryNanos { get; private set; } = long.MinValue;

    /// <summary>Distance entries keep while slowed.</summary>
    public long EntrySpacingNanos { get; private set; }

    /// <summary>No entry of a slowed strategy before this engine time.</summary>
    public long SpacedUntilNanos { get; private set; } = long.MinValue;

    /// <summary>As <see cref="InstrumentActivity.HeldUntilNanos"/>.</summary>
    public long HeldUntilNanos { get; private set; } = long.MinValue;

    public NotionalWindow Accumulated(OrderSide side) => side == OrderSide.Buy ? Bought : Sold;

    public void Retune(StrategyTerms next, BreakerTerms breakers)
    {
        Rates.Retune(next.Rates);
        Contents = ContentWindow.Fit(Contents, next);
        OrdersPerFill = RatioWindow.Fit(OrdersPerFill, next);
        Bought.WindowNanos = next.AccumulatedWindowNanos;
        Sold.WindowNanos = next.AccumulatedWindowNanos;
        AccumulatedMax = ExactNotional.From(next.AccumulatedNotionalMax);
        Executions = RateWindow.Fit(Executions, next.ExecutionsMax, next.ExecutionsWindowNanos);
        Rejects = RateWindow.Fit(Rejects, next.RejectsMax + 1, next.RejectsWindowNanos);
        WorkingOrdersMax = next.WorkingOrdersMax;
        LossStreakMax = next.LossStreakMax;
        EntrySpacingNanos = breakers.EntrySpacingNanos;
        SpacedUntilNanos = Deadline.After(LastEntryNanos, EntrySpacingNanos);
        Hold();
    }

    public void OnProposal(in Proposal proposal, bool isAmend, long nowNanos)
    {
        (isAmend ? Rates.Amends : Rates.Submits).Record(nowNanos);
        Contents.Record(in proposal, nowNanos);
        Hold();
    }

    /// <summary>An entry, not a reduction, was approved.</summary>
    public void OnEntry(long nowNanos)
    {
        LastEntryNanos = nowNanos;
        SpacedUntilNanos = Deadline.After(nowNanos, EntrySpacingNanos);
    }

    public void OnWorking(int change)
    {
        var wasFull = WorkingOrders >= WorkingOrdersMax;
        WorkingOrders += change;
        if (WorkingOrders >= WorkingOrdersMax != wasFull)
        {
            Hold();
        }
    }

    public void OnExecution(long nowNanos)
    {
        Executions.Record(nowNanos);
        Hold();
    }

    public void OnReject(long nowNanos)
    {
        Rejects.Record(nowNanos);
        Hold();
    }

    public void OnClose(bool atLoss)
    {
        LossStreak = atLoss ? LossStreak + 1 : 0;
        Hold();
    }

    /// <summary>An operator has looked: what the breaker counted begins anew.</summary>
    public void Forget(BreakerKind kind)
    {
        switch (kind)
        {
            case BreakerKind.RepeatedExecution:
                Executions.Clear();
                break;
            case BreakerKind.RejectStorm:
                Rejects.Clear();
                break;
            case BreakerKind.LossStreak:
                LossStreak = 0;
                break;
        }

        Hold();
    }

    public void AddTo(StateHash hash)
    {
        Rates.AddTo(hash);
        Contents.AddTo(hash);
        OrdersPerFill.AddTo(hash);
        Bought.AddTo(hash);
        Sold.AddTo(hash);
        Executions.AddTo(hash);
        Rejects.AddTo(hash);
        hash.Add((long)WorkingOrders);
        hash.Add((long)LossStreak);
        hash.Add(LastEntryNanos);
    }

    private void Hold() => HeldUntilNanos = WorkingOrders >= WorkingOrdersMax || LossStreak > LossStreakMax
        ? long.MaxValue
        : Math.Max(Math.Max(Rates.OrdersFreeAtNanos, Executions.FreeAtNanos), Rejects.FreeAtNanos);
}
