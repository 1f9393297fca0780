namespace Chronos.Weex.Sandbox.Exchange;

/// <summary>Where a conditional order stands.</summary>
internal enum AlgoStatus
{
    Untriggered,
    Triggered,
    Filled,
    Canceled,
}
