using Chronos.Core.Model;

namespace Chronos.Core.Policies;

/// <summary>Budget of a strategy or an asset in one account. One of the two is set.</summary>
public sealed record AllocationTerms
{
    /// <summary>Of which balance.</summary>
    public required AccountId Account { get; init; }

    /// <summary>For this strategy.</summary>
    public StrategyId? Strategy { get; init; }

    /// <summary>For this asset: a place in <see cref="Policy.Assets"/>.</summary>
    public int? Asset { get; init; }

    /// <summary>Exposure it may hold and have reserved. Quote currency; 0 denies.</summary>
    public required Notional ExposureMax { get; init; }

    /// <summary>Loss, realised plus open, net of fees. Quote currency.</summary>
    public required Notional LossMax { get; init; }
}
