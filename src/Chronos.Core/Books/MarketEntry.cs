using Chronos.Core.Model;

namespace Chronos.Core.Books;

/// <summary>What is known of the market in one instrument besides its quote. Middles are doubled; times are engine time, 0 for never.</summary>
internal struct MarketEntry
{
    /// <summary>
    /// Until then nothing that was told and no calendar can make a market gate object that does not look at price or quantity,
    /// under the strictest limits of any strategy; 0 when one may. Computed from the rest.
    /// </summary>
    public long QuietUntilNanos;

    /// <summary>Until then the calendar stops no entry; what is past says that it has to be asked again. Computed.</summary>
    public long CalendarUntilNanos;

    /// <summary>Lowest and highest middle the drift window begins with, as long as <see cref="DriftUntilNanos"/> has not come.</summary>
    public long DriftLowest;
    public long DriftHighest;
    public long DriftUntilNanos;

    /// <summary>Highest and lowest middle of the volatility window at the last quote.</summary>
    public long HighestMiddle;
    public long LowestMiddle;

    /// <summary>Arrival less venue time of the quote in force; <see cref="long.MaxValue"/> when it says no venue time.</summary>
    public long SkewNanos;

    /// <summary>Whether quotes are believed.</summary>
    public Quarantine Quarantine;

    /// <summary>What the second source quotes.</summary>
    public long SecondMiddle;
    public long SecondTimeNanos;

    /// <summary>What the venue says about trading.</summary>
    public MarketStatus Status;
    public long StatusTimeNanos;
    public Price Last;
    public long LastTimeNanos;
    public Price Mark;
    public long MarkTimeNanos;

    public readonly void AddTo(StateHash hash)
    {
        hash.Add(SkewNanos);
        hash.Add(Quarantine.Active ? 1L : 0L);
        hash.Add((long)Quarantine.Agreeing);
        hash.Add(Quarantine.LastMiddle);
        hash.Add(SecondMiddle);
        hash.Add(SecondTimeNanos);
        hash.Add((long)Status);
        hash.Add(StatusTimeNanos);
        hash.Add(Last.Units);
        hash.Add(LastTimeNanos);
        hash.Add(Mark.Units);
        hash.Add(MarkTimeNanos);
    }
}
