namespace Chronos.Core.Model;

/// <summary>One approver's answer. Numbers are part of the journal and seal formats.</summary>
public enum VoteKind : byte
{
    /// <summary>No fresh input to judge by.</summary>
    Abstain = 0,

    /// <summary>Agrees.</summary>
    Approve = 1,

    /// <summary>Disagrees softly; others may carry the proposal.</summary>
    Object = 2,

    /// <summary>A hard limit; nothing carries the proposal.</summary>
    Veto = 3,
}
