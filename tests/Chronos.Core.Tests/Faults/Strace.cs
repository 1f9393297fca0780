namespace Chronos.Core.Tests.Faults;

/// <summary>
/// Runs a process under strace, which makes chosen system calls fail, wait or kill. Calls are counted by thread: the
/// n-th means the n-th of any one thread.
/// </summary>
internal sealed class Strace(string calls, string injection, string? path = null)
{
    private static readonly Lazy<string?> Missing = new(FindMissing);

    private readonly string _log = Path.GetTempFileName();

    /// <summary>Why it cannot be used here; null where it can.</summary>
    public static string? MissingReason => Missing.Value;

    /// <summary>Kills the process at the n-th of these calls.</summary>
    public static Strace KillAt(string calls, int n) => new(calls, $"signal=SIGKILL:when={n}");

    /// <summary>Makes the n-th of these calls fail once.</summary>
    public static Strace FailAt(string calls, string error, int n, string? path = null) => new(calls, $"error={error}:when={n}", path);

    /// <summary>What goes in front of the command.</summary>
    public string[] Prefix =>
    [
        "strace", "-f", "-qq", "-o", _log, "-e", "trace=" + calls, "-e", $"inject={calls}:{injection}", .. path is null ? [] : (string[])["-P", path],
    ];

    /// <summary>Whether it has done what it was for: a call marked as injected, or the kill. Once, after the end.</summary>
    public bool HasHappened()
    {
        var log = File.ReadAllText(_log);
        File.Delete(_log);
        return log.Contains("(INJECTED)", StringComparison.Ordinal)
            || log.Contains("(DELAYED)", StringComparison.Ordinal)
            || log.Contains("+++ killed by SIGKILL +++", StringComparison.Ordinal);
    }

    private static string? FindMissing()
    {
        try
        {
            var end = ChildProcess.Run(["strace", "-f", "-qq", "-o", "/dev/null", "true"]);
            return end.Code == 0 ? null : "strace may not trace here: " + end.Error.Trim();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "strace is not installed";
        }
    }
}
