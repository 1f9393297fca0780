namespace Chronos.Core.Model;

/// <summary>What the observed value and the limit of a reason count.</summary>
public enum MeasureUnit : byte
{
    /// <summary>No figures.</summary>
    None = 0,

    /// <summary>1e-8 of the base asset.</summary>
    Quantity,

    /// <summary>1e-8 of the quote currency.</summary>
    Notional,

    /// <summary>1e-8 of the quote currency per unit of base.</summary>
    Price,

    /// <summary>Hundredths of a percent.</summary>
    BasisPoints,

    /// <summary>Nanoseconds.</summary>
    Nanoseconds,

    /// <summary>A plain count.</summary>
    Count,

    /// <summary>Millionths.</summary>
    PartsPerMillion,

    /// <summary>A <see cref="Model.TradingState"/> number.</summary>
    State,

    /// <summary>A journal sequence or an id.</summary>
    Sequence,
}
