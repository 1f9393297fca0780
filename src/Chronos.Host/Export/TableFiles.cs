using System.Text;

namespace Chronos.Host.Export;

/// <summary>One file a table in a directory, each with a line before its rows where the format has one.</summary>
internal abstract class TableFiles : IRowWriter
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly Dictionary<ExportTable, StreamWriter> _files = [];

    /// <summary>New files in a directory, which is made where it is missing; existing ones are replaced.</summary>
    protected TableFiles(string directory, string extension, Func<ExportTable, string?> head)
    {
        Directory.CreateDirectory(directory);
        foreach (var table in ExportTable.All)
        {
            var file = new StreamWriter(Path.Combine(directory, table.Name + extension), append: false, Utf8) { NewLine = "\n" };
            _files.Add(table, file);
            if (head(table) is { } line)
            {
                file.WriteLine(line);
            }
        }
    }

    /// <inheritdoc />
    public void Write(ExportRow row) => _files[row.Table].WriteLine(Line(row));

    /// <inheritdoc />
    public void Finish()
    {
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var file in _files.Values)
        {
            file.Dispose();
        }
    }

    /// <summary>The line of a row.</summary>
    protected abstract string Line(ExportRow row);
}
