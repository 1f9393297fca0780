namespace Chronos.Weex.Sandbox.Orders;

/// <summary>Which of the two positions of a contract an order opens or closes.</summary>
internal enum PositionSide
{
    Long,
    Short,
}
