using System.CommandLine;
using Chronos.Core.Journal;
using Chronos.Core.Policies;
using Chronos.Core.Replay;
using Chronos.Host.Audit;
using Chronos.Host.Cases;
using Chronos.Host.Cases.Pins;

namespace Chronos.Host.Cli;

/// <summary><c>chronos journal pin</c>: turns a recorded decision into a case for <c>policy test</c>.</summary>
internal static class JournalPinCommand
{
    public static Command Create()
    {
        var id = new Argument<string>("ID") { Description = "STRATEGY:PROPOSALID, or the sequence of a decision." };
        var directory = JournalCommand.DirectoryArgument();
        var file = new Option<string>("--out") { Description = "The case file to write.", Required = true };
        var policy = new Option<string?>("--policy-out") { Description = "Also write the policy that ruled, as it was recorded." };
        var pin = new Command("pin", "Turns a recorded decision into a case file for policy test.") { id, directory, file, policy };
        pin.SetAction(parsed =>
        {
            using var closed = ClosedJournal.Open(parsed.GetValue(directory)!);
            var explanation = JournalExplainCommand.Explain(closed.Directory, parsed.GetValue(id)!);
            var (text, script) = Pin(closed.Directory, parsed.GetValue(id)!, explanation);
            Write(parsed.GetValue(file)!, text, explanation.Decisions[0].Policy!);
            if (parsed.GetValue(policy) is { } policyFile)
            {
                File.WriteAllBytes(policyFile, explanation.Decisions[0].Policy!.Source.ToArray());
            }

            var hash = Convert.ToHexStringLower(explanation.Decisions[0].Policy!.Hash);
            parsed.InvocationConfiguration.Output.WriteLine(parsed.GetValue(SharedOptions.Json)
                ? JsonLine.Of(w =>
                {
                    w.WriteNumber("sequence", explanation.Decisions[0].Decision.Sequence);
                    w.WriteNumber("steps", script.Steps.Count);
                    w.WriteString("policyHash", hash);
                })
                : $"pinned sequence {explanation.Decisions[0].Decision.Sequence} in {script.Steps.Count} steps, under the policy with hash {hash}");
            return ExitCode.Done;
        });
        return pin;
    }

    private static (string Text, CaseScript Script) Pin(string directory, string id, Explanation explanation)
    {
        var decision = explanation.Decisions[0];
        var sequence = decision.Decision.Sequence;
        var history = new HistorySteps();
        using var replayer = new Replayer();
        var next = 1L;
        JournalReading.Run(
            directory,
            (in RecordView record) =>
            {
                next = record.Sequence + 1;
                history.Take(in record);
                replayer.Replay(in record);
            },
            () => next >= sequence);
        try
        {
            var pin = new CasePin(decision, replayer.State.Identity.WorkingOrdersMax);
            var script = pin.Find(replayer.State, history) ?? throw new CaseException(string.Join("; ", pin.Tried));
            var about = $"Recorded at sequence {sequence}, {IsoTime.Format(decision.Decision.DecidedAtNanos)}, under the policy with hash {Convert.ToHexStringLower(decision.Policy!.Hash)}.";
            return (CaseText.Of(about, $"recorded decision {sequence}", script, pin.Expected), script);
        }
        catch (CaseException e)
        {
            throw new CliException(ExitCode.CheckFailed, $"{id}: no case makes the recorded decision: {e.Message}");
        }
    }

    /// <summary>What stands in the file is read and played once more before it gets its name.</summary>
    private static void Write(string path, string text, Policy policy)
    {
        var full = Path.GetFullPath(path);
        var made = full + ".tmp";
        File.WriteAllText(made, text);
        try
        {
            var read = CaseFile.Read(made).Single();
            if (!read.Expected.Holds(read.Script.Play(policy)))
            {
                throw new CliException(ExitCode.CheckFailed, $"{path}: the case no longer holds once it is written");
            }

            File.Move(made, full, overwrite: true);
        }
        catch (PolicyException e)
        {
            throw new CliException(ExitCode.CheckFailed, $"{path}: a case file cannot say it: {string.Join("; ", e.Errors)}");
        }
        finally
        {
            File.Delete(made);
        }
    }
}
