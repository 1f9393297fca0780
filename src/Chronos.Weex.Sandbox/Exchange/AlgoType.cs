namespace Chronos.Weex.Sandbox.Exchange;

/// <summary>Conditional order types.</summary>
internal enum AlgoType
{
    Stop,
    TakeProfit,
    StopMarket,
    TakeProfitMarket,
}
