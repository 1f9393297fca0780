namespace Chronos.Weex.Sandbox.Exchange;

/// <summary>Where an ordinary order stands.</summary>
internal enum OrderStatus
{
    New,
    PartiallyFilled,
    Filled,
    Canceled,
}
