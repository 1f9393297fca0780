namespace Chronos.Weex.Orders;

/// <summary>What a fill that is told is.</summary>
internal enum FillVerdict
{
    /// <summary>Told for the first time.</summary>
    New,

    /// <summary>Told before, with the same figures.</summary>
    Known,

    /// <summary>Told before with other figures.</summary>
    Contradiction,
}
