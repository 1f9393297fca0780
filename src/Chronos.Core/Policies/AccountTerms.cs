using Chronos.Core.Model;

namespace Chronos.Core.Policies;

/// <summary>One balance at one venue, with the limits that hold for all of it. Fractions are in millionths.</summary>
public sealed record AccountTerms
{
    /// <summary>Name outside the engine; unique.</summary>
    public required string Name { get; init; }

    /// <summary>Where the balance is.</summary>
    public required VenueId Venue { get; init; }

    /// <summary>Currency of the balance; every instrument of the account is quoted in it.</summary>
    public required string Currency { get; init; }

    /// <summary>Gross exposure allowed, working orders counted where that is worse. Quote currency; 0 denies.</summary>
    public required Notional GrossExposureMax { get; init; }

    /// <summary>Sum of signed exposures allowed, either way, working orders counted where that is worse. Quote currency.</summary>
    public required Notional NetExposureMax { get; init; }

    /// <summary>Gross exposure allowed per unit of equity, in hundredths (300 = 3×). Count, 1 to 10 000.</summary>
    public required int LeverageMaxPercent { get; init; }

    /// <summary>Exposure of one instrument allowed, over equity. Millionths.</summary>
    public required int ConcentrationMaxPpm { get; init; }

    /// <summary>Sum of squares of each instrument's exposure over equity. Millionths.</summary>
    public required int HerfindahlMaxPpm { get; init; }

    /// <summary>Instruments held, or working to be held. Count.</summary>
    public required int OpenPositionsMax { get; init; }

    /// <summary>Working orders. Count.</summary>
    public required int WorkingOrdersMax { get; init; }

    /// <summary>Least equity not bound by initial margin, over equity. Millionths.</summary>
    public required int FreeMarginMinPpm { get; init; }

    /// <summary>Exposure of the larger side over all exposure. Millionths, 500 000 to 1 000 000.</summary>
    public required int OneSidednessMaxPpm { get; init; }

    /// <summary>Open positions from which one-sidedness is judged. Count.</summary>
    public required int OneSidednessPositionsMin { get; init; }

    /// <summary>Oldest quote that values an exposure in the account's sums. Nanoseconds.</summary>
    public required long ValuationAgeNanosMax { get; init; }

    /// <summary>Highest fee of the venue, reserved with every order. Basis points.</summary>
    public required int FeeBpsMax { get; init; }

    /// <summary>What happens when an order would meet one of our own.</summary>
    public required SelfTradeMode SelfTrade { get; init; }

    /// <summary>Loss since midnight UTC, realised plus open, net of fees, past which entries stop. Quote currency; 0 denies at the first loss.</summary>
    public required Notional DailyLossMax { get; init; }

    /// <summary>Loss since Monday 00:00 UTC, realised plus open, net of fees. Quote currency.</summary>
    public required Notional WeeklyLossMax { get; init; }

    /// <summary>Fall of equity from its peak allowed, over the peak. Millionths.</summary>
    public required int DrawdownMaxPpm { get; init; }
}
