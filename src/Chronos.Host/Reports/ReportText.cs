using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;

namespace Chronos.Host.Reports;

/// <summary>A report as HTML that needs nothing else, as CSV, or as JSON.</summary>
internal static class ReportText
{
    private const string Style = """
        body{font:15px/1.45 system-ui,sans-serif;margin:2em auto;max-width:78em;padding:0 1em;color:#1c2530;background:#fff}
        h1{font-size:1.6em;margin-bottom:.2em}h2{font-size:1.15em;margin-top:2em;border-bottom:1px solid #d5dbe2;padding-bottom:.2em}
        table{border-collapse:collapse;font-size:.87em;margin:.6em 0;display:block;overflow-x:auto}
        th,td{padding:.25em .7em;text-align:left;border-bottom:1px solid #e6eaef;white-space:nowrap}th{background:#f3f5f8}
        td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}dl{display:grid;grid-template-columns:max-content 1fr;gap:.1em 1.2em}
        dt{color:#5a6675}dd{margin:0;overflow-wrap:anywhere}p.simulated{background:#fff3d6;padding:.5em 1em;border-left:4px solid #d99a00}
        svg{max-width:58rem;width:100%;font-size:12px;margin:.6em 0;display:block}svg text{fill:#1c2530}.bar{fill:#1f5fa8}.below{fill:#3b8f86}
        .axis{stroke:#aeb7c2;stroke-width:1}p.none{color:#5a6675}
        """;

    /// <summary>HTML with its style and charts inside, and no script.</summary>
    public static string Html(ReportPage page, bool isSimulated)
    {
        var text = new StringBuilder();
        var title = $"ChronosX {page.Kind} report";
        text.Append(CultureInfo.InvariantCulture, $"<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>{title}</title>\n<style>{Style}</style></head><body>\n<h1>{title}</h1>\n");
        if (isSimulated)
        {
            text.Append("<p class=\"simulated\">SIMULATED: no order of this journal reached a real venue.</p>\n");
        }

        text.Append("<dl>");
        foreach (var (name, value) in page.Facts)
        {
            text.Append(CultureInfo.InvariantCulture, $"<dt>{Escaped(name)}</dt><dd>{Escaped(value)}</dd>");
        }

        text.Append("</dl>\n<ul>");
        foreach (var note in page.Notes)
        {
            text.Append(CultureInfo.InvariantCulture, $"<li>{Escaped(note)}</li>");
        }

        text.Append("</ul>\n");
        foreach (var section in page.Sections)
        {
            Add(text, section);
        }

        return text.Append("</body></html>").ToString();
    }

    /// <summary>One CSV table after another, each behind a line with its name.</summary>
    public static string Csv(ReportPage page)
    {
        var text = new StringBuilder();
        foreach (var (name, value) in page.Facts)
        {
            text.Append("# ").Append(name).Append(": ").Append(value).Append('\n');
        }

        foreach (var section in page.Sections)
        {
            text.Append("\n# ").Append(section.Name).Append('\n').Append(string.Join(',', section.Columns)).Append('\n');
            foreach (var row in section.Rows)
            {
                text.Append(string.Join(',', row.Select(Export.CsvRows.Field))).Append('\n');
            }
        }

        return text.ToString().TrimEnd('\n');
    }

    /// <summary>One JSON object.</summary>
    public static string Json(ReportPage page, bool isSimulated) => JsonLine.Of(w =>
    {
        w.WriteString("report", page.Kind);
        w.WriteBoolean("simulated", isSimulated);
        foreach (var (name, value) in page.Facts)
        {
            w.WriteString(name, value);
        }

        foreach (var section in page.Sections)
        {
            Write(w, section);
        }
    });

    private static void Write(Utf8JsonWriter w, ReportSection section)
    {
        w.WriteStartArray(section.Name);
        foreach (var row in section.Rows)
        {
            w.WriteStartObject();
            for (var i = 0; i < row.Length; i++)
            {
                w.WritePropertyName(section.Columns[i]);
                JsonSerializer.Serialize(w, row[i], row[i]?.GetType() ?? typeof(string));
            }

            w.WriteEndObject();
        }

        w.WriteEndArray();
    }

    private static void Add(StringBuilder text, ReportSection section)
    {
        text.Append(CultureInfo.InvariantCulture, $"<h2>{Escaped(section.Title)}</h2>\n");
        if (section.Rows.Count == 0)
        {
            text.Append("<p class=\"none\">None.</p>\n");
            return;
        }

        text.Append(section.Chart?.Svg());
        text.Append("<table><tr>")
            .AppendJoin("", section.Columns.Select((c, i) => $"<th{(IsFigure(section.Rows[0][i]) ? " class=\"n\"" : "")}>{Escaped(c)}</th>"))
            .Append("</tr>\n");
        foreach (var row in section.Rows)
        {
            text.Append("<tr>").AppendJoin("", row.Select(Cell)).Append("</tr>\n");
        }

        text.Append("</table>\n");
    }

    private static string Cell(object? value) => value switch
    {
        null => "<td></td>",
        bool flag => $"<td>{(flag ? "yes" : "no")}</td>",
        _ when IsFigure(value) => $"<td class=\"n\">{Escaped(Convert.ToString(value, CultureInfo.InvariantCulture)!)}</td>",
        _ => $"<td>{Escaped((string)value)}</td>",
    };

    /// <summary>Whole numbers and decimal texts stand on the right.</summary>
    private static bool IsFigure(object? value) =>
        value is long || (value is string text && Core.Model.FixedPoint.TryParse(text, out _) == Core.Model.FixedPointResult.Ok);

    private static string Escaped(string text) => WebUtility.HtmlEncode(text);
}
