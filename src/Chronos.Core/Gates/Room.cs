using Chronos.Core.Model;

namespace Chronos.Core.Gates;

/// <summary>How much fits into what is left. Rounded down, never below zero, within 64 bits.</summary>
internal static class Room
{
    public static long Units(Int128 left) => left <= 0 ? 0 : (long)Int128.Min(left, long.MaxValue);

    /// <summary>The largest signed end whose value is not more than an amount: priced one way above zero and another below.</summary>
    public static Int128 End(Int128 amount, Price above, Price below)
    {
        if (amount >= 0)
        {
            return above.Units == 0 ? 0 : amount / above.Units;
        }

        // Rounded away from zero: an end below zero must make up for all of the excess.
        return below.Units == 0 ? 0 : (amount - (below.Units - 1)) / below.Units;
    }

    public static long Units(ExactNotional left, Price price) =>
        left.Units <= 0 || price.Units <= 0 ? 0 : Units(left.Units / price.Units);
}
