using System.Buffers.Binary;

namespace Chronos.Core.Journal;

/// <summary>
/// What a segment says about itself. It stands twice, at bytes 0 and 4096 of the file, each copy with its own CRC, so
/// that one of them may go bad. Little endian.
/// <code>
///   0            8        12       16            32       36       40            48             56        60
///   +------------+--------+--------+-------------+--------+--------+-------------+--------------+---------+------+
///   | magic      | version| endian | engine id   | stream | size   | number      | first seq    | prv crc |epoch |
///   +------------+--------+--------+-------------+--------+--------+-------------+--------------+---------+------+
///   64             72             80             88             96   97    98     104           136
///   +--------------+--------------+--------------+--------------+----+-----+------+-------------+-------------+
///   | prv length   | salt         | segment bytes| created nanos|mode|stage| zero | policy hash | binary hash |
///   +--------------+--------------+--------------+--------------+----+-----+------+-------------+-------------+
///   168 zeros to 4092, 4092 crc of bytes 0..4092
/// </code>
/// </summary>
public sealed record SegmentHeader
{
    /// <summary>Bytes of one copy.</summary>
    public const int CopyBytes = 4096;

    /// <summary>Where the first frame stands: behind both copies.</summary>
    public const int DataOffset = 2 * CopyBytes;

    /// <summary>Bytes of a policy or binary hash.</summary>
    public const int HashBytes = 32;

    /// <summary>The format version this code writes, and the only one it reads: decisions of version 1 have no room for all gates.</summary>
    public const uint CurrentVersion = 2;

    // "CXJSEGM1" read as a little-endian word.
    internal const ulong MagicWord = 0x314D4745534A5843;
    internal const uint EndiannessWord = 0x01020304;
    private const int CrcOffset = CopyBytes - 4;

    /// <summary>Format version.</summary>
    public uint Version { get; init; } = CurrentVersion;

    /// <summary>Which engine wrote it. 16 bytes.</summary>
    public required ReadOnlyMemory<byte> EngineId { get; init; }

    /// <summary>Which of the engine's journals; 0 is the only one today.</summary>
    public uint StreamId { get; init; }

    /// <summary>1 for the first segment, one more for each next.</summary>
    public required long Number { get; init; }

    /// <summary>Sequence of the first record, whether or not it was ever written.</summary>
    public required long FirstSequence { get; init; }

    /// <summary>CRC of the last record of all segments before; 0 for the first segment.</summary>
    public required uint PreviousCrc { get; init; }

    /// <summary>The writer's term.</summary>
    public required uint Epoch { get; init; }

    /// <summary>Used bytes of the segment before, from its byte 0; 0 for the first segment.</summary>
    public required long PreviousLength { get; init; }

    /// <summary>Seeds the CRCs of the run that wrote this segment.</summary>
    public required ulong Salt { get; init; }

    /// <summary>Size of the file.</summary>
    public required long SegmentBytes { get; init; }

    /// <summary>When it was put to use; information only.</summary>
    public required long CreatedNanos { get; init; }

    /// <summary>Paper, shadow or live, as the engine numbers them.</summary>
    public required byte Mode { get; init; }

    /// <summary>Alpha or production, as the engine numbers them.</summary>
    public required byte Stage { get; init; }

    /// <summary>Hash of the policy in force when the run began. 32 bytes.</summary>
    public required ReadOnlyMemory<byte> PolicyHash { get; init; }

    /// <summary>Hash of the program that wrote. 32 bytes.</summary>
    public required ReadOnlyMemory<byte> BinaryHash { get; init; }

    /// <summary>One copy as bytes, CRC included.</summary>
    internal byte[] ToBytes()
    {
        var bytes = new byte[CopyBytes];
        var span = bytes.AsSpan();
        BinaryPrimitives.WriteUInt64LittleEndian(span, MagicWord);
        BinaryPrimitives.WriteUInt32LittleEndian(span[8..], Version);
        BinaryPrimitives.WriteUInt32LittleEndian(span[12..], EndiannessWord);
        EngineId.Span.CopyTo(span[16..]);
        BinaryPrimitives.WriteUInt32LittleEndian(span[32..], StreamId);
        BinaryPrimitives.WriteInt32LittleEndian(span[36..], CopyBytes);
        BinaryPrimitives.WriteInt64LittleEndian(span[40..], Number);
        BinaryPrimitives.WriteInt64LittleEndian(span[48..], FirstSequence);
        BinaryPrimitives.WriteUInt32LittleEndian(span[56..], PreviousCrc);
        BinaryPrimitives.WriteUInt32LittleEndian(span[60..], Epoch);
        BinaryPrimitives.WriteInt64LittleEndian(span[64..], PreviousLength);
        BinaryPrimitives.WriteUInt64LittleEndian(span[72..], Salt);
        BinaryPrimitives.WriteInt64LittleEndian(span[80..], SegmentBytes);
        BinaryPrimitives.WriteInt64LittleEndian(span[88..], CreatedNanos);
        bytes[96] = Mode;
        bytes[97] = Stage;
        PolicyHash.Span.CopyTo(span[104..]);
        BinaryHash.Span.CopyTo(span[136..]);
        BinaryPrimitives.WriteUInt32LittleEndian(span[CrcOffset..], Crc32C.Of(span[..CrcOffset]));
        return bytes;
    }

    /// <summary>
    /// Reads one copy; null when its magic or CRC is wrong. The values themselves are judged by recovery.
    /// </summary>
    internal static SegmentHeader? TryParse(ReadOnlySpan<byte> copy)
    {
        if (!HasMagic(copy)
            || BinaryPrimitives.ReadUInt32LittleEndian(copy[CrcOffset..]) != Crc32C.Of(copy[..CrcOffset]))
        {
            return null;
        }

        return new SegmentHeader
        {
            Version = VersionOf(copy),
            EngineId = copy.Slice(16, RunIdentity.IdBytes).ToArray(),
            StreamId = BinaryPrimitives.ReadUInt32LittleEndian(copy[32..]),
            Number = BinaryPrimitives.ReadInt64LittleEndian(copy[40..]),
            FirstSequence = BinaryPrimitives.ReadInt64LittleEndian(copy[48..]),
            PreviousCrc = BinaryPrimitives.ReadUInt32LittleEndian(copy[56..]),
            Epoch = BinaryPrimitives.ReadUInt32LittleEndian(copy[60..]),
            PreviousLength = BinaryPrimitives.ReadInt64LittleEndian(copy[64..]),
            Salt = BinaryPrimitives.ReadUInt64LittleEndian(copy[72..]),
            SegmentBytes = BinaryPrimitives.ReadInt64LittleEndian(copy[80..]),
            CreatedNanos = BinaryPrimitives.ReadInt64LittleEndian(copy[88..]),
            Mode = copy[96],
            Stage = copy[97],
            PolicyHash = copy.Slice(104, HashBytes).ToArray(),
            BinaryHash = copy.Slice(136, HashBytes).ToArray(),
        };
    }

    /// <summary>Whether a copy begins as every version of this format does.</summary>
    internal static bool HasMagic(ReadOnlySpan<byte> copy) =>
        BinaryPrimitives.ReadUInt64LittleEndian(copy) == MagicWord
        && BinaryPrimitives.ReadUInt32LittleEndian(copy[12..]) == EndiannessWord;

    /// <summary>The version a copy claims, which stands at the same place in every version.</summary>
    internal static uint VersionOf(ReadOnlySpan<byte> copy) => BinaryPrimitives.ReadUInt32LittleEndian(copy[8..]);
}
