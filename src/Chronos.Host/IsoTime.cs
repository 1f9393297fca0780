using System.Globalization;

namespace Chronos.Host;

/// <summary>ISO 8601 UTC text of nanoseconds since the Unix epoch, exact to the nanosecond.</summary>
internal static class IsoTime
{
    private const long NanosPerSecond = 1_000_000_000;
    private const int SecondsLength = 19;
    private const int FractionDigitsMax = 9;

    /// <summary>Text such as <c>2026-01-05T09:30:00.250000000Z</c>.</summary>
    public static string Format(long nanos)
    {
        var (seconds, fraction) = Math.DivRem(nanos, NanosPerSecond);
        if (fraction < 0)
        {
            (seconds, fraction) = (seconds - 1, fraction + NanosPerSecond);
        }

        var whole = DateTime.UnixEpoch.AddTicks(seconds * TimeSpan.TicksPerSecond);
        return string.Create(CultureInfo.InvariantCulture, $"{whole:yyyy-MM-ddTHH:mm:ss}.{fraction:D9}Z");
    }

    /// <summary>Reads UTC text with a Z, seconds, and at most 9 decimals of a second.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out long nanos)
    {
        nanos = 0;
        if (text.Length <= SecondsLength
            || text[^1] != 'Z'
            || !DateTime.TryParseExact(
                text[..SecondsLength], "yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var whole)
            || !TryFraction(text[SecondsLength..^1], out var fraction))
        {
            return false;
        }

        var seconds = (Int128)((whole.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerSecond);
        var exact = seconds * NanosPerSecond + fraction;
        if (exact < long.MinValue || exact > long.MaxValue)
        {
            return false;
        }

        nanos = (long)exact;
        return true;
    }

    private static bool TryFraction(ReadOnlySpan<char> text, out long nanos)
    {
        nanos = 0;
        if (text.IsEmpty)
        {
            return true;
        }

        var digits = text[1..];
        if (text[0] != '.' || digits.Length is 0 or > FractionDigitsMax || digits.ContainsAnyExceptInRange('0', '9'))
        {
            return false;
        }

        for (var i = 0; i < FractionDigitsMax; i++)
        {
            nanos = nanos * 10 + (i < digits.Length ? digits[i] - '0' : 0);
        }

        return true;
    }
}
