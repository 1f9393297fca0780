namespace Chronos.Weex.Sandbox.Orders;

/// <summary>Which price triggers a conditional order.</summary>
internal enum WorkingType
{
    ContractPrice,
    MarkPrice,
}
