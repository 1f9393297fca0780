using Chronos.Core.Model;

namespace Chronos.Core.Books;

/// <summary>The middle of a quote, kept doubled so that it is whole: bid plus ask.</summary>
internal static class Middle
{
    /// <summary>Basis points in one.</summary>
    public const long BpsWhole = 10_000;

    public static long Doubled(Price bid, Price ask) => bid.Units + ask.Units;

    /// <summary>Whether a middle is not further from another than so many basis points of that one.</summary>
    public static bool IsWithin(long middle, long reference, long bps) =>
        bps == long.MaxValue || Wide.Product(Math.Abs(middle - reference), BpsWhole) <= Wide.Product(reference, bps);

    /// <summary>The distance of a middle from another in basis points of that one, rounded up.</summary>
    public static long Bps(long middle, long reference) =>
        (long)Int128.Min((Wide.Product(Math.Abs(middle - reference), BpsWhole) + reference - 1) / reference, long.MaxValue);
}
