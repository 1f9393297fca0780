using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Chronos.Core.Model;

/// <summary>
/// A vote cast from outside for a proposal that waits. It names the content it is about, so that nobody agrees to another
/// proposal than the one they saw. 80 bytes, little endian, part of the journal format.
/// </summary>
/// <remarks>
/// <code>
///   0 strategy u32 | kind u8 | 0 u8 | 0 u16
///   8 proposalId u64
///  16 contentHash u64
///  24 counter u64
///  32 mac 16 B           HMAC-SHA256 over "ChronosX/vote/01" and these 80 bytes with a zero MAC, first half
///  48 voter 32 B         ASCII, zero padded
/// </code>
/// </remarks>
[StructLayout(LayoutKind.Sequential)]
public struct ExternalVote
{
    /// <summary>Who proposed.</summary>
    public StrategyId Strategy;

    /// <summary>Approve, Object or Veto.</summary>
    public VoteKind Kind;

    private readonly byte _reserved;
    private readonly ushort _reserved2;

    /// <summary>What is voted on.</summary>
    public ProposalId Proposal;

    /// <summary>The content that is voted on, as <see cref="ParkedProposal.ContentHash"/> gives it.</summary>
    public ulong ContentHash;

    /// <summary>Rises with every vote of the voter; a vote whose counter does not is refused.</summary>
    public ulong Counter;

    /// <summary>Proof that the voter's key was used.</summary>
    public VoteMac Mac;

    /// <summary>Who votes; a name of the policy's <c>keys.approvers</c>.</summary>
    public VoterName Voter;

    /// <summary>The same vote with the voter's MAC.</summary>
    public readonly ExternalVote SignedWith(ReadOnlySpan<byte> approverKey)
    {
        var signed = this;
        signed.Mac = ComputeMac(approverKey);
        return signed;
    }

    /// <summary>Whether the MAC was made with this key over exactly this vote. Constant time; allocates nothing.</summary>
    public readonly bool IsSignedWith(ReadOnlySpan<byte> approverKey)
    {
        var expected = ComputeMac(approverKey);
        var given = Mac;
        return CryptographicOperations.FixedTimeEquals(expected, given);
    }

    private readonly VoteMac ComputeMac(ReadOnlySpan<byte> key)
    {
        var unsigned = this;
        unsigned.Mac = default;
        Span<byte> full = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Span<byte> message = stackalloc byte[MacDomain.Length + Marshal.SizeOf<ExternalVote>()];
        MacDomain.CopyTo(message);
        MemoryMarshal.Write(message[MacDomain.Length..], in unsigned);
        HMACSHA256.HashData(key, message, full);
        var mac = default(VoteMac);
        full[..VoteMac.Length].CopyTo(mac);
        return mac;
    }

    private static ReadOnlySpan<byte> MacDomain => "ChronosX/vote/01"u8;
}
