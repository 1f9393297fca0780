using System.Runtime.InteropServices;

namespace Chronos.Core.Model;

/// <summary>A vote cast from outside for a waiting proposal. 48 bytes, little endian, part of the journal format.</summary>
[StructLayout(LayoutKind.Sequential)]
public record struct ExternalVote
{
    /// <summary>Who proposed.</summary>
    public StrategyId Strategy;

    /// <summary>Who votes.</summary>
    public ApproverId Approver;

    private readonly byte _reserved;
    private readonly ushort _reserved2;

    /// <summary>What is voted on.</summary>
    public ProposalId Proposal;

    /// <summary>The vote.</summary>
    public Vote Vote;

    /// <summary>The voter's rising counter.</summary>
    public ulong Counter;
}
