namespace Chronos.Core.Model;

/// <summary>Why a text is or is not a fixed-point number.</summary>
public enum FixedPointResult
{
    /// <summary>Exact conversion.</summary>
    Ok = 0,

    /// <summary>Not plain decimal digits: empty, NaN, infinity, exponent, spaces, signs other than a leading minus.</summary>
    NotANumber,

    /// <summary>A non-zero digit stands past the eighth decimal.</summary>
    TooManyDecimals,

    /// <summary>Does not fit a signed 64-bit number of 1e-8 units.</summary>
    Overflow,
}
