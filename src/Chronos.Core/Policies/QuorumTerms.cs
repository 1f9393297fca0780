namespace Chronos.Core.Policies;

/// <summary>How many must agree, and on inputs how fresh.</summary>
public sealed record QuorumTerms
{
    /// <summary>Approvals needed, with no veto. 2 or 3.</summary>
    public required int ApprovalsMin { get; init; }

    /// <summary>Oldest venue snapshot the portfolio approver judges by; past it, it abstains. Nanoseconds.</summary>
    public required long SnapshotAgeNanosMax { get; init; }

    /// <summary>What becomes of a proposal that lacks approvals, without a veto.</summary>
    public required QuorumShortfall Shortfall { get; init; }

    /// <summary>How long a proposal may wait for votes from outside. Nanoseconds.</summary>
    public required long PendingNanosMax { get; init; }
}
