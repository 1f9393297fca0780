namespace Chronos.Core.Model;

/// <summary>
/// The largest figures the books take from outside. Products of two stay below 1e34 and leave room in 128 bits to add
/// thousands of them; a figure beyond is an error of its source, not a market.
/// </summary>
internal static class Bounds
{
    /// <summary>A price or quantity: one billion, in 1e-8 units.</summary>
    public const long UnitsMax = 100_000_000_000_000_000;

    /// <summary>A position: forty billion. Half of what 64 bits hold, so that reservations find room beside it.</summary>
    public const long PositionUnitsMax = 4_000_000_000_000_000_000;

    /// <summary>A balance: fifty billion, in 1e-8 units.</summary>
    public const long NotionalUnitsMax = 5_000_000_000_000_000_000;
}
