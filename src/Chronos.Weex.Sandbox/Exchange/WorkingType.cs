namespace Chronos.Weex.Sandbox.Exchange;

/// <summary>Which price triggers a conditional order.</summary>
internal enum WorkingType
{
    ContractPrice,
    MarkPrice,
}
