using System.Numerics;
using Chronos.Core.Decode;
using Chronos.Core.Model;

namespace Chronos.Core.Books;

/// <summary>One proposal that waits for votes from outside. Times are engine time, nanoseconds since the Unix epoch.</summary>
internal struct ParkedEntry
{
    public StrategyId Strategy;
    public ProposalId Proposal;
    public ulong ContentHash;

    /// <summary>The last record that decided it: the one that parked it, or a vote after which it still waits.</summary>
    public long Sequence;

    public long SinceNanos;
    public long UntilNanos;

    /// <summary>Bit n: voter n approves.</summary>
    public ulong Approvals;

    /// <summary>Bit n: voter n objects.</summary>
    public ulong Objections;

    /// <summary>What held it back when it was decided last; told to whoever asks, decides nothing.</summary>
    public ReasonCode Reason;
    public GateId Gate;

    public ParkedFrame Frame;

    /// <summary>A voter's word replaces the one before.</summary>
    public void Count(int voter, VoteKind kind)
    {
        var bit = 1UL << voter;
        Approvals = kind == VoteKind.Approve ? Approvals | bit : Approvals & ~bit;
        Objections = kind == VoteKind.Object ? Objections | bit : Objections & ~bit;
    }

    /// <summary>As told outside. Not for the hot path.</summary>
    public readonly ParkedProposal Tell(IReadOnlyList<string> voters)
    {
        FrameReader.ReadProposal(Frame, out var proposal);
        return new ParkedProposal
        {
            Proposal = proposal,
            ContentHash = ContentHash,
            Sequence = Sequence,
            SinceNanos = SinceNanos,
            UntilNanos = UntilNanos,
            Reason = Reason,
            Gate = Gate,
            ApprovedBy = NamesOf(Approvals, voters),
            ObjectedBy = NamesOf(Objections, voters),
        };
    }

    private static List<string> NamesOf(ulong votes, IReadOnlyList<string> voters) =>
        [.. voters.Where((_, v) => (votes >> v & 1) != 0)];

    /// <summary>What deciding it again must know, without the vote that causes it.</summary>
    public readonly Parking Waiting() => new(
        SinceNanos, UntilNanos, BitOperations.PopCount(Approvals), BitOperations.PopCount(Objections), IsVetoed: false);

    /// <summary>What deciding it again must know, with a vote that is not yet counted.</summary>
    public readonly Parking WaitingWith(int voter, VoteKind kind)
    {
        var voted = this;
        voted.Count(voter, kind);
        return voted.Waiting() with { IsVetoed = kind == VoteKind.Veto };
    }
}
