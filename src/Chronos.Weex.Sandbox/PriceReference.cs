namespace Chronos.Weex.Sandbox;

/// <summary>Price the limit price ratio is measured from.</summary>
public enum PriceReference
{
    /// <summary>The mark price.</summary>
    Mark,

    /// <summary>The last trade.</summary>
    Last,
}
