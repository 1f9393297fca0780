namespace Chronos.Host.Cases;

/// <summary>What becomes of a proposal made before the one a case is about.</summary>
internal enum OrderFate
{
    /// <summary>Decided, whatever the decision; an order it makes stays unanswered.</summary>
    Unanswered,

    /// <summary>It must pass, and the venue works the order.</summary>
    Acknowledged,

    /// <summary>It must pass, and the order is filled whole.</summary>
    Filled,

    /// <summary>It must pass, and the venue rejects the order.</summary>
    Rejected,

    /// <summary>It must pass; the strategy cancels, and the venue confirms it.</summary>
    Canceled,
}
