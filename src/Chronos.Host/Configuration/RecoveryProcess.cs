using System.Diagnostics;
using Chronos.Core.Journal;

namespace Chronos.Host.Configuration;

/// <summary>
/// Has a journal recovered by a process of its own before this one opens it. A refusal of that process is this one's, with the
/// same code; so is its death, whatever killed it.
/// </summary>
internal static class RecoveryProcess
{
    private const string Prefix = "chronos: refused to start: ";

    /// <summary>Waits for it. A journal that has no segments yet needs none.</summary>
    public static async Task RunAsync(string directory, string? ringDirectory, CancellationToken stop)
    {
        if (!Directory.Exists(directory) || JournalFiles.Segments(directory).Length == 0)
        {
            return;
        }

        using var process = Start(directory, ringDirectory);
        var error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            await process.WaitForExitAsync(stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Killed anywhere it leaves what the next one repairs to the same bytes.
            process.Kill();
            throw;
        }

        if (process.ExitCode == ExitCode.Done)
        {
            return;
        }

        var message = (await error.ConfigureAwait(false)).Trim();
        throw Enum.IsDefined((RefusalCode)process.ExitCode)
            ? new CliException(process.ExitCode, message.StartsWith(Prefix, StringComparison.Ordinal) ? message["chronos: ".Length..] : message)
            : new CliException(ExitCode.CouldNotRun, $"refused to start: the recovery of {directory} ended with {process.ExitCode}: {message}");
    }

    private static Process Start(string directory, string? ringDirectory)
    {
        var start = new ProcessStartInfo { RedirectStandardError = true, RedirectStandardOutput = true };
        Own(start);
        string[] arguments = ["journal", "recover", directory, "--from-snapshot", .. ringDirectory is null ? [] : new[] { "--ring", ringDirectory }];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        var process = Process.Start(start)!;

        // Nobody reads what it found: the engine's own look tells it. But a pipe that nobody empties would hold the process up.
        process.OutputDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        return process;
    }

    /// <summary>This program, by itself or by the runtime that runs it.</summary>
    private static void Own(ProcessStartInfo start)
    {
        var assembly = Path.Combine(AppContext.BaseDirectory, typeof(RecoveryProcess).Assembly.GetName().Name + ".dll");
        var running = Environment.ProcessPath;
        if (running is not null && Path.GetFileNameWithoutExtension(running) == Path.GetFileNameWithoutExtension(assembly))
        {
            start.FileName = running;
            return;
        }

        start.FileName = running is not null && Path.GetFileNameWithoutExtension(running) == "dotnet" ? running : "dotnet";
        start.ArgumentList.Add(assembly);
    }
}
