namespace Chronos.Core.Books;

/// <summary>
/// Comparisons of amounts over equity without a division: amount x whole against equity x part, in 128 bits. Amounts are in
/// 1e-16 of the quote currency, as exact notionals.
/// </summary>
internal static class Ratio
{
    /// <summary>Millionths in one.</summary>
    public const int Ppm = 1_000_000;

    /// <summary>Percents in one.</summary>
    public const int Percent = 100;

    /// <summary>Millionths in a basis point.</summary>
    public const int PpmPerBps = 100;

    /// <summary>Bits of a step: exposures are squared in steps of 2^40 x 1e-16, about 0.00011 of the quote currency.</summary>
    public const int StepBits = 40;

    /// <summary>Steps beyond which squares are not told apart: their sum is past <see cref="SquaresMax"/> in any case.</summary>
    public const long StepsMax = 1L << 55;

    /// <summary>Steps of equity that count: 2^50 steps are about 120 billion; more is taken for that much.</summary>
    public const long EquityStepsMax = 1L << 50;

    /// <summary>The largest amount whose product with a million, and the largest equity whose product with any limit, fits 128 bits: about 127 trillion.</summary>
    public static Int128 UnitsMax { get; } = Int128.One << 100;

    /// <summary>The largest sum of squares whose product with a million fits.</summary>
    public static Int128 SquaresMax { get; } = Int128.One << 107;

    /// <summary>An amount in steps, rounded up.</summary>
    public static long Steps(Int128 units)
    {
        var steps = (units + ((Int128.One << StepBits) - 1)) >> StepBits;
        return steps > StepsMax ? StepsMax : (long)steps;
    }

    /// <summary>price x millionths, rounded up to a unit of price. The price is not negative; saturates.</summary>
    public static long PerUnit(long price, int ppm)
    {
        // In two parts, so that it stays in 64 bits and divides by a constant.
        var (whole, rest) = ((ulong)price / Ppm, (ulong)price % Ppm);
        var units = whole * (uint)ppm + (rest * (uint)ppm + (Ppm - 1)) / Ppm;
        return (long)Math.Min(units, long.MaxValue);
    }
}
