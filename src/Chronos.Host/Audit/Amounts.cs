using System.Globalization;
using System.Text.Json;
using Chronos.Core.Model;

namespace Chronos.Host.Audit;

/// <summary>Figures of any unit as text: amounts as decimals, states by name, everything else as a whole number.</summary>
internal static class Amounts
{
    /// <summary>A figure; outside 64 bits it is told as the nearest that fits.</summary>
    public static string Text(Int128 figure, MeasureUnit unit)
    {
        var units = (long)Int128.Clamp(figure, long.MinValue, long.MaxValue);
        return unit switch
        {
            MeasureUnit.Quantity or MeasureUnit.Notional or MeasureUnit.Price => FixedPoint.Format(units),
            MeasureUnit.State => ((TradingState)units).ToString(),
            _ => units.ToString(CultureInfo.InvariantCulture),
        };
    }

    /// <summary>A member of a JSON object: amounts and states are strings, counts and times numbers, nothing null.</summary>
    public static void Write(Utf8JsonWriter w, string name, Int128? figure, MeasureUnit unit)
    {
        if (figure is not { } value || unit == MeasureUnit.None)
        {
            w.WriteNull(name);
        }
        else if (unit is MeasureUnit.Quantity or MeasureUnit.Notional or MeasureUnit.Price or MeasureUnit.State)
        {
            w.WriteString(name, Text(value, unit));
        }
        else
        {
            w.WriteNumber(name, (long)Int128.Clamp(value, long.MinValue, long.MaxValue));
        }
    }

    /// <summary>Hundredths of a basis point as basis points with two decimals.</summary>
    public static string Bps(long hundredths) => string.Create(
        CultureInfo.InvariantCulture,
        $"{(hundredths < 0 ? "-" : "")}{Int128.Abs(hundredths) / 100}.{Int128.Abs(hundredths) % 100:D2}");
}
