namespace Chronos.Weex.Wire.Tests;

/// <summary>Which reader a case is for.</summary>
public enum ReaderCase
{
    ContractOrder,
    SpotOrder,
    V2Order,
    ContractFill,
    SpotFill,
    Position,
    Balance,
    Algo,
}
