namespace Chronos.Weex.Sandbox.Orders;

/// <summary>Where an ordinary order stands.</summary>
internal enum OrderStatus
{
    New,
    PartiallyFilled,
    Filled,
    Canceled,
}
