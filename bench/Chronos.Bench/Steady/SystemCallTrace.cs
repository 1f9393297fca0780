using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Chronos.Bench.Steady;

/// <summary>
/// strace on one thread of this process: notes every system call it makes. What it says is worth something only where
/// calls made on purpose are found in it.
/// </summary>
internal sealed partial class SystemCallTrace : IDisposable
{
    private const int Interrupt = 2;
    private const int AttachMillisMax = 10_000;

    private readonly string _log = Path.GetTempFileName();
    private readonly Process _process;

    private SystemCallTrace(int threadId) => _process = Process.Start(new ProcessStartInfo("strace")
    {
        ArgumentList = { "-o", _log, "-p", threadId.ToString(System.Globalization.CultureInfo.InvariantCulture) },
        RedirectStandardError = true,
    })!;

    /// <summary>Begins to note the calls of a thread. Throws <see cref="InvalidOperationException"/> where strace is missing or not allowed.</summary>
    public static SystemCallTrace Attach(int threadId)
    {
        SystemCallTrace trace;
        try
        {
            trace = new SystemCallTrace(threadId);
        }
        catch (Win32Exception e)
        {
            throw new InvalidOperationException("strace is not installed", e);
        }

        // strace says that it has attached, or why it cannot.
        var told = trace._process.StandardError.ReadLineAsync();
        if (told.Wait(AttachMillisMax) && told.Result?.Contains("attached", StringComparison.Ordinal) == true)
        {
            return trace;
        }

        var reason = told.IsCompleted ? told.Result : "it says nothing";
        trace.Dispose();
        throw new InvalidOperationException($"strace may not trace here: {reason}");
    }

    /// <summary>Lets the thread go; the calls it made, one a line.</summary>
    public string[] Detach()
    {
        _ = Kill(_process.Id, Interrupt);
        if (!_process.WaitForExit(AttachMillisMax))
        {
            throw new InvalidOperationException("strace does not end");
        }

        return File.ReadAllLines(_log);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
        File.Delete(_log);
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
