namespace Chronos.Weex.Sandbox;

/// <summary>The two markets of the venue.</summary>
public enum Product
{
    /// <summary>USDT margined perpetual contracts.</summary>
    Contract,

    /// <summary>Spot pairs.</summary>
    Spot,
}
