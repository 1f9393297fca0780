namespace Chronos.Weex.Wire;

/// <summary>Which of the venue's two markets.</summary>
internal enum WeexProduct
{
    /// <summary>USDT-margined perpetual contracts.</summary>
    Contract = 1,

    /// <summary>Spot.</summary>
    Spot = 2,
}
