namespace Chronos.Core.Model;

/// <summary>
/// The largest figures the books take from outside. Products of two stay below 1e36 and leave room in 128 bits to add
/// hundreds of them, sums of quantities stay inside 64; a figure beyond is an error of its source, not a market.
/// </summary>
internal static class Bounds
{
    /// <summary>A price or fee: one billion, in 1e-8 units.</summary>
    public const long PriceUnitsMax = 100_000_000_000_000_000;

    /// <summary>A quantity: ten billion, in 1e-8 units, since coins of a thousandth of a cent are traded by the billion.</summary>
    public const long QuantityUnitsMax = 1_000_000_000_000_000_000;

    /// <summary>A position: twenty billion, so that reservations and one more order find room beside it in 64 bits.</summary>
    public const long PositionUnitsMax = 2_000_000_000_000_000_000;

    /// <summary>A balance: fifty billion, in 1e-8 units.</summary>
    public const long NotionalUnitsMax = 5_000_000_000_000_000_000;
}
