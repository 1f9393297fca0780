namespace Chronos.Weex.Sandbox.Orders;

/// <summary>Where a conditional order stands.</summary>
internal enum AlgoStatus
{
    Untriggered,
    Triggered,
    Filled,
    Canceled,
}
