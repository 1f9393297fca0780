using System.CommandLine;
using Chronos.Core.Journal;
using Chronos.Core.Model;
using Chronos.Core.Replay;
using Chronos.Host.Audit;
using Chronos.Host.Reports;

namespace Chronos.Host.Cli;

/// <summary><c>chronos report governance, execution, risk</c>: what a journal tells about a stretch of time.</summary>
internal static class ReportCommand
{
    public static Command Create() => new("report", "Reports on a journal that no engine has open.")
    {
        Kind("governance", "What passed and what did not, gates, votes, commands, breakers.", () => new GovernanceReport()),
        Kind("execution", "Slippage, latency, fill ratio, fees, rejects.", () => new ExecutionQualityReport()),
        Kind("risk", "Realised profit and exposure by strategy and asset.", () => new RiskReport()),
    };

    private static Command Kind(string name, string description, Func<IReportBuilder> builder)
    {
        var directory = JournalCommand.DirectoryArgument();
        var (from, to) = (TimeOption.From(), TimeOption.To());
        var format = new Option<string>("--format") { Description = "html, csv or json. Default: html, with --json json.", DefaultValueFactory = _ => "html" };
        format.AcceptOnlyFromAmong("html", "csv", "json");
        var file = new Option<string?>("--out") { Description = "File to write. Default: standard output." };
        var command = new Command(name, description) { directory, from, to, format, file };
        command.SetAction(parsed =>
        {
            using var closed = ClosedJournal.Open(parsed.GetValue(directory)!);
            var report = builder();
            using var replay = new AuditReplay(report.WantsFigures);
            var page = Run(
                name, closed.Directory, report, replay,
                TimeOption.Nanos(parsed.GetValue(from), long.MinValue), TimeOption.Nanos(parsed.GetValue(to), long.MaxValue));
            var simulated = replay.State.Identity.Mode != EngineMode.Live;
            var text = (parsed.GetValue(SharedOptions.Json) ? "json" : parsed.GetValue(format)) switch
            {
                "html" => ReportText.Html(page, simulated),
                "csv" => ReportText.Csv(page),
                _ => ReportText.Json(page, simulated),
            };
            if (parsed.GetValue(file) is { } path)
            {
                File.WriteAllText(path, text + "\n");
            }
            else
            {
                parsed.InvocationConfiguration.Output.WriteLine(text);
            }

            return replay.Report().IsIdentical ? ExitCode.Done : ExitCode.CheckFailed;
        });
        return command;
    }

    private static ReportPage Run(string kind, string directory, IReportBuilder builder, AuditReplay replay, long first, long end)
    {
        var (begun, last, now, records) = (0L, 0L, long.MinValue, 0L);
        JournalReading.Run(
            directory,
            (in RecordView record) =>
            {
                now = record.TimeNanos;
                if (now >= end)
                {
                    return;
                }

                replay.Take(in record);
                builder.Take(replay, in record, now >= first);
                if (now >= first)
                {
                    begun = records++ == 0 ? now : begun;
                    last = now;
                }
            },
            () => now >= end);
        return new ReportPage(kind, Facts(replay, begun, last, records), builder.Notes, builder.Build(replay));
    }

    private static List<(string Name, string Value)> Facts(AuditReplay replay, long begun, long last, long records)
    {
        var identity = replay.State.Identity;
        var policy = replay.State.Policy;
        var report = replay.Report();
        return
        [
            ("engine", Convert.ToHexStringLower(identity.EngineId)),
            ("mode", identity.Mode.ToString()),
            ("stage", identity.Stage.ToString()),
            ("first", records == 0 ? "none" : IsoTime.Format(begun)),
            ("last", records == 0 ? "none" : IsoTime.Format(last)),
            ("records", $"{records}"),
            ("policy", policy is null ? "none" : $"{policy.Name} version {policy.Version}, hash {Convert.ToHexStringLower(policy.Hash)}"),
            ("replay", report.IsIdentical ? "as recorded" : $"NOT as recorded: {report.FirstDifference}"),
            ("stateHash", report.StateHash),
        ];
    }
}
