namespace Chronos.Core.Policies;

/// <summary>What becomes of a proposal that lacks approvals, or that only a soft gate holds back, without a veto.</summary>
public enum QuorumShortfall
{
    /// <summary>It is blocked.</summary>
    Block = 0,

    /// <summary>It waits for votes from outside, up to a time limit.</summary>
    Pending = 1,
}
