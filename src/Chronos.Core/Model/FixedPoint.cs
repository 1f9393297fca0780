using System.Buffers;
using System.Globalization;
using System.Text;

namespace Chronos.Core.Model;

/// <summary>
/// Text and <see cref="decimal"/> conversions of the 1e-8 fixed-point numbers. Exact or an answer saying why not;
/// nothing is rounded here.
/// </summary>
public static class FixedPoint
{
    /// <summary>Units per one: every price, quantity and notional counts in steps of 0.00000001.</summary>
    public const long Scale = 100_000_000;

    /// <summary>Decimals a number may carry.</summary>
    public const int Decimals = 8;

    /// <summary>Longest text <see cref="TryFormat"/> writes: sign, 11 digits, point, 8 decimals.</summary>
    public const int MaxTextLength = 21;

    private const int WholeDigits = 11;
    private const int StackTextLength = 64;

    /// <summary>
    /// Reads plain decimal ASCII text (<c>-12.5</c>; no exponent, no sign but a leading minus, no spaces) into units.
    /// Digits past the eighth decimal are accepted only when they are zeros.
    /// </summary>
    public static FixedPointResult TryParse(ReadOnlySpan<byte> text, out long units)
    {
        units = 0;
        var negative = !text.IsEmpty && text[0] == (byte)'-';
        var digits = negative ? text[1..] : text;
        var point = digits.IndexOf((byte)'.');
        var whole = point < 0 ? digits : digits[..point];
        var fraction = point < 0 ? default : digits[(point + 1)..];
        if (whole.IsEmpty || (point >= 0 && fraction.IsEmpty) || !AllDigits(whole) || !AllDigits(fraction))
        {
            return FixedPointResult.NotANumber;
        }

        if (fraction[Math.Min(fraction.Length, Decimals)..].ContainsAnyExcept((byte)'0'))
        {
            return FixedPointResult.TooManyDecimals;
        }

        var significant = whole.TrimStart((byte)'0');
        if (significant.Length > WholeDigits)
        {
            return FixedPointResult.Overflow;
        }

        // Nineteen digits always fit 64 bits, so that only the end has to be compared.
        var value = 0UL;
        for (var i = 0; i < significant.Length; i++)
        {
            value = value * 10 + DigitAt(significant, i);
        }

        for (var i = 0; i < Decimals; i++)
        {
            value = value * 10 + DigitAt(fraction, i);
        }

        if (value > (negative ? 1UL << 63 : long.MaxValue))
        {
            return FixedPointResult.Overflow;
        }

        units = unchecked(negative ? (long)(0 - value) : (long)value);
        return FixedPointResult.Ok;
    }

    /// <inheritdoc cref="TryParse(ReadOnlySpan{byte}, out long)" />
    public static FixedPointResult TryParse(ReadOnlySpan<char> text, out long units)
    {
        units = 0;
        var ascii = text.Length <= StackTextLength ? stackalloc byte[StackTextLength] : new byte[text.Length];
        return Ascii.FromUtf16(text, ascii, out var length) == OperationStatus.Done
            ? TryParse(ascii[..length], out units)
            : FixedPointResult.NotANumber;
    }

    /// <summary>Units of text that must be a number; throws <see cref="FormatException"/> saying why it is not.</summary>
    public static long Parse(ReadOnlySpan<char> text) => TryParse(text, out var units) switch
    {
        FixedPointResult.Ok => units,
        FixedPointResult.TooManyDecimals => throw new FormatException($"'{text}' has more than {Decimals} decimals"),
        FixedPointResult.Overflow => throw new FormatException($"'{text}' is outside the range of a 64-bit number of 1e-8 units"),
        _ => throw new FormatException($"'{text}' is not a plain decimal number"),
    };

    /// <summary>Units of a decimal, exactly; throws <see cref="ArgumentException"/> when it has more than 8 decimals or is out of range.</summary>
    public static long FromDecimal(decimal value)
    {
        if (value is > 92_233_720_368.54775807m or < -92_233_720_368.54775808m)
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, "outside the range of a 64-bit number of 1e-8 units");
        }

        var scaled = value * Scale;
        return scaled == decimal.Truncate(scaled)
            ? (long)scaled
            : throw new ArgumentException($"{value.ToString(CultureInfo.InvariantCulture)} has more than {Decimals} decimals", nameof(value));
    }

    /// <summary>The decimal of a number of units; always exact.</summary>
    public static decimal ToDecimal(long units) => new decimal(units) / Scale;

    /// <summary>
    /// Writes the shortest exact text, without trailing zeros; false, with nothing written, when it does not fit.
    /// Allocates nothing.
    /// </summary>
    public static bool TryFormat(long units, Span<byte> destination, out int written)
    {
        Span<byte> text = stackalloc byte[MaxTextLength];
        var position = text.Length;
        var magnitude = units < 0 ? (UInt128)(-(Int128)units) : (ulong)units;
        var fraction = (uint)(ulong)(magnitude % (ulong)Scale);
        var whole = (ulong)(magnitude / (ulong)Scale);
        var pending = fraction != 0;
        for (var i = 0; i < Decimals; i++, fraction /= 10)
        {
            if (position < text.Length || fraction % 10 != 0)
            {
                text[--position] = (byte)('0' + fraction % 10);
            }
        }

        if (pending)
        {
            text[--position] = (byte)'.';
        }

        do
        {
            text[--position] = (byte)('0' + whole % 10);
            whole /= 10;
        }
        while (whole != 0);

        if (units < 0)
        {
            text[--position] = (byte)'-';
        }

        var fits = text[position..].TryCopyTo(destination);
        written = fits ? text.Length - position : 0;
        return fits;
    }

    /// <summary>The shortest exact text, without trailing zeros.</summary>
    public static string Format(long units)
    {
        Span<byte> text = stackalloc byte[MaxTextLength];
        TryFormat(units, text, out var written);
        return Encoding.ASCII.GetString(text[..written]);
    }

    private static uint DigitAt(ReadOnlySpan<byte> digits, int place) =>
        place < digits.Length ? (uint)(digits[place] - '0') : 0;

    private static bool AllDigits(ReadOnlySpan<byte> text) => !text.ContainsAnyExceptInRange((byte)'0', (byte)'9');
}
