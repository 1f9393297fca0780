namespace Chronos.Weex.Wire;

/// <summary>Where an order stands, in the venue's words.</summary>
internal enum WeexOrderStatus
{
    /// <summary>A word this version does not know; the text says which. Nothing may be concluded from it.</summary>
    Unrecognized = 0,

    /// <summary>NEW, and open in v2.</summary>
    New,

    /// <summary>PENDING: submitted for matching.</summary>
    Pending,

    /// <summary>PARTIALLY_FILLED.</summary>
    PartiallyFilled,

    /// <summary>FILLED.</summary>
    Filled,

    /// <summary>CANCELING.</summary>
    Canceling,

    /// <summary>CANCELED; may have been filled in part.</summary>
    Canceled,

    /// <summary>EXPIRED.</summary>
    Expired,

    /// <summary>UNTRIGGERED: a conditional order that waits.</summary>
    Untriggered,

    /// <summary>TRIGGERED: a conditional order that has become an order.</summary>
    Triggered,

    /// <summary>REJECTED.</summary>
    Rejected,
}
