using System.Runtime.InteropServices;

namespace Chronos.Core.Decode;

/// <summary>The bytes of a proposal. 80 bytes, little endian, version 1.</summary>
/// <remarks>
/// <code>
///   0        2        3        4                 6                 8
///   | magic  | version| type=1 | length u16      | flags u16       |
///   8 proposalId u64
///  16 strategy u32           | instrument u32
///  24 side u8 | type u8 | timeInForce u8 | 0 | confidence u32 (millionths)
///  32 quantity i64           (1e-8 base)
///  40 limitPrice i64         (1e-8 quote; the trigger of a stop; 0 for a market order)
///  48 createdAt i64          (ns since the Unix epoch)
///  56 expiresAt i64          (ns since the Unix epoch, or 0)
///  64 stopPrice i64          (1e-8 quote, or 0)
///  72 replaces u64           (proposalId of the order to replace, or 0)
/// </code>
/// </remarks>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
internal struct ProposalFrame
{
    public const int Bytes = 80;

    public FrameHeader Header;
    public ulong ProposalId;
    public uint Strategy;
    public uint Instrument;
    public byte Side;
    public byte OrderType;
    public byte TimeInForce;
    public byte Reserved;
    public uint ConfidencePpm;
    public long Quantity;
    public long LimitPrice;
    public long CreatedAtNanos;
    public long ExpiresAtNanos;
    public long StopPrice;
    public ulong Replaces;
}
