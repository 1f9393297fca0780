using System.Runtime.InteropServices;

namespace Chronos.Core.Model;

/// <summary>
/// The time limit of a parked proposal has passed; made by the engine itself. 16 bytes, little endian, part of the journal
/// format.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
public readonly struct ParkedExpiry(StrategyId strategy, ProposalId proposal)
{
    /// <summary>Who proposed.</summary>
    public readonly StrategyId Strategy = strategy;

    private readonly uint _reserved = 0;

    /// <summary>What is no longer waited for.</summary>
    public readonly ProposalId Proposal = proposal;
}
