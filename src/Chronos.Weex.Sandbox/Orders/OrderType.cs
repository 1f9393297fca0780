namespace Chronos.Weex.Sandbox.Orders;

/// <summary>Ordinary order types.</summary>
internal enum OrderType
{
    Limit,
    Market,
}
