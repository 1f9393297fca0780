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

    public required IReadOnlyList<string> Approvers { get; init; }

    public required long SealTtlNanos { get; init; }
}
