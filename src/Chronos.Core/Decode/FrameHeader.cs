using System.Runtime.InteropServices;

namespace Chronos.Core.Decode;

/// <summary>The first 8 bytes of every frame.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
internal struct FrameHeader
{
    /// <summary>"CX" read as a little-endian number.</summary>
    public const ushort MagicNumber = 0x5843;

    public const byte CurrentVersion = 1;

    public const int Bytes = 8;

    public ushort Magic;
    public byte Version;
    public byte Type;
    public ushort Length;
    public ushort Flags;

    public static FrameHeader Of(FrameType type, int length, ushort flags = 0) => new()
    {
        Magic = MagicNumber,
        Version = CurrentVersion,
        Type = (byte)type,
        Length = (ushort)length,
        Flags = flags,
    };
}
