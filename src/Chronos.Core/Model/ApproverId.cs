namespace Chronos.Core.Model;

/// <summary>The approvers of the quorum; the number is the vote's place in a decision.</summary>
public enum ApproverId : byte
{
    /// <summary>Judges from its own ledger of fills.</summary>
    Risk = 0,

    /// <summary>Judges from reservations and the venue's snapshots.</summary>
    Portfolio = 1,

    /// <summary>Judges from quotes and session state.</summary>
    Execution = 2,
}
