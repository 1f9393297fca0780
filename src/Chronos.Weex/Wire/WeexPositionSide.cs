namespace Chronos.Weex.Wire;

/// <summary>Which of the two positions of a symbol an order or fill belongs to.</summary>
internal enum WeexPositionSide
{
    /// <summary>Spot: there are no positions.</summary>
    None = 0,

    /// <summary>The long position: BUY opens, SELL closes.</summary>
    Long = 1,

    /// <summary>The short position: SELL opens, BUY closes.</summary>
    Short = 2,
}
