using Chronos.Core.Model;

namespace Chronos.Core.Gates;

/// <summary>Prices a number of basis points away from another, rounded to the safe side.</summary>
internal static class Bps
{
    /// <summary>Basis points in one.</summary>
    public const long Whole = 10_000;

    /// <summary>The highest price not more than so far above; saturates.</summary>
    public static long AboveFloored(Price price, int bps) =>
        (long)Int128.Min(Wide.Product(price.Units, Whole + bps) / Whole, long.MaxValue);

    /// <summary>The lowest price not more than so far below.</summary>
    public static long BelowCeiled(Price price, int bps) =>
        (long)((Wide.Product(price.Units, Whole - bps) + (Whole - 1)) / Whole);
}
