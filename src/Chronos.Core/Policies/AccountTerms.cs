using Chronos.Core.Model;

namespace Chronos.Core.Policies;

/// <summary>One balance at one venue, with the limits that hold for all of it.</summary>
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

    /// <summary>Loss since midnight UTC, realised plus open, net of fees, past which entries stop. Quote currency; 0 denies at the first loss.</summary>
    public required Notional DailyLossMax { get; init; }

    /// <summary>Gross exposure allowed per unit of balance, in hundredths (300 = 3×). Count, 1 to 10 000.</summary>
    public required int LeverageMaxPercent { get; init; }
}
