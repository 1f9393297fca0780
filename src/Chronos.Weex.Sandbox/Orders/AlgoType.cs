namespace Chronos.Weex.Sandbox.Orders;

/// <summary>Conditional order types.</summary>
internal enum AlgoType
{
    Stop,
    TakeProfit,
    StopMarket,
    TakeProfitMarket,
}
