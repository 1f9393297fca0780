using System.Globalization;

namespace Chronos.Host.Reports;

/// <summary>Parts of a whole, in whole numbers.</summary>
internal static class Parts
{
    /// <summary>Percent with two decimals, rounded down; null of nothing.</summary>
    public static string? Percent(Int128 part, Int128 whole)
    {
        if (whole == 0)
        {
            return null;
        }

        var hundredths = Int128.Abs(part) * 10_000 / Int128.Abs(whole);
        var sign = hundredths != 0 && part < 0 != whole < 0 ? "-" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{sign}{hundredths / 100}.{hundredths % 100:D2}");
    }

    /// <summary>A quotient by something above zero, rounded up.</summary>
    public static Int128 Ceiling(Int128 value, Int128 by)
    {
        var (whole, rest) = Int128.DivRem(value, by);
        return rest > 0 ? whole + 1 : whole;
    }

    /// <summary>The value at least so many percent of which are not above it; sorts in place. Null of nothing.</summary>
    public static long? Percentile(List<long> values, int percent)
    {
        if (values.Count == 0)
        {
            return null;
        }

        values.Sort();
        var place = ((long)values.Count * percent + 99) / 100;
        return values[(int)Math.Max(1, place) - 1];
    }
}
