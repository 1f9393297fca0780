using System.CommandLine;
using Chronos.Core.Engine;
using Chronos.Core.Journal;
using Chronos.Core.Journal.Proof;
using Chronos.Core.Policies;
using Chronos.Core.Signing;
using Chronos.Host.Cli;

namespace Chronos.Host;

/// <summary>The command line: every verb, and what its failures end with.</summary>
internal static class ChronosCli
{
    /// <summary>Runs one command line and answers its exit code. Writes only to the given streams.</summary>
    public static async Task<int> RunAsync(
        string[] args, TextWriter stdout, TextWriter stderr, CancellationToken stop = default)
    {
        var root = Root();
        var parsed = root.Parse(args);
        if (parsed.Errors.Count != 0)
        {
            stderr.WriteLine("chronos: " + OneLine(string.Join(" ", parsed.Errors.Select(e => e.Message))) + " See --help.");
            return ExitCode.Usage;
        }

        try
        {
            var configuration = new InvocationConfiguration
            {
                Output = stdout,
                Error = stderr,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            };
            return await parsed.InvokeAsync(configuration, stop).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // The one place where a verb's failure becomes a line and a code; no stack reaches the user.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return Report(e, stderr);
        }
    }

    private static RootCommand Root() => new("ChronosX: strategies propose, the engine decides, only sealed orders leave.")
    {
        SharedOptions.Json,
        DemoCommand.Create(),
        RunCommand.Create(),
        ProposeCommand.Create(),
        StatusCommand.Create(),
        ControlCommand.Create(Core.Commands.CommandAction.Arm, "Lets a scope trade; two operators after a kill."),
        ControlCommand.Create(Core.Commands.CommandAction.Reduce, "Lets a scope only reduce and cancel; two operators after a kill."),
        ControlCommand.Create(Core.Commands.CommandAction.Halt, "Lets a scope only cancel; its seals die."),
        ControlCommand.Create(Core.Commands.CommandAction.Kill, "As halt, cancels what rests, and only two operators lift it."),
        ControlCommand.Create(Core.Commands.CommandAction.ClearBreaker, "Clears a latched breaker of a scope. Two operators."),
        ControlCommand.Create(Core.Commands.CommandAction.EnableStrategy, "Lets a strategy trade that a breaker has disabled. Two operators."),
        ControlCommand.Create(Core.Commands.CommandAction.LoadPolicy, "Puts another policy in force while running. Two operators."),
        ControlCommand.Create(Core.Commands.CommandAction.CancelAll, "Cancels a scope's resting orders but for protective ones."),
        ControlCommand.Create(Core.Commands.CommandAction.Flatten, "Proposes to close a scope's positions."),
        PendingCommand.Create(),
        VoteCommand.Create(),
        JournalCommand.Create(),
        ReportCommand.Create(),
        KeysCommand.Create(),
        PolicyCommand.Create(),
        WeexSandboxCommand.Create(),
    };

    private static int Report(Exception e, TextWriter stderr)
    {
        var (code, message) = e switch
        {
            CliException known => (known.ExitCode, known.Message),
            JournalRefusedException refused => (refused.ExitCode, "refused to start: " + refused.Message),
            SealKeyFileException key => (ExitCode.SealKey, "refused to start: " + key.Message),
            CheckpointKeyException key => (ExitCode.SealKey, "refused to start: " + key.Message),
            PolicyException policy => (ExitCode.Usage, policy.Message),
            EngineUnavailableException engine => (ExitCode.CouldNotRun, engine.Message),
            OperationCanceledException => (ExitCode.CouldNotRun, "interrupted"),
            IOException or UnauthorizedAccessException or HttpRequestException => (ExitCode.CouldNotRun, e.Message),
            _ => (ExitCode.CouldNotRun, $"unexpected failure: {e.GetType().Name}: {e.Message}"),
        };
        stderr.WriteLine("chronos: " + OneLine(message));
        return code;
    }

    private static string OneLine(string text) =>
        string.Join("; ", text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
}
