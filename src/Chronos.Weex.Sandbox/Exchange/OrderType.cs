namespace Chronos.Weex.Sandbox.Exchange;

/// <summary>Ordinary order types.</summary>
internal enum OrderType
{
    Limit,
    Market,
}
