using Chronos.Core.Model;

namespace Chronos.Core.Books;

/// <summary>Totals of one account.</summary>
internal struct AccountEntry
{
    /// <summary>Cash as the venue last told it.</summary>
    public Notional Balance;

    /// <summary>True once the venue has told the balance.</summary>
    public bool BalanceKnown;

    /// <summary>Entries with exposure that no quote values; above zero, the totals below are unknown.</summary>
    public int Unpriced;

    /// <summary>Working orders, and how many there may be.</summary>
    public int WorkingOrders;
    public int WorkingOrdersMax;

    /// <summary>Realised profit net of fees since the journal began.</summary>
    public ExactNotional Realised;

    /// <summary>Open profit.</summary>
    public ExactNotional Open;

    /// <summary>Gross exposure, two-ended.</summary>
    public ExactNotional Gross;

    /// <summary>
    /// The first balance the venue told, less what had been realised by then, plus every transfer told since. Later
    /// balances do not move it: which fills they include is not known.
    /// </summary>
    public ExactNotional Capital;

    /// <summary>Profit at the last midnight UTC, or when its breaker was cleared after that.</summary>
    public ExactNotional DayMark;

    /// <summary>Profit at the last Monday 00:00 UTC, or when its breaker was cleared after that.</summary>
    public ExactNotional WeekMark;

    /// <summary>Highest profit since the balance was first told, or since the drawdown breaker was cleared.</summary>
    public ExactNotional PeakProfit;

    /// <summary>Limits, kept wide so that no comparison divides.</summary>
    public ExactNotional GrossExposureMax;
    public ExactNotional DailyLossMax;
    public ExactNotional WeeklyLossMax;

    /// <summary>Fall from the peak allowed, over the peak. Millionths.</summary>
    public int DrawdownMaxPpm;

    /// <summary>The profits between which the stage of the account stays as it is.</summary>
    public LossBand Band;

    /// <summary>Realised plus open profit since the journal began.</summary>
    public readonly ExactNotional Profit => Realised + Open;

    /// <summary>What the account is worth by our own arithmetic; meant only once <see cref="BalanceKnown"/> and with nothing unpriced.</summary>
    public readonly ExactNotional OwnEquity => Capital + Profit;

    /// <summary>The highest worth, transfers since then counted as if made before.</summary>
    public readonly ExactNotional PeakEquity => Capital + PeakProfit;

    /// <summary>Loss since midnight UTC; negative is a profit.</summary>
    public readonly ExactNotional DayLoss => DayMark - Profit;

    /// <summary>Loss since Monday 00:00 UTC; negative is a profit.</summary>
    public readonly ExactNotional WeekLoss => WeekMark - Profit;

    /// <summary>Fall from the peak. Transfers move equity and peak alike and so are no fall.</summary>
    public readonly ExactNotional Fall => PeakProfit - Profit;

    /// <summary>The largest fall that is not past the limit; nothing where the peak itself is not above zero.</summary>
    public readonly ExactNotional FallMax => Share.Floored(PeakEquity, DrawdownMaxPpm, Share.Million);
}
