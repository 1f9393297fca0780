namespace Chronos.Host.Export;

/// <summary>JSON Lines: an object a row with every column.</summary>
internal sealed class JsonRows(string directory) : TableFiles(directory, ".jsonl", _ => null)
{
    /// <inheritdoc />
    protected override string Line(ExportRow row) => JsonLine.Of(w =>
    {
        for (var i = 0; i < row.Values.Count; i++)
        {
            w.WritePropertyName(row.Table.Columns[i].Name);
            switch (row.Values[i])
            {
                case null:
                    w.WriteNullValue();
                    break;
                case bool flag:
                    w.WriteBooleanValue(flag);
                    break;
                case long number:
                    w.WriteNumberValue(number);
                    break;
                case var text:
                    w.WriteStringValue((string)text);
                    break;
            }
        }
    });
}
