namespace Chronos.Core.Model;

/// <summary>
/// Ids of proposals the engine makes itself, as when it flattens: the highest bit and the sequence the proposal is decided
/// at. Such an id is valid at that one place only, so it can never be a repeat, and a strategy's own numbers stay free.
/// </summary>
internal static class MadeProposal
{
    private const ulong Mark = 1UL << 63;

    /// <summary>The id of the proposal made for a place in the order of events.</summary>
    public static ProposalId IdAt(long sequence) => new(Mark | (ulong)sequence);

    /// <summary>Whether an id claims to be the engine's own.</summary>
    public static bool IsMarked(ProposalId id) => (id.Value & Mark) != 0;
}
