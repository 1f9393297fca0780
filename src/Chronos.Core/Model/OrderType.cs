namespace Chronos.Core.Model;

/// <summary>How an order is priced. Numbers are part of the frame and journal formats.</summary>
public enum OrderType : byte
{
    /// <summary>At the limit price or better.</summary>
    Limit = 1,

    /// <summary>At what the market gives; leaves only with a worst price at the edge of the collar.</summary>
    Market = 2,

    /// <summary>
    /// A protective stop: rests until the market reaches the trigger, which stands in the limit price, and then takes what
    /// the market gives at any price, because a protective order that does not fill protects nobody. Reduces only.
    /// </summary>
    StopMarket = 3,
}
