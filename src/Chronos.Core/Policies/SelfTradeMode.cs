namespace Chronos.Core.Policies;

/// <summary>What happens when an order would meet one of our own.</summary>
public enum SelfTradeMode : byte
{
    /// <summary>The new order is blocked.</summary>
    RefuseNew,

    /// <summary>The resting orders are canceled and the new one is blocked until they are gone.</summary>
    CancelResting,

    /// <summary>The new order is cut to what would not meet our own.</summary>
    Shrink,

    /// <summary>The venue prevents it; nothing is done here.</summary>
    LeftToVenue,
}
