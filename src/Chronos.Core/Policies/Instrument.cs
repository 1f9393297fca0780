using Chronos.Core.Model;

namespace Chronos.Core.Policies;

/// <summary>What may be traded, in which steps, and the limits that hold for every order in it.</summary>
public sealed record Instrument
{
    /// <summary>The venue's text for it; unique.</summary>
    public required string Symbol { get; init; }

    /// <summary>Where it trades.</summary>
    public required VenueId Venue { get; init; }

    /// <summary>What a quantity counts.</summary>
    public required string BaseCurrency { get; init; }

    /// <summary>What a price counts.</summary>
    public required string QuoteCurrency { get; init; }

    /// <summary>False stops entries; reductions and cancels pass.</summary>
    public required bool Tradable { get; init; }

    /// <summary>Step of prices; above zero.</summary>
    public required Price TickSize { get; init; }

    /// <summary>Step of quantities; above zero.</summary>
    public required Quantity LotSize { get; init; }

    /// <summary>Smallest order; a multiple of the lot, above zero.</summary>
    public required Quantity QuantityMin { get; init; }

    /// <summary>Smallest value of an order.</summary>
    public required Notional NotionalMin { get; init; }

    /// <summary>True when the venue takes reductions below <see cref="NotionalMin"/>.</summary>
    public required bool ReductionsExemptFromNotionalMin { get; init; }

    /// <summary>Largest order. 0 denies.</summary>
    public required Quantity OrderQuantityMax { get; init; }

    /// <summary>Largest position either way, working orders counted where that is worse. 0 denies.</summary>
    public required Quantity PositionMax { get; init; }

    /// <summary>The group it belongs to: a place in <see cref="Policy.Groups"/>.</summary>
    public required int Group { get; init; }

    /// <summary>When it may be entered: a place in <see cref="Policy.Sessions"/>.</summary>
    public required int Session { get; init; }

    /// <summary>When it stops trading: nanoseconds since the Unix epoch; <see cref="long.MaxValue"/> while it does not.</summary>
    public required long DelistsAtNanos { get; init; }

    /// <summary>How long before <see cref="DelistsAtNanos"/> entries stop. Nanoseconds.</summary>
    public required long DelistHorizonNanos { get; init; }

    /// <summary>When entries stop for the delisting; <see cref="long.MaxValue"/> without one.</summary>
    internal long EntriesEndNanos => DelistsAtNanos == MandateTerms.None ? MandateTerms.None : DelistsAtNanos - DelistHorizonNanos;

    /// <summary>Margin bound by exposure, over exposure. Millionths, 1 to 1 000 000.</summary>
    public required int InitialMarginPpm { get; init; }

    /// <summary>Working orders in it. Count.</summary>
    public required int WorkingOrdersMax { get; init; }

    /// <summary>Messages in it.</summary>
    public required RateTerms Rates { get; init; }

    /// <summary>A quote whose middle is further than this from the one before is quarantined. Basis points.</summary>
    public required int QuoteJumpBpsMax { get; init; }

    /// <summary>Quotes in a row that must agree to leave quarantine. Count.</summary>
    public required int QuoteGoodMin { get; init; }

    /// <summary>A quote further than this from the second source is quarantined. Basis points; <see cref="long.MaxValue"/> where there is none.</summary>
    public required long SecondSourceBpsMax { get; init; }
}
