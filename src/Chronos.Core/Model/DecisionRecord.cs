using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Chronos.Core.Model;

/// <summary>
/// What was decided about one proposal, as it stands in the journal after the input's own bytes. Little endian; a
/// blocked proposal is recorded up to <see cref="HeadBytes"/>, one that passes or waits whole.
/// </summary>
/// <remarks>
/// <code>
///   0 verdict u8 | bindingGate u8 | reason u16 | voteBitmap u8 | terms u8 | keyId u16
///   8 objections 128 bits            bit n: gate n objected
///  24 permittedQuantity i64
///  32 observed i64                   of the binding gate
///  40 limit i64                      of the binding gate
///  48 votes 3 x { kind u8 | 0 u8 | reason u16 }
///  60 policyVersion u32
///  64 orderId u64
///  72 worstPrice i64
///  80 expiresAt i64                  of the seal, or of the waiting
///  88 context 12 B                   digest of what rarely changes
/// 100 zero u32
/// 104 seal 32 B
/// </code>
/// </remarks>
[StructLayout(LayoutKind.Sequential)]
public struct DecisionRecord
{
    /// <summary>Bytes recorded for a block.</summary>
    public const int HeadBytes = 64;

    /// <summary>Bytes recorded for an approval or a proposal that waits.</summary>
    public const int Bytes = 136;

    /// <summary>Where in <see cref="VoteBitmap"/> the outside votes stand.</summary>
    internal const int OutsideVoteShift = 6;

    /// <summary>The outcome.</summary>
    public Verdict Verdict;

    /// <summary>The gate that let the least pass.</summary>
    public GateId BindingGate;

    /// <summary>The primary cause.</summary>
    public ReasonCode Reason;

    /// <summary>Two bits an approver: its <see cref="VoteKind"/>; the highest two are what outside voters say together.</summary>
    public byte VoteBitmap;

    /// <summary>Side, type, time in force and reduction as sealed; see <c>CanonicalOrder</c>.</summary>
    public byte Terms;

    /// <summary>The key that sealed.</summary>
    public ushort KeyId;

    /// <summary>The gates that objected.</summary>
    public GateMask Objections;

    /// <summary>How much may pass.</summary>
    public Quantity PermittedQuantity;

    /// <summary>What the binding gate observed.</summary>
    public long Observed;

    /// <summary>What the binding gate compared it with.</summary>
    public long Limit;

    /// <summary>The votes.</summary>
    public VoteSummaries Votes;

    /// <summary>The policy's version.</summary>
    public uint PolicyVersion;

    /// <summary>The order; 0 when blocked.</summary>
    public OrderId OrderId;

    /// <summary>The worst price the order may trade at.</summary>
    public Price WorstPrice;

    /// <summary>When the seal dies, or a proposal that waits is blocked: nanoseconds since the Unix epoch.</summary>
    public long ExpiresAtNanos;

    /// <summary>Digest of engine, policy, mode, parties and scope epochs.</summary>
    public ContextDigest Context;

    private readonly uint _reserved;

    /// <summary>The seal.</summary>
    public SealBytes Seal;

    /// <summary>What outside voters say together; Abstain when none has voted.</summary>
    public readonly VoteKind OutsideVote => (VoteKind)(VoteBitmap >> OutsideVoteShift);

    /// <summary>True when some of it may pass.</summary>
    public readonly bool Passes => Verdict is Verdict.Approve or Verdict.Modify;

    /// <summary>One vote without its figures.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public readonly struct VoteSummary(VoteKind kind, ReasonCode reason)
    {
        /// <summary>The answer.</summary>
        public readonly VoteKind Kind = kind;

        private readonly byte _reserved = 0;

        /// <summary>Why it is not an approval.</summary>
        public readonly ReasonCode Reason = reason;
    }

    /// <summary>The three votes by <see cref="ApproverId"/>.</summary>
    [InlineArray(VoteSet.Count)]
    public struct VoteSummaries
    {
        private VoteSummary _first;
    }
}
