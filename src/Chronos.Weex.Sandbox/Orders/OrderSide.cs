namespace Chronos.Weex.Sandbox.Orders;

/// <summary>What an order does.</summary>
internal enum OrderSide
{
    Buy,
    Sell,
}
