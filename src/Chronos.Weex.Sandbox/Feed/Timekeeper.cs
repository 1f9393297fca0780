using Chronos.Weex.Sandbox.Sockets;

namespace Chronos.Weex.Sandbox.Feed;

/// <summary>Does what time brings, in order: quotes, fundings, pushes. Used under the exchange's lock.</summary>
internal sealed class Timekeeper(Venue venue, QuotePlayer player, SocketHub hub)
{
    private const long SettleMillis = 60_000;

    /// <summary>What is due now.</summary>
    public void Pulse()
    {
        player.PlayDue();
        venue.Advance();
        hub.Pulse();
    }

    /// <summary>Moves a virtual clock, stopping wherever something is due.</summary>
    public void Step(long millis)
    {
        var target = venue.Clock.Now + millis;
        while (venue.Clock.Now < target)
        {
            var next = Math.Min(target, (venue.Clock.Now / SettleMillis + 1) * SettleMillis);
            next = player.NextDue is { } due ? Math.Min(next, due) : next;
            next = hub.Count != 0 ? Math.Min(next, hub.NextPush) : next;
            venue.Clock.MoveTo(Math.Max(next, venue.Clock.Now + 1));
            Pulse();
        }
    }
}
