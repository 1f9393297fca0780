namespace Chronos.Weex.Sandbox.Markets;

/// <summary>Length of bars, by the wire's name.</summary>
/// <param name="Name">Such as <c>5m</c>.</param>
/// <param name="Minutes">Length; 0 for a calendar month.</param>
/// <param name="OnContract">Whether contracts offer it too.</param>
internal sealed record Interval(string Name, int Minutes, bool OnContract)
{
    private const long MinuteMillis = 60_000;
    private const int WeekMinutes = 7 * 1440;

    // The epoch was a Thursday; weeks begin on Monday.
    private const long MondayMillis = 4 * 1440 * MinuteMillis;

    public static IReadOnlyList<Interval> All { get; } =
    [
        new("1m", 1, true), new("5m", 5, true), new("15m", 15, true), new("30m", 30, true), new("1h", 60, true),
        new("2h", 120, false), new("4h", 240, true), new("6h", 360, false), new("8h", 480, false), new("12h", 720, true),
        new("1d", 1440, true), new("1w", WeekMinutes, true), new("1M", 0, false),
    ];

    public static Interval? Find(string? name, Product product) =>
        All.FirstOrDefault(i => i.Name == name && (i.OnContract || product == Product.Spot));

    /// <summary>Begin and end of the bar a time falls into.</summary>
    public (long Open, long Close) Bounds(long time)
    {
        if (Minutes == 0)
        {
            var day = DateTimeOffset.FromUnixTimeMilliseconds(time);
            var month = new DateTimeOffset(day.Year, day.Month, 1, 0, 0, 0, TimeSpan.Zero);
            return (month.ToUnixTimeMilliseconds(), month.AddMonths(1).ToUnixTimeMilliseconds());
        }

        var length = Minutes * MinuteMillis;
        var shift = Minutes == WeekMinutes ? MondayMillis : 0;
        var open = (time - shift) / length * length + shift;
        return (open, open + length);
    }
}
