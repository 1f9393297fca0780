using Chronos.Core.Model;

namespace Chronos.Core.Policies;

/// <summary>The parts of a policy as read, before it is sealed into a <see cref="Policy"/>.</summary>
internal sealed class PolicyParts
{
    public required string Name { get; init; }

    public required uint Version { get; init; }

    public required IReadOnlyList<VenueTerms> Venues { get; init; }

    public required IReadOnlyList<AccountTerms> Accounts { get; init; }

    public required IReadOnlyList<Instrument> Instruments { get; init; }

    public required IReadOnlyList<StrategyTerms> Strategies { get; init; }

    public required IReadOnlyList<Mandate> Mandates { get; init; }

    public required QuorumTerms Quorum { get; init; }

    public required long SealTtlNanos { get; init; }

    public required EngineStage Stage { get; init; }

    public required IReadOnlyList<string> Operators { get; init; }

    public required IReadOnlyList<string> Approvers { get; init; }

    public required BreakerTerms Breakers { get; init; }

    public required WindowTerms Windows { get; init; }

    public required LatencyTerms Latency { get; init; }

    public required IReadOnlyList<SessionTerms> Sessions { get; init; }

    public required IReadOnlyList<BlackoutTerms> Blackouts { get; init; }

    public required IReadOnlyList<GroupTerms> Groups { get; init; }

    public required IReadOnlyList<DenialTerms> Denials { get; init; }

    public required IReadOnlyList<AllocationTerms> Allocations { get; init; }

    public required IReadOnlyList<string> Assets { get; init; }

    /// <summary>Limits on one order, by scope; the narrower ones in the order of their lists.</summary>
    public required LimitSet Limits { get; init; }

    public required IReadOnlyList<LimitSet> VenueLimits { get; init; }

    public required IReadOnlyList<LimitSet> StrategyLimits { get; init; }

    public required IReadOnlyList<LimitSet> InstrumentLimits { get; init; }

    public required IReadOnlyList<LimitSet> MandateLimits { get; init; }
}
