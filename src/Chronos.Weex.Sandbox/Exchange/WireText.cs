using System.Globalization;

namespace Chronos.Weex.Sandbox.Exchange;

/// <summary>Enums and amounts as the wire spells them: <c>POST_ONLY</c>, plain decimals.</summary>
internal static class WireText
{
    /// <summary>Significant digits accepted before and after the point, so that no product of two can overflow.</summary>
    private const int DigitsMax = 12;

    /// <summary>The wire's word for a value.</summary>
    public static string Of<T>(T value) where T : struct, Enum => string.Concat(value.ToString().Select(
        (c, i) => i > 0 && char.IsUpper(c) ? "_" + c : char.ToUpperInvariant(c).ToString()));

    /// <summary>A name in the form of bill types: <c>position_open_long</c>.</summary>
    public static string Snake(string name) => string.Concat(name.Select(
        (c, i) => i > 0 && char.IsUpper(c) ? "_" + char.ToLowerInvariant(c) : char.ToLowerInvariant(c).ToString()));

    /// <summary>The value of a word, which must be spelled exactly.</summary>
    public static T? Parse<T>(string? text) where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
        {
            if (Of(value) == text)
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>An amount with the decimals it has.</summary>
    public static string Of(decimal amount) => amount.ToString(CultureInfo.InvariantCulture);

    /// <summary>An amount without zeros at its end.</summary>
    public static string Short(decimal amount) =>
        amount == 0 ? "0" : amount.ToString("0.############################", CultureInfo.InvariantCulture);

    /// <summary>An amount with exactly so many decimals.</summary>
    public static string Fixed(decimal amount, int decimals) =>
        decimal.Round(amount, Math.Max(decimals, 0), MidpointRounding.AwayFromZero)
            .ToString("F" + Math.Max(decimals, 0).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    /// <summary>A plain decimal: digits, at most one point; no sign unless allowed, no exponent.</summary>
    public static bool TryAmount(string? text, out decimal amount, bool signed = false)
    {
        amount = 0;
        if (string.IsNullOrEmpty(text))
        {
            return false;
        }

        var digits = signed && text[0] == '-' ? text.AsSpan(1) : text.AsSpan();
        var point = digits.IndexOf('.');
        var whole = point < 0 ? digits : digits[..point];
        var fraction = point < 0 ? default : digits[(point + 1)..];
        return whole.Length is >= 1 and <= DigitsMax
            && (point < 0 || fraction.Length is >= 1 and <= DigitsMax)
            && !whole.ContainsAnyExceptInRange('0', '9')
            && !fraction.ContainsAnyExceptInRange('0', '9')
            && decimal.TryParse(
                text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out amount);
    }
}
