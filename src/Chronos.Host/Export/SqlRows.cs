using System.Text;

namespace Chronos.Host.Export;

/// <summary>One file of SQL in one transaction: tables and rows, some hundred rows a statement.</summary>
internal sealed class SqlRows : IRowWriter
{
    private const int RowsPerStatement = 200;

    private readonly StreamWriter _file;
    private readonly Dictionary<ExportTable, List<string>> _waiting = ExportTable.All.ToDictionary(t => t, _ => new List<string>());

    /// <summary>A new file; an existing one is replaced.</summary>
    public SqlRows(string path)
    {
        _file = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" };
        _file.WriteLine("BEGIN;");
        foreach (var table in ExportTable.All)
        {
            _file.WriteLine(SqlText.Create(table));
        }
    }

    /// <inheritdoc />
    public void Write(ExportRow row)
    {
        var waiting = _waiting[row.Table];
        waiting.Add(SqlText.Values(row));
        if (waiting.Count == RowsPerStatement)
        {
            Insert(row.Table);
        }
    }

    /// <inheritdoc />
    public void Finish()
    {
        foreach (var table in ExportTable.All)
        {
            Insert(table);
        }

        _file.WriteLine("COMMIT;");
    }

    /// <inheritdoc />
    public void Dispose() => _file.Dispose();

    private void Insert(ExportTable table)
    {
        var waiting = _waiting[table];
        if (waiting.Count != 0)
        {
            _file.WriteLine($"INSERT INTO \"{table.Name}\" {SqlText.Columns(table)} VALUES\n{string.Join(",\n", waiting)};");
            waiting.Clear();
        }
    }
}
