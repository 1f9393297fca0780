using System.CommandLine;
using Chronos.Core.Journal;
using Chronos.Core.Replay.Snapshots;

namespace Chronos.Host.Cli;

/// <summary>
/// <c>chronos journal recover</c>: looks at a journal and repairs what is certain, as a start does first. <c>run</c> has it done by a
/// process of its own, so that whatever a damaged file may do to the process that reads it, no engine is half started by then.
/// </summary>
internal static class JournalRecoverCommand
{
    public static Command Create()
    {
        var directory = JournalCommand.DirectoryArgument();
        var ring = new Option<string?>("--ring") { Description = "Directory of the ring. Default: where the engine keeps it." };
        var snapshot = new Option<bool>("--from-snapshot") { Description = "Let the newest good snapshot, if there is one, stand for what is older." };
        var recover = new Command("recover", "Repairs what a killed writer left, as far as it is certain; refuses the rest.") { directory, ring, snapshot };
        recover.SetAction(parsed =>
        {
            var report = Recover(
                Path.GetFullPath(parsed.GetValue(directory)!), parsed.GetValue(ring), parsed.GetValue(snapshot), out var wasRepaired);
            Print(report, wasRepaired, parsed.InvocationConfiguration.Output, parsed.GetValue(SharedOptions.Json));
            return ExitCode.Done;
        });
        return recover;
    }

    /// <summary>Under the journal's lock; throws <see cref="JournalRefusedException"/> when there is nothing certain to be done.</summary>
    private static RecoveryReport Recover(string directory, string? ring, bool fromSnapshot, out bool wasRepaired)
    {
        if (!Directory.Exists(directory))
        {
            throw CliException.Input($"{directory}: no such directory");
        }

        using var held = JournalLock.TryTake(directory)
            ?? throw new JournalRefusedException(RecoveryVerdict.Busy, $"{directory} is open in another process");
        try
        {
            var (found, _) = Recovery.Run(directory, ring, new DiskSync(), fromSnapshot ? NewestSnapshot(directory) : 0);
            wasRepaired = found.NeedsRepair;
            return found;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw JournalRefusedException.ByDisk(e);
        }
    }

    private static long NewestSnapshot(string directory) => EngineIdentity.TryRead(directory) is { } engineId
        ? new SnapshotDirectory(directory, engineId, new DiskSync()).Good().FirstOrDefault()?.Sequence ?? 0
        : 0;

    private static void Print(RecoveryReport report, bool wasRepaired, TextWriter output, bool json) => output.WriteLine(json
        ? JsonLine.Of(w =>
        {
            w.WriteString("verdict", report.Verdict.ToString());
            w.WriteBoolean("repaired", wasRepaired);
            w.WriteNumber("lastSequence", report.LastSequence);
            w.WriteStartArray("findings");
            foreach (var finding in report.Findings)
            {
                w.WriteStringValue($"{finding.Verdict}: {finding.Message}");
            }

            w.WriteEndArray();
        })
        : string.Join(
            Environment.NewLine,
            [
                $"{report.Verdict}{(wasRepaired ? ", repaired" : "")}, up to sequence {report.LastSequence}",
                .. report.Findings.Select(f => $"finding      {f.Verdict}: {f.Message}"),
            ]));
}
