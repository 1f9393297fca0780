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

    /// <summary>Realised plus open at the last midnight UTC.</summary>
    public ExactNotional DayMark;

    /// <summary>Limits, kept wide so that no comparison divides.</summary>
    public ExactNotional GrossExposureMax;
    public ExactNotional DailyLossMax;

    /// <summary>Loss since midnight UTC; negative is a profit.</summary>
    public readonly ExactNotional DayLoss => DayMark - (Realised + Open);
}
