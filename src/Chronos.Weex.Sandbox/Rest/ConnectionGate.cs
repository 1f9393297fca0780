namespace Chronos.Weex.Sandbox.Rest;

/// <summary>Counts connections as the venue does: in five minutes, and at once. All come from one machine. Any thread.</summary>
internal sealed class ConnectionGate(RateLimitOptions options, SandboxClock clock)
{
    private const int WindowMillis = 300_000;

    private readonly Lock _gate = new();
    private readonly SlidingWindow _made = new(options.ConnectionsPerFiveMinutes, WindowMillis);
    private int _open;

    /// <summary>Counts a connection in; false when it is one too many.</summary>
    public bool Open()
    {
        lock (_gate)
        {
            _open++;
            return (options.ConnectionsAtOnce == 0 || _open <= options.ConnectionsAtOnce) && _made.TryTake(clock.Now);
        }
    }

    public void Close()
    {
        lock (_gate)
        {
            _open--;
        }
    }
}
