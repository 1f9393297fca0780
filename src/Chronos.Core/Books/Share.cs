using Chronos.Core.Model;

namespace Chronos.Core.Books;

/// <summary>Parts of a sum, exact before they are rounded and inside 128 bits while there are no more parts than a whole.</summary>
internal static class Share
{
    /// <summary>Parts of a whole where they are percent.</summary>
    public const long Hundred = 100;

    /// <summary>Parts of a whole where they are millionths.</summary>
    public const long Million = 1_000_000;

    /// <summary>The largest amount not above parts / whole of the sum; nothing of a sum that is not above zero.</summary>
    public static ExactNotional Floored(ExactNotional sum, long parts, long whole)
    {
        if (sum <= ExactNotional.Zero)
        {
            return default;
        }

        var (each, rest) = Int128.DivRem(sum.Units, whole);
        return ExactNotional.FromUnits(each * parts + rest * parts / whole);
    }

    /// <summary>The smallest amount not below parts / whole of the sum; nothing of a sum that is not above zero.</summary>
    public static ExactNotional Ceiled(ExactNotional sum, long parts, long whole)
    {
        if (sum <= ExactNotional.Zero)
        {
            return default;
        }

        var (each, rest) = Int128.DivRem(sum.Units, whole);
        return ExactNotional.FromUnits(each * parts + (rest * parts + (whole - 1)) / whole);
    }
}
