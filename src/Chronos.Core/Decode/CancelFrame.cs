using System.Runtime.InteropServices;

namespace Chronos.Core.Decode;

/// <summary>The bytes of a cancel request. 32 bytes, little endian, version 1.</summary>
/// <remarks>
/// <code>
///   0 header (type=2, length=32, flags=0)
///   8 target proposalId u64
///  16 strategy u32 | 0 u32
///  24 reserved 8 B (zero)
/// </code>
/// </remarks>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
internal struct CancelFrame
{
    public const int Bytes = 32;

    public FrameHeader Header;
    public ulong ProposalId;
    public uint Strategy;
    public uint Reserved;
    public ulong Reserved2;
}
