using System.Globalization;
using System.Net;
using System.Text;

namespace Chronos.Host.Reports;

/// <summary>A horizontal bar for each name, from zero on; what is below zero goes the other way.</summary>
/// <param name="Title">What is drawn, for those who cannot see it.</param>
/// <param name="Bars">Name, size, and the size as text.</param>
internal sealed record BarChart(string Title, IReadOnlyList<(string Name, Int128 Value, string Text)> Bars) : IChart
{
    private const int RowPixels = 22;
    private const int NamePixels = 260;
    private const int BarPixels = 420;
    private const int TextPixels = 160;

    /// <inheritdoc />
    public string Svg()
    {
        var lowest = Int128.Min(0, Bars.Count == 0 ? 0 : Bars.Min(b => b.Value));
        var highest = Int128.Max(0, Bars.Count == 0 ? 0 : Bars.Max(b => b.Value));
        var span = Int128.Max(1, highest - lowest);
        var zero = NamePixels + At(-lowest, span);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"<svg role=\"img\" aria-label=\"{WebUtility.HtmlEncode(Title)}\" viewBox=\"0 0 {NamePixels + BarPixels + TextPixels} {Bars.Count * RowPixels + 4}\">");
        for (var i = 0; i < Bars.Count; i++)
        {
            var (name, value, shown) = Bars[i];
            var length = At(Int128.Abs(value), span);
            var left = value < 0 ? zero - length : zero;
            var y = i * RowPixels;
            text.Append(CultureInfo.InvariantCulture, $"<text x=\"{NamePixels - 8}\" y=\"{y + 15}\" text-anchor=\"end\">{WebUtility.HtmlEncode(name)}</text>");
            text.Append(CultureInfo.InvariantCulture, $"<rect class=\"{(value < 0 ? "below" : "bar")}\" x=\"{left}\" y=\"{y + 4}\" width=\"{Math.Max(value == 0 ? 0 : 1, length)}\" height=\"14\"/>");
            text.Append(CultureInfo.InvariantCulture, $"<text x=\"{NamePixels + BarPixels + 6}\" y=\"{y + 15}\">{WebUtility.HtmlEncode(shown)}</text>");
        }

        text.Append(CultureInfo.InvariantCulture, $"<line class=\"axis\" x1=\"{zero}\" y1=\"0\" x2=\"{zero}\" y2=\"{Bars.Count * RowPixels}\"/></svg>");
        return text.ToString();
    }

    private static int At(Int128 value, Int128 span) => (int)(value * BarPixels / span);
}
