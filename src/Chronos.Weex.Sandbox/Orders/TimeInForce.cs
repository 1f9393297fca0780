namespace Chronos.Weex.Sandbox.Orders;

/// <summary>How long an order may wait.</summary>
internal enum TimeInForce
{
    Gtc,
    Ioc,
    Fok,
    PostOnly,
}
