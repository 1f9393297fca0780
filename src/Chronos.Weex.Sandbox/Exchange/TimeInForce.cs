namespace Chronos.Weex.Sandbox.Exchange;

/// <summary>How long an order may wait.</summary>
internal enum TimeInForce
{
    Gtc,
    Ioc,
    Fok,
    PostOnly,
}
