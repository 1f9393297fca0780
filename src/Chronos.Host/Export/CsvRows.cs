using System.Buffers;
using System.Globalization;

namespace Chronos.Host.Export;

/// <summary>CSV as RFC 4180 has it, but for line ends: a head line, quotes only where needed, nothing for null, <c>""</c> for an empty text.</summary>
internal sealed class CsvRows(string directory)
    : TableFiles(directory, ".csv", table => string.Join(',', table.Columns.Select(c => c.Name)))
{
    private static readonly SearchValues<char> Special = SearchValues.Create(",\"\r\n");

    /// <inheritdoc />
    protected override string Line(ExportRow row) => string.Join(',', row.Values.Select(Field));

    /// <summary>A value as a field.</summary>
    public static string Field(object? value) => value switch
    {
        null => "",
        bool flag => flag ? "true" : "false",
        long number => number.ToString(CultureInfo.InvariantCulture),
        string { Length: 0 } => "\"\"",
        string text when text.AsSpan().ContainsAny(Special) || text[0] == ' ' || text[^1] == ' ' =>
            "\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"",
        _ => (string)value,
    };
}
