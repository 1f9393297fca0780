using System.Buffers.Binary;

namespace Chronos.Core.Replay.Traces;

/// <summary>The beginning of a trace file. 64 bytes, little endian.</summary>
/// <remarks>
/// <code>
///   0 magic "CXTRACE1"
///   8 version u32 | interval u32          records between two hashes of the books
///  16 records i64                         entries that follow, from sequence 1 on
///  24 stateHash 32 B                      of all books after the last record
///  56 zero 8 B
/// </code>
/// </remarks>
internal sealed record TraceHeader(int Interval, long Records, byte[] StateHash)
{
    /// <summary>Bytes of a header.</summary>
    public const int Bytes = 64;

    private const uint Version = 1;

    private static ReadOnlySpan<byte> Magic => "CXTRACE1"u8;

    /// <summary>Writes it.</summary>
    public void Write(Span<byte> bytes)
    {
        bytes.Clear();
        Magic.CopyTo(bytes);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[8..], Version);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[12..], Interval);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[16..], Records);
        StateHash.CopyTo(bytes[24..]);
    }

    /// <summary>Reads one. Throws <see cref="InvalidDataException"/> when it is none.</summary>
    public static TraceHeader Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < Bytes || !bytes.StartsWith(Magic))
        {
            throw new InvalidDataException("is no trace");
        }

        var version = BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]);
        if (version != Version)
        {
            throw new InvalidDataException($"is a trace of version {version}, and only {Version} is read");
        }

        return new TraceHeader(
            BinaryPrimitives.ReadInt32LittleEndian(bytes[12..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[16..]),
            bytes.Slice(24, 32).ToArray());
    }
}
