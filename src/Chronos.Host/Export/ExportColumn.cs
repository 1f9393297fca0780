namespace Chronos.Host.Export;

/// <summary>One column.</summary>
internal sealed record ExportColumn(string Name, ColumnKind Kind = ColumnKind.Text);
