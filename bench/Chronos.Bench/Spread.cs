using System.Globalization;

namespace Chronos.Bench;

/// <summary>How ratios measured in many rounds lie: their median says more than any one of them.</summary>
internal static class Spread
{
    /// <summary>The value so far up in the sorted values, 0 to 1; not a number when there are none.</summary>
    public static double At(double[] values, double share)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0 ? double.NaN : sorted[(int)(share * (sorted.Length - 1))];
    }

    public static double Median(double[] values) => At(values, 0.5);

    public static string Of(double[] values)
    {
        string Text(double share) => At(values, share).ToString("F3", CultureInfo.InvariantCulture);
        return values.Length == 0 ? "none" : $"median {Text(0.5)}, middle half {Text(0.25)} to {Text(0.75)}, all {Text(0)} to {Text(1)}";
    }
}
