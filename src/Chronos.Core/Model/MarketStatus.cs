namespace Chronos.Core.Model;

/// <summary>Whether the venue says that an instrument trades. Numbers are part of the journal format: add, never renumber.</summary>
public enum MarketStatus : byte
{
    /// <summary>The venue does not know or has not said.</summary>
    Unknown = 0,

    /// <summary>It trades.</summary>
    Trading = 1,

    /// <summary>Trading is interrupted.</summary>
    Halted = 2,

    /// <summary>It is about to stop trading for good.</summary>
    Delisting = 3,
}
