using Chronos.Core.Model;

namespace Chronos.Core.Gates;

/// <summary>Prices from the lowest to the highest, both included.</summary>
internal readonly record struct PriceRange(Price Lowest, Price Highest)
{
    /// <summary>Every price a limit order may have.</summary>
    public static PriceRange All => new(Price.FromUnits(1), Price.FromUnits(Bounds.PriceUnitsMax));

    /// <summary>No price.</summary>
    public static PriceRange None => new(Price.FromUnits(1), default);

    /// <summary>
    /// Prices at which a quantity is not worth more than the limit, when it is valued at the floor where that is higher:
    /// all up to some price, or none.
    /// </summary>
    public static PriceRange Valued(ExactNotional limit, long units, Price floor)
    {
        var highest = units <= 0 ? Bounds.PriceUnitsMax : (long)Int128.Min(limit.Units / units, Bounds.PriceUnitsMax);
        return highest < floor.Units || highest <= 0 ? None : new PriceRange(All.Lowest, Price.FromUnits(highest));
    }

    /// <summary>True when it holds no price.</summary>
    public bool IsEmpty => Lowest > Highest;

    /// <summary>The prices in both.</summary>
    public PriceRange And(PriceRange other) => new(
        Lowest > other.Lowest ? Lowest : other.Lowest,
        Highest < other.Highest ? Highest : other.Highest);
}
