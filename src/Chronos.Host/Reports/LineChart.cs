using System.Globalization;
using System.Net;
using System.Text;

namespace Chronos.Host.Reports;

/// <summary>Values over engine time, each holding until the next.</summary>
/// <param name="Title">What is drawn, for those who cannot see it.</param>
/// <param name="Lines">Name and points: time in nanoseconds and value, in order of time.</param>
/// <param name="Text">A value as text.</param>
internal sealed record LineChart(
    string Title, IReadOnlyList<(string Name, IReadOnlyList<(long TimeNanos, Int128 Value)> Points)> Lines, Func<Int128, string> Text) : IChart
{
    private const int Width = 800;
    private const int Height = 220;
    private const int Left = 110;
    private const int Bottom = 190;
    private const int LegendPixels = 18;

    private static readonly string[] Colours = ["#1f5fa8", "#b3541e", "#2e7d4f", "#7a3f9d", "#8a6d00", "#a02850"];

    /// <inheritdoc />
    public string Svg()
    {
        var points = Lines.SelectMany(l => l.Points).ToList();
        if (points.Count == 0)
        {
            return "";
        }

        var (first, last) = (points.Min(p => p.TimeNanos), points.Max(p => p.TimeNanos));
        var (low, high) = (Int128.Min(0, points.Min(p => p.Value)), Int128.Max(0, points.Max(p => p.Value)));
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"<svg role=\"img\" aria-label=\"{WebUtility.HtmlEncode(Title)}\" viewBox=\"0 0 {Width} {Height + Lines.Count * LegendPixels}\">");
        foreach (var value in new[] { low, 0, high }.Distinct())
        {
            var y = Y(value, low, high);
            text.Append(CultureInfo.InvariantCulture, $"<line class=\"axis\" x1=\"{Left}\" y1=\"{y}\" x2=\"{Width}\" y2=\"{y}\"/><text x=\"{Left - 6}\" y=\"{y + 4}\" text-anchor=\"end\">{WebUtility.HtmlEncode(Text(value))}</text>");
        }

        text.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left}\" y=\"{Bottom + 20}\">{IsoTime.Format(first)}</text><text x=\"{Width}\" y=\"{Bottom + 20}\" text-anchor=\"end\">{IsoTime.Format(last)}</text>");
        for (var i = 0; i < Lines.Count; i++)
        {
            Draw(text, i, first, last, low, high);
        }

        return text.Append("</svg>").ToString();
    }

    private void Draw(StringBuilder text, int line, long first, long last, Int128 low, Int128 high)
    {
        var colour = Colours[line % Colours.Length];
        text.Append(CultureInfo.InvariantCulture, $"<polyline fill=\"none\" stroke=\"{colour}\" stroke-width=\"1.5\" points=\"");
        var before = Y(0, low, high);
        foreach (var (time, value) in Lines[line].Points)
        {
            var x = Left + (int)((Int128)(time - first) * (Width - Left) / Math.Max(1, last - first));
            var y = Y(value, low, high);
            text.Append(CultureInfo.InvariantCulture, $"{x},{before} {x},{y} ");
            before = y;
        }

        var legend = Height + line * LegendPixels;
        text.Append(CultureInfo.InvariantCulture, $"{Width},{before}\"/><rect x=\"{Left}\" y=\"{legend}\" width=\"12\" height=\"12\" fill=\"{colour}\"/><text x=\"{Left + 18}\" y=\"{legend + 11}\">{WebUtility.HtmlEncode(Lines[line].Name)}</text>");
    }

    private static int Y(Int128 value, Int128 low, Int128 high) => Bottom - (int)((value - low) * (Bottom - 10) / Int128.Max(1, high - low));
}
