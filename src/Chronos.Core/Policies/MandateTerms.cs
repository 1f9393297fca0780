using Chronos.Core.Model;

namespace Chronos.Core.Policies;

/// <summary>
/// Everything the gates need for one strategy × instrument, the strictest of all scopes, laid out for one look-up.
/// Computed once from the policy. A limit of <see cref="None"/> is switched off by the policy.
/// </summary>
internal struct MandateTerms
{
    /// <summary>A limit the policy switches off.</summary>
    public const long None = long.MaxValue;

    public bool Allowed;
    public bool Tradable;
    public bool ReductionsExemptFromNotionalMin;

    /// <summary>Bits of the mandate: n stands for number n + 1 of the enumeration.</summary>
    public byte Sides;
    public byte Types;
    public byte TimesInForce;

    /// <summary>Sides a denial forbids, in the same bits.</summary>
    public byte DeniedSides;
    public int Strategy;
    public int Instrument;
    public int Account;
    public int Venue;
    public int Group;
    public int Asset;
    public int ConfidenceMinPpm;
    public int UnansweredOrdersMax;
    public int CollarAggressiveBps;
    public int DriftBpsMax;
    public int SlippageBpsMax;
    public int SpreadBpsMax;
    public int TouchPercentMax;
    public int DepthPercentMax;
    public int VolatilityBpsMax;
    public int RiskPerTradeMaxPpm;
    public int StopDistanceBpsMin;

    /// <summary>Initial margin of the instrument and highest fee of the account together, over the value of an order. Millionths.</summary>
    public int HoldPpm;

    /// <summary>Highest fee of the account over the value of an order. Millionths.</summary>
    public int FeePpm;
    public long CollarPassiveBps;
    public long CollarLastBps;
    public long CollarMarkBps;
    public long ReferenceAgeNanosMax;
    public long StatusAgeNanosMax;
    public long ProposalIdGapMax;

    /// <summary>The collars in ticks, as a distance of prices.</summary>
    public Price CollarAggressiveSpan;
    public Price CollarPassiveSpan;
    public long VolumePercentMax;
    public long FatFingerPercentMax;
    public long QuoteAgeNanosMax;
    public long ClockSkewNanosMax;
    public long ProposalAgeNanosMax;

    /// <summary>Entries stop here: the time of delisting less its horizon; <see cref="None"/> without one.</summary>
    public long EntriesEndNanos;
    public Price TickSize;
    public Quantity LotSize;
    public Quantity QuantityMin;
    public Quantity OrderQuantityMax;
    public Quantity PositionMax;

    /// <summary>The strategy's own largest position, by its mandate.</summary>
    public Quantity StrategyPositionMax;
    public ExactNotional NotionalMin;
    public ExactNotional OrderNotionalMax;
    public ExactNotional TouchNotionalMin;
}
