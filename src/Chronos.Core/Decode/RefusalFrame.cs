using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Chronos.Core.Model;

namespace Chronos.Core.Decode;

/// <summary>The bytes of an edge's refusal. 80 bytes, little endian, version 1. Only our own edges write it.</summary>
/// <remarks>
/// <code>
///   0 header (type=3, length=80, flags=0)
///   8 code u16 | fieldLength u8 | 0 u8 | 0 u32
///  16 bodyBytes i64
///  24 bodyHash 16 B         (first half of the SHA-256)
///  40 field 40 B            (ASCII, zero padded)
/// </code>
/// </remarks>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
internal struct RefusalFrame
{
    public const int Bytes = 80;
    public const int HashBytes = 16;

    public FrameHeader Header;
    public ushort Code;
    public byte FieldLength;
    public byte Reserved;
    public uint Reserved2;
    public long BodyBytes;
    public HashBuffer BodyHash;
    public FieldBuffer Field;

    [InlineArray(HashBytes)]
    public struct HashBuffer
    {
        private byte _first;
    }

    [InlineArray(EdgeRefusal.MaxFieldLength)]
    public struct FieldBuffer
    {
        private byte _first;
    }
}
