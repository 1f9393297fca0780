using Chronos.Core.Model;

namespace Chronos.Core.Books;

/// <summary>
/// What a strategy, an asset or a group uses in one account, and what it may. Approval reserves by raising the worse end,
/// a fill turns the reservation into position, and cancel, reject and close release it.
/// </summary>
internal struct BudgetEntry
{
    /// <summary>Exposure allowed; 0 denies.</summary>
    public ExactNotional ExposureMax;

    /// <summary>Loss allowed. Groups have none.</summary>
    public ExactNotional LossMax;

    /// <summary>Sum of the worse ends of all instruments, at the ask.</summary>
    public ExactNotional Exposure;

    /// <summary>Realised profit net of fees since the journal began. Not kept for groups.</summary>
    public ExactNotional Realised;

    /// <summary>Open profit. Not kept for groups.</summary>
    public ExactNotional Open;

    /// <summary>Holdings no quote values; above zero, the sums are unknown.</summary>
    public int Unpriced;

    /// <summary>The policy allocates to it. What it does not allocate to is not judged by its losses.</summary>
    public bool IsAllocated;

    /// <summary>Profit when its loss breaker was last cleared; zero before.</summary>
    public ExactNotional LossMark;

    /// <summary>The profits between which its stage stays as it is.</summary>
    public LossBand Band;

    /// <summary>Realised plus open profit since the journal began.</summary>
    public readonly ExactNotional Profit => Realised + Open;

    /// <summary>Loss since the journal began, or since its breaker was cleared; negative is a profit.</summary>
    public readonly ExactNotional Loss => LossMark - Profit;
}
