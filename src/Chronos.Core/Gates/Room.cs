using Chronos.Core.Model;

namespace Chronos.Core.Gates;

/// <summary>How much fits into what is left. Rounded down, never below zero, within 64 bits.</summary>
internal static class Room
{
    public static long Units(Int128 left) => left <= 0 ? 0 : (long)Int128.Min(left, long.MaxValue);

    public static long Units(ExactNotional left, Price price) =>
        left.Units <= 0 || price.Units <= 0 ? 0 : Units(left.Units / price.Units);
}
