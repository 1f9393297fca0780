using System.Globalization;

namespace Chronos.Host.Export;

/// <summary>Statements that mean the same to sqlite3 and to psql. Amounts are text, so that neither makes a floating-point number of them.</summary>
internal static class SqlText
{
    /// <summary>Makes the table; a row stands there once, whoever adds it again.</summary>
    public static string Create(ExportTable table) =>
        $"CREATE TABLE IF NOT EXISTS \"{table.Name}\" ("
        + string.Join(", ", table.Columns.Select(c => $"\"{c.Name}\" {TypeOf(c)}"))
        + ", PRIMARY KEY (\"engine\", \"sequence\"));";

    /// <summary>The columns between brackets.</summary>
    public static string Columns(ExportTable table) => "(" + string.Join(", ", table.Columns.Select(c => $"\"{c.Name}\"")) + ")";

    /// <summary>The values between brackets.</summary>
    public static string Values(ExportRow row) => "(" + string.Join(", ", row.Values.Select(Literal)) + ")";

    /// <summary>A value as a literal. PostgreSQL holds no NUL in a text, so that one becomes the replacement character.</summary>
    public static string Literal(object? value) => value switch
    {
        null => "NULL",
        bool flag => flag ? "1" : "0",
        long number => number.ToString(CultureInfo.InvariantCulture),
        _ => "'" + WithoutNul((string)value).Replace("'", "''", StringComparison.Ordinal) + "'",
    };

    /// <summary>A text PostgreSQL holds.</summary>
    public static string WithoutNul(string text) => text.Replace('\0', '\uFFFD');

    private static string TypeOf(ExportColumn column) => column.Kind switch
    {
        ColumnKind.Whole => "BIGINT",
        ColumnKind.Flag => "SMALLINT",
        _ => "TEXT",
    } + (column.Name is "engine" or "sequence" or "simulated" ? " NOT NULL" : "");
}
