namespace Chronos.Core.Model;

/// <summary>
/// What an event that decides a parked proposal again knows of its waiting; default for any other event. Times are engine
/// time, nanoseconds since the Unix epoch.
/// </summary>
/// <param name="SinceNanos">When the proposal was parked; 0 when it was not.</param>
/// <param name="UntilNanos">When it expires.</param>
/// <param name="Approvals">Outside voters who approve, the vote being processed included.</param>
/// <param name="Objections">Outside voters who object, the vote being processed included.</param>
/// <param name="IsVetoed">The vote being processed is a veto.</param>
public readonly record struct Parking(long SinceNanos, long UntilNanos, int Approvals, int Objections, bool IsVetoed)
{
    /// <summary>True when the event decides a parked proposal again.</summary>
    public bool IsParked => SinceNanos != 0;

    /// <summary>True when somebody outside approves and nobody objects: what only soft gates hold back may pass.</summary>
    public bool ClearsSoftGates => Approvals != 0 && Objections == 0;

    /// <summary>The outside votes in one: the strictest that stands.</summary>
    public VoteKind Vote =>
        IsVetoed ? VoteKind.Veto : Objections != 0 ? VoteKind.Object : Approvals != 0 ? VoteKind.Approve : VoteKind.Abstain;
}
