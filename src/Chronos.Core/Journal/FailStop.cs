namespace Chronos.Core.Journal;

/// <summary>
/// What happens at the first write or sync error: nothing may leave any more, then the reason is put where the next
/// start finds it, then the process ends. Once; later reports are ignored. Any thread.
/// </summary>
internal sealed class FailStop(Watermarks watermarks, string reasonPath, Action<string> failFast)
{
    private int _failed;

    /// <summary>File the reason is written to, next to the ring.</summary>
    public string ReasonPath => reasonPath;

    /// <summary>Stops egress and ends the process.</summary>
    public void Fail(string what, Exception cause, long nowNanos)
    {
        watermarks.StopEgress();
        if (Interlocked.Exchange(ref _failed, 1) != 0)
        {
            return;
        }

        var reason = $"{what}: {cause.Message}";
        try
        {
            File.WriteAllText(
                reasonPath, $"{reason}\nat {nowNanos} ns, synced {watermarks.Synced}, written {watermarks.Written}\n");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            reason += $" (and the reason file could not be written: {e.Message})";
        }

        failFast(reason);
    }
}
