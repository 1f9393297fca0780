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

    /// <summary>Largest value of an order. 0 denies.</summary>
    public required Notional OrderNotionalMax { get; init; }

    /// <summary>Largest position either way, working orders counted where that is worse. 0 denies.</summary>
    public required Quantity PositionMax { get; init; }

    /// <summary>How far past the touch a price may reach: a buy above the ask, a sell below the bid. Basis points, 0 to 5 000.</summary>
    public required int CollarBps { get; init; }

    /// <summary>How far the worst price may stand from the middle of the quote. Basis points, 0 to 5 000.</summary>
    public required int SlippageBpsMax { get; init; }

    /// <summary>Order quantity over the displayed size of the touch it takes, past which the execution approver objects. Percent, 1 to 1 000 000.</summary>
    public required int DisplayedSizePercentMax { get; init; }

    /// <summary>Oldest quote an order may be judged by. Nanoseconds.</summary>
    public required long QuoteAgeNanosMax { get; init; }
}
