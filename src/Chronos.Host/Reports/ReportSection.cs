namespace Chronos.Host.Reports;

/// <summary>One table of a report: a text, a whole number, a flag or null in each cell; amounts are decimal texts.</summary>
internal sealed record ReportSection(string Name, string Title, IReadOnlyList<string> Columns)
{
    /// <summary>The rows.</summary>
    public List<object?[]> Rows { get; } = [];

    /// <summary>What is drawn over it; none where it is null.</summary>
    public IChart? Chart { get; set; }

    /// <summary>Adds a row; throws when it does not fit the columns.</summary>
    public void Add(params object?[] row)
    {
        if (row.Length != Columns.Count)
        {
            throw new InvalidOperationException($"{Name}: {row.Length} cells for {Columns.Count} columns");
        }

        Rows.Add(row);
    }
}
