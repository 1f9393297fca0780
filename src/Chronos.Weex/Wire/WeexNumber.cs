using System.Buffers.Text;
using Chronos.Core.Model;

namespace Chronos.Weex.Wire;

/// <summary>
/// The venue's numbers: decimal text or JSON numbers to units of 1e-8 exactly, and back with the decimals the venue
/// wants. Never floating point.
/// </summary>
internal static class WeexNumber
{
    /// <summary>Most decimals a step may have, because a unit is 1e-8.</summary>
    public const int DecimalsMax = FixedPoint.Decimals;

    /// <summary>Fewest: steps of 10^10, the largest power of ten whose multiples fit.</summary>
    public const int DecimalsMin = -10;

    private const int TextMax = 64;
    private const int ExponentMax = 30;

    /// <summary>Exact units of a decimal or JSON number; digits past the eighth decimal must be zeros.</summary>
    public static FixedPointResult TryUnits(ReadOnlySpan<byte> text, out long units)
    {
        var exponent = text.IndexOfAny((byte)'e', (byte)'E');
        if (exponent < 0)
        {
            return FixedPoint.TryParse(text, out units);
        }

        Span<byte> plain = stackalloc byte[TextMax + 2 * ExponentMax];
        if (Expand(text[..exponent], text[(exponent + 1)..], plain, out var length))
        {
            return FixedPoint.TryParse(plain[..length], out units);
        }

        units = 0;
        return FixedPointResult.NotANumber;
    }

    /// <summary>
    /// Units with what lies beyond 1e-8 cut off towards zero. For figures that inform and decide nothing, and for free
    /// funds, where less than a unit buys nothing.
    /// </summary>
    public static FixedPointResult TryTruncatedUnits(ReadOnlySpan<byte> text, out long units)
    {
        var exact = TryUnits(text, out units);
        if (exact != FixedPointResult.TooManyDecimals)
        {
            return exact;
        }

        var exponent = text.IndexOfAny((byte)'e', (byte)'E');
        if (exponent < 0)
        {
            return ParseCut(text, out units);
        }

        Span<byte> plain = stackalloc byte[TextMax + 2 * ExponentMax];
        return Expand(text[..exponent], text[(exponent + 1)..], plain, out var length)
            ? ParseCut(plain[..length], out units)
            : FixedPointResult.NotANumber;
    }

    /// <summary>
    /// Writes units with exactly that many decimals; with none, and as a multiple of a power of ten, when the count is 0
    /// or negative. False when the units are not a multiple of the step or the text does not fit.
    /// </summary>
    public static bool TryFormat(long units, int decimals, Span<byte> destination, out int written)
    {
        written = 0;
        if (decimals is < DecimalsMin or > DecimalsMax || units % StepUnits(decimals) != 0)
        {
            return false;
        }

        Span<byte> text = stackalloc byte[FixedPoint.MaxTextLength + FixedPoint.Decimals + 1];
        FixedPoint.TryFormat(units, text, out var length);
        if (decimals > 0)
        {
            var point = text[..length].IndexOf((byte)'.');
            if (point < 0)
            {
                point = length;
                text[length++] = (byte)'.';
            }

            var end = point + 1 + decimals;
            text[length..end].Fill((byte)'0');
            length = end;
        }

        if (!text[..length].TryCopyTo(destination))
        {
            return false;
        }

        written = length;
        return true;
    }

    /// <summary>Units of a step of that many decimals, from -10 to 8: 1 gives 0.1, -2 gives 100.</summary>
    public static long StepUnits(int decimals)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(decimals, DecimalsMax);
        ArgumentOutOfRangeException.ThrowIfLessThan(decimals, DecimalsMin);
        var step = 1L;
        for (var i = decimals; i < DecimalsMax; i++)
        {
            step *= 10;
        }

        return step;
    }

    /// <summary>A whole 64-bit number, as ids are: no point, no exponent, no rounding.</summary>
    public static bool TryWhole(ReadOnlySpan<byte> text, out long value) =>
        Utf8Parser.TryParse(text, out value, out var used) && used == text.Length && text[0] != (byte)'+';

    private static FixedPointResult ParseCut(ReadOnlySpan<byte> text, out long units) =>
        FixedPoint.TryParse(text[..(text.IndexOf((byte)'.') + 1 + FixedPoint.Decimals)], out units);

    private static bool Expand(ReadOnlySpan<byte> mantissa, ReadOnlySpan<byte> power, Span<byte> plain, out int length)
    {
        length = 0;
        if (!Utf8Parser.TryParse(power, out int exponent, out var used) || used != power.Length
            || exponent is < -ExponentMax or > ExponentMax || mantissa.Length > TextMax - 4)
        {
            return false;
        }

        var negative = !mantissa.IsEmpty && mantissa[0] == (byte)'-';
        var digits = negative ? mantissa[1..] : mantissa;
        var point = digits.IndexOf((byte)'.');
        var whole = point < 0 ? digits.Length : point;
        var count = point < 0 ? digits.Length : digits.Length - 1;
        if (count == 0 || whole == 0 || point == digits.Length - 1)
        {
            return false;
        }

        if (negative)
        {
            plain[length++] = (byte)'-';
        }

        // The point moves; zeros fill what it moves across.
        var places = whole + exponent;
        for (var i = Math.Min(0, places - 1); i < Math.Max(count, places); i++)
        {
            if (i == places)
            {
                plain[length++] = (byte)'.';
            }

            var inside = i >= 0 && i < count;
            plain[length++] = inside ? digits[point >= 0 && i >= point ? i + 1 : i] : (byte)'0';
        }

        return true;
    }
}
