using System.Globalization;
using Chronos.Core.Policies;

namespace Chronos.Core.Tests.Policies;

public class EntryCalendarTests
{
    private const long Second = 1_000_000_000;
    private const long Hour = 3_600 * Second;

    // Monday to Friday, 09:00 to 17:00.
    private static readonly SessionTerms Office = new() { Name = "office", Weekdays = 0b0011111, OpensNanos = 9 * Hour, ClosesNanos = 17 * Hour };

    private static readonly SessionTerms Always = new() { Name = "always", Weekdays = 0b1111111, OpensNanos = 0, ClosesNanos = 24 * Hour };

    [Theory]
    [InlineData("2026-01-02T08:59:59", false, "2026-01-02T09:00:00")]
    [InlineData("2026-01-02T09:00:00", true, "2026-01-02T09:00:00")]
    [InlineData("2026-01-02T16:59:59", true, "2026-01-02T16:59:59")]
    [InlineData("2026-01-02T17:00:00", false, "2026-01-05T09:00:00")]
    [InlineData("2026-01-03T12:00:00", false, "2026-01-05T09:00:00")]
    [InlineData("2026-01-05T00:00:00", false, "2026-01-05T09:00:00")]
    public void KnowsTheSession(string now, bool open, string opens)
    {
        var calendar = new EntryCalendar(Office, [], long.MaxValue);

        Assert.Equal(open, calendar.IsSessionOpen(At(now)));
        Assert.Equal(At(opens), calendar.SessionOpensAt(At(now)));
    }

    [Fact]
    public void AWeeklySessionOpensAWeekLater()
    {
        var mondays = new EntryCalendar(Office with { Weekdays = 1 }, [], long.MaxValue);

        Assert.Equal(At("2026-01-12T09:00:00"), mondays.SessionOpensAt(At("2026-01-05T17:00:00")));
    }

    [Theory]
    [InlineData("2026-01-01T09:59:59", null)]
    [InlineData("2026-01-01T10:00:00", "2026-01-01T12:00:00")]
    [InlineData("2026-01-01T11:59:59", "2026-01-01T12:00:00")]
    [InlineData("2026-01-01T12:00:00", null)]
    [InlineData("2026-01-01T14:30:00", "2026-01-01T15:00:00")]
    public void BlackoutsWithoutAGapAreOne(string now, string? until)
    {
        var calendar = new EntryCalendar(
            Always,
            [
                Blackout("2026-01-01T14:00:00", "2026-01-01T15:00:00"),
                Blackout("2026-01-01T11:00:00", "2026-01-01T12:00:00"),
                Blackout("2026-01-01T10:00:00", "2026-01-01T11:00:00"),
            ],
            long.MaxValue);

        Assert.Equal(until is null ? 0 : At(until), calendar.BlackoutUntil(At(now)));
    }

    /// <summary>Quiet is what a look at every minute says.</summary>
    [Fact]
    public void IsQuietUntilSomethingStopsEntries()
    {
        var end = At("2026-01-06T13:30:00");
        var calendar = new EntryCalendar(
            Office, [Blackout("2026-01-05T12:00:00", "2026-01-05T12:10:00"), Blackout("2026-01-06T08:00:00", "2026-01-06T10:00:00")], end);
        const long Minute = 60 * Second;
        for (var now = At("2026-01-04T23:00:00"); now < At("2026-01-07T02:00:00"); now += 7 * Minute)
        {
            var at = now;
            while (calendar.IsSessionOpen(at) && calendar.BlackoutUntil(at) == 0 && at < end)
            {
                at += Minute;
            }

            var quiet = calendar.QuietUntil(now);
            Assert.InRange(quiet, now, at);
            Assert.True(at == now || quiet > at - Minute, $"{now}");
        }
    }

    private static BlackoutTerms Blackout(string from, string until) => new() { FromNanos = At(from), UntilNanos = At(until), Reason = "test" };

    private static long At(string time) =>
        (DateTime.Parse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal) - DateTime.UnixEpoch).Ticks * 100;
}
