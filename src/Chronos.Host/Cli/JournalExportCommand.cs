using System.CommandLine;
using Chronos.Core.Journal;
using Chronos.Host.Audit;
using Chronos.Host.Export;

namespace Chronos.Host.Cli;

/// <summary><c>chronos journal export</c>: the audit trail as CSV, JSON Lines or SQL.</summary>
internal static class JournalExportCommand
{
    public static Command Create()
    {
        var directory = JournalCommand.DirectoryArgument();
        var format = new Option<string>("--format") { Description = "csv, jsonl or sql.", Required = true };
        format.AcceptOnlyFromAmong("csv", "jsonl", "sql");
        var target = new Option<string>("--out") { Description = "Directory of the tables' files; for sql the file.", Required = true };
        var (from, to) = (TimeOption.From(), TimeOption.To());
        var export = new Command("export", "Writes decisions, orders, reports, fills, commands and policies.") { directory, format, target, from, to };
        export.SetAction(parsed =>
        {
            using var closed = ClosedJournal.Open(parsed.GetValue(directory)!);
            var first = TimeOption.Nanos(parsed.GetValue(from), long.MinValue);
            var end = TimeOption.Nanos(parsed.GetValue(to), long.MaxValue);
            using var rows = new AuditRows();
            var counts = Write(closed.Directory, parsed.GetValue(format)!, parsed.GetValue(target)!, rows, first, end);
            var report = rows.Report();
            parsed.InvocationConfiguration.Output.WriteLine(parsed.GetValue(SharedOptions.Json)
                ? JsonLine.Of(w =>
                {
                    w.WriteBoolean("identical", report.IsIdentical);
                    foreach (var table in ExportTable.All)
                    {
                        w.WriteNumber(table.Name, counts[table]);
                    }
                })
                : string.Join(
                    Environment.NewLine,
                    [
                        .. report.IsIdentical ? Array.Empty<string>() : [$"the journal does not replay as recorded ({report.FirstDifference}): what was written is what is made of it here"],
                        .. ExportTable.All.Select(t => $"{t.Name,-10} {counts[t]}"),
                    ]));
            return report.IsIdentical ? ExitCode.Done : ExitCode.CheckFailed;
        });
        return export;
    }

    private static Dictionary<ExportTable, long> Write(string directory, string format, string target, AuditRows rows, long first, long end)
    {
        var counts = ExportTable.All.ToDictionary(t => t, _ => 0L);
        using IRowWriter writer = format switch
        {
            "csv" => new CsvRows(target),
            "jsonl" => new JsonRows(target),
            _ => new SqlRows(target),
        };
        var now = long.MinValue;
        JournalReading.Run(
            directory,
            (in RecordView record) =>
            {
                now = record.TimeNanos;
                foreach (var row in rows.Take(in record))
                {
                    if (now >= first && now < end)
                    {
                        writer.Write(row);
                        counts[row.Table]++;
                    }
                }
            },
            () => now >= end);
        writer.Finish();
        return counts;
    }
}
