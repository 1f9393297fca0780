using Chronos.Core.Model;

namespace Chronos.Core.Books;

/// <summary>
/// What an account's holding in one instrument counts in the account's sums, at the ask. Two-ended: at the long end every
/// working buy has filled and no sell, at the short end the other way round. Amounts are in 1e-16 of the quote currency.
/// </summary>
internal struct Valuation
{
    /// <summary>The long end; negative for a position that stays short.</summary>
    public Int128 LongEnd;

    /// <summary>The short end; positive for a position that stays long.</summary>
    public Int128 ShortEnd;

    /// <summary>The larger end.</summary>
    public Int128 Exposure;

    /// <summary>Initial margin and highest fee of the position itself.</summary>
    public Int128 Hold;

    /// <summary>The exposure in steps of <see cref="Ratio.StepBits"/>, rounded up.</summary>
    public long Steps;
}
