namespace Chronos.Core.Policies;

/// <summary>How many must agree, and on inputs how fresh.</summary>
public sealed record QuorumTerms
{
    /// <summary>Approvals needed, with no veto. 2 or 3.</summary>
    public required int ApprovalsMin { get; init; }

    /// <summary>Oldest venue snapshot the portfolio approver judges by; past it, it abstains. Nanoseconds.</summary>
    public required long SnapshotAgeNanosMax { get; init; }

    /// <summary>True when a proposal short of approvals without a veto, or with soft objections only, waits for votes; false when it is blocked.</summary>
    public required bool ParksShortfall { get; init; }

    /// <summary>How long a parked proposal waits for votes. Nanoseconds.</summary>
    public required long PendingNanosMax { get; init; }
}
