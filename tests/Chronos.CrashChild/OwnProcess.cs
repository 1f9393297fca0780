using System.Runtime.InteropServices;

namespace Chronos.CrashChild;

/// <summary>Signals this process sends itself, so that it ends or stops at a place that is known.</summary>
internal static partial class OwnProcess
{
    private const int SigKill = 9;
    private const int SigStop = 19;

    /// <summary>Ends here, as by <c>kill -9</c>.</summary>
    public static void Kill() => Send(SigKill);

    /// <summary>Stands still here, with all threads, until somebody lets it go on.</summary>
    public static void Stop() => Send(SigStop);

    private static void Send(int signal)
    {
        if (SendSignal(Environment.ProcessId, signal) != 0)
        {
            throw new InvalidOperationException($"signal {signal} was not sent: error {Marshal.GetLastPInvokeError()}");
        }
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SendSignal(int process, int signal);
}
