namespace Chronos.Core.Model;

/// <summary>Which way an order trades. Numbers are part of the frame and journal formats.</summary>
public enum OrderSide : byte
{
    /// <summary>Buys the base asset.</summary>
    Buy = 1,

    /// <summary>Sells the base asset.</summary>
    Sell = 2,
}
