namespace Chronos.Weex.Sandbox.Exchange;

/// <summary>The venue's clock in Unix milliseconds: the real one, or one that moves only when told.</summary>
internal sealed class SandboxClock(bool isVirtual, long startMillis)
{
    private long _now = startMillis;

    public bool IsVirtual => isVirtual;

    /// <summary>By how much the venue's clock is wrong.</summary>
    public long OffsetMillis { get; set; }

    /// <summary>True time; what is due is reckoned by it.</summary>
    public long Now => isVirtual ? Interlocked.Read(ref _now) : DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();

    /// <summary>What the venue says, and what it measures timestamps of requests against.</summary>
    public long ServerTime => Now + OffsetMillis;

    /// <summary>Moves a virtual clock; it never runs backwards.</summary>
    public void MoveTo(long millis)
    {
        if (millis > _now)
        {
            Interlocked.Exchange(ref _now, millis);
        }
    }
}
