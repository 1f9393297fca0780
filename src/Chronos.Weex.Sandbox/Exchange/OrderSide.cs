namespace Chronos.Weex.Sandbox.Exchange;

/// <summary>What an order does.</summary>
internal enum OrderSide
{
    Buy,
    Sell,
}
