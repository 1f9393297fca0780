namespace Chronos.Core.Policies;

/// <summary>When one instrument may be entered by session, blackouts and delisting. UTC nanoseconds since the Unix epoch.</summary>
internal sealed class EntryCalendar(SessionTerms session, IEnumerable<BlackoutTerms> blackouts, long entriesEndNanos)
{
    private const long DayNanos = 86_400_000_000_000;
    private const int DaysAWeek = 7;

    // 1 January 1970 was a Thursday; Monday is day 0.
    private const int EpochWeekday = 3;

    private readonly BlackoutTerms[] _blackouts = [.. blackouts.OrderBy(b => b.FromNanos)];

    /// <summary>Whether the session is open.</summary>
    public bool IsSessionOpen(long nowNanos)
    {
        var day = nowNanos / DayNanos;
        var time = nowNanos - day * DayNanos;
        return IsSessionDay(day) && time >= session.OpensNanos && time < session.ClosesNanos;
    }

    /// <summary>The first moment from now on at which the session is open.</summary>
    public long SessionOpensAt(long nowNanos)
    {
        if (IsSessionOpen(nowNanos))
        {
            return nowNanos;
        }

        var day = nowNanos / DayNanos;
        for (var ahead = 0; ahead <= DaysAWeek; ahead++)
        {
            var opens = (day + ahead) * DayNanos + session.OpensNanos;
            if (IsSessionDay(day + ahead) && opens >= nowNanos)
            {
                return opens;
            }
        }

        return long.MaxValue;
    }

    /// <summary>The end of the blackout under way, of all that follow one another without a gap; 0 when there is none.</summary>
    public long BlackoutUntil(long nowNanos)
    {
        var until = 0L;
        foreach (var blackout in _blackouts)
        {
            if (blackout.FromNanos <= Math.Max(nowNanos, until) && blackout.UntilNanos > nowNanos)
            {
                until = Math.Max(until, blackout.UntilNanos);
            }
        }

        return until;
    }

    /// <summary>The first moment from now on at which the calendar may stop entries; now when it does.</summary>
    public long QuietUntil(long nowNanos)
    {
        if (!IsSessionOpen(nowNanos))
        {
            return nowNanos;
        }

        var quiet = Math.Min(entriesEndNanos, nowNanos / DayNanos * DayNanos + session.ClosesNanos);
        foreach (var blackout in _blackouts)
        {
            if (blackout.UntilNanos > nowNanos)
            {
                quiet = Math.Min(quiet, blackout.FromNanos);
            }
        }

        return Math.Max(quiet, nowNanos);
    }

    private bool IsSessionDay(long day) => (session.Weekdays >> (int)((day + EpochWeekday) % DaysAWeek) & 1) != 0;
}
