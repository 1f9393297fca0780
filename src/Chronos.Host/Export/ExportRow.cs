namespace Chronos.Host.Export;

/// <summary>One row of a table: a text, a whole number, a flag or null for each column.</summary>
internal sealed record ExportRow(ExportTable Table, IReadOnlyList<object?> Values);
