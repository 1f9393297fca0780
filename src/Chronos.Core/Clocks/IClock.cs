namespace Chronos.Core.Clocks;

/// <summary>
/// The one source of time. Ingress stamps events with it and venue threads judge seal expiry by it; handlers never
/// read it, they use the time in the event.
/// </summary>
public interface IClock
{
    /// <summary>Nanoseconds since the Unix epoch, UTC. Never runs backwards. Any thread; does not allocate.</summary>
    long NowNanos();
}
