namespace Chronos.Core.Policies;

/// <summary>
/// Limits on one order. Each stands in the policy's <c>limits</c>, and a venue, strategy, instrument or mandate may
/// tighten it; of all that apply the strictest holds.
/// </summary>
internal enum LimitKey
{
    OrderNotionalMax,
    ConfidenceMin,
    ProposalAgeMillisMax,
    QuoteAgeMillisMax,
    ClockSkewMillisMax,
    CollarAggressiveBps,
    CollarPassiveBps,
    CollarAggressiveTicks,
    CollarPassiveTicks,
    CollarLastBps,
    CollarMarkBps,
    ReferenceAgeMillisMax,
    DriftBpsMax,
    SlippageBpsMax,
    SpreadBpsMax,
    TouchNotionalMin,
    TouchPercentMax,
    DepthPercentMax,
    VolumePercentMax,
    VolatilityBpsMax,
    RiskPerTradeMax,
    StopDistanceBpsMin,
    FatFingerPercentMax,
}
