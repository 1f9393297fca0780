using Chronos.Core.Model;

namespace Chronos.Core.Policies;

/// <summary>
/// What the books of one instrument's market go by: how its quotes are checked, and the strictest limits that any strategy has in it,
/// below which no gate needs to be asked. Computed once from the policy.
/// </summary>
internal sealed record MarketTerms
{
    public required int QuoteJumpBpsMax { get; init; }

    public required int QuoteGoodMin { get; init; }

    public required long SecondSourceBpsMax { get; init; }

    public required long StatusAgeNanosMax { get; init; }

    public required long QuoteAgeNanosMax { get; init; }

    public required long ClockSkewNanosMax { get; init; }

    public required int SpreadBpsMax { get; init; }

    public required int VolatilityBpsMax { get; init; }

    public required ExactNotional TouchNotionalMin { get; init; }

    public required EntryCalendar Calendar { get; init; }

    /// <summary>The terms of an instrument, from the policy's objects and the compiled terms of all pairs.</summary>
    public static MarketTerms Of(Policy policy, int instrument, MandateTerms[] pairs)
    {
        var traded = policy.Instruments[instrument];
        var (age, skew) = (MandateTerms.None, MandateTerms.None);
        var (spread, volatility) = (int.MaxValue, int.MaxValue);
        var touch = ExactNotional.Zero;
        for (var s = 0; s < policy.Strategies.Count; s++)
        {
            ref readonly var terms = ref pairs[s * policy.Instruments.Count + instrument];
            age = Math.Min(age, terms.QuoteAgeNanosMax);
            skew = Math.Min(skew, terms.ClockSkewNanosMax);
            spread = Math.Min(spread, terms.SpreadBpsMax);
            volatility = Math.Min(volatility, terms.VolatilityBpsMax);
            touch = terms.TouchNotionalMin > touch ? terms.TouchNotionalMin : touch;
        }

        return new MarketTerms
        {
            QuoteJumpBpsMax = traded.QuoteJumpBpsMax,
            QuoteGoodMin = traded.QuoteGoodMin,
            SecondSourceBpsMax = traded.SecondSourceBpsMax,
            StatusAgeNanosMax = policy.Venues[traded.Venue.Value].StatusAgeNanosMax,
            QuoteAgeNanosMax = age,
            ClockSkewNanosMax = skew,
            SpreadBpsMax = spread,
            VolatilityBpsMax = volatility,
            TouchNotionalMin = touch,
            Calendar = CalendarOf(policy, instrument),
        };
    }

    private static EntryCalendar CalendarOf(Policy policy, int instrument)
    {
        var traded = policy.Instruments[instrument];
        var blackouts = policy.Blackouts.Where(b =>
            (b.Instrument is not { } i || i.Value == instrument) && (b.Venue is not { } v || v == traded.Venue));
        return new EntryCalendar(policy.Sessions[traded.Session], blackouts, traded.EntriesEndNanos);
    }
}
