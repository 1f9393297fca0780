using System.Buffers.Binary;
using Chronos.Core.Journal;

namespace Chronos.Core.Replay.Snapshots;

/// <summary>
/// The first 256 bytes of a snapshot file. The policy's source follows, padded with zeros to a multiple of 8, then the
/// image of the books.
/// <code>
///   0            8        12      16          32         40           48         52      56             64            72
///   +------------+--------+-------+-----------+----------+------------+----------+-------+--------------+-------------+
///   | magic      | version| endian| engine id | sequence | time nanos | chain crc| epoch | policy bytes | image bytes |
///   +------------+--------+-------+-----------+----------+------------+----------+-------+--------------+-------------+
///   72 state hash (32), 104 layout fingerprint (32), 136 binary hash (32), zeros to 248
///   248 crc of what follows the header (4), 252 crc of bytes 0..252 (4)
/// </code>
/// </summary>
internal sealed record SnapshotHeader
{
    public const int Bytes = 256;

    /// <summary>The version this code writes, and the only one it reads.</summary>
    public const uint CurrentVersion = 1;

    // "CXJSNAP1" read as a little-endian word.
    private const ulong MagicWord = 0x3150414E534A5843;
    private const int HashBytes = 32;
    private const int CrcOffset = Bytes - sizeof(uint);

    public required ReadOnlyMemory<byte> EngineId { get; init; }

    /// <summary>The last record the books hold.</summary>
    public required long Sequence { get; init; }

    /// <summary>Engine time at that record.</summary>
    public required long TimeNanos { get; init; }

    /// <summary>CRC of that record: the next one must continue it.</summary>
    public required uint RecordCrc { get; init; }

    /// <summary>The writer's term at that record.</summary>
    public required uint Epoch { get; init; }

    public required long PolicyBytes { get; init; }

    public required long ImageBytes { get; init; }

    public required ReadOnlyMemory<byte> StateHash { get; init; }

    public required ReadOnlyMemory<byte> Layout { get; init; }

    /// <summary>Hash of the program that took it; in mode Live no other starts from it.</summary>
    public required ReadOnlyMemory<byte> BinaryHash { get; init; }

    /// <summary>CRC-32C of everything behind the header.</summary>
    public required uint ContentCrc { get; init; }

    public void Write(Span<byte> header)
    {
        header[..Bytes].Clear();
        BinaryPrimitives.WriteUInt64LittleEndian(header, MagicWord);
        BinaryPrimitives.WriteUInt32LittleEndian(header[8..], CurrentVersion);
        BinaryPrimitives.WriteUInt32LittleEndian(header[12..], SegmentHeader.EndiannessWord);
        EngineId.Span.CopyTo(header[16..]);
        BinaryPrimitives.WriteInt64LittleEndian(header[32..], Sequence);
        BinaryPrimitives.WriteInt64LittleEndian(header[40..], TimeNanos);
        BinaryPrimitives.WriteUInt32LittleEndian(header[48..], RecordCrc);
        BinaryPrimitives.WriteUInt32LittleEndian(header[52..], Epoch);
        BinaryPrimitives.WriteInt64LittleEndian(header[56..], PolicyBytes);
        BinaryPrimitives.WriteInt64LittleEndian(header[64..], ImageBytes);
        StateHash.Span.CopyTo(header[72..]);
        Layout.Span.CopyTo(header[104..]);
        BinaryHash.Span.CopyTo(header[136..]);
        BinaryPrimitives.WriteUInt32LittleEndian(header[248..], ContentCrc);
        BinaryPrimitives.WriteUInt32LittleEndian(header[CrcOffset..], Crc32C.Of(header[..CrcOffset]));
    }

    /// <summary>Reads a header; throws <see cref="InvalidDataException"/> when it is none.</summary>
    public static SnapshotHeader Parse(ReadOnlySpan<byte> header)
    {
        if (header.Length < Bytes || BinaryPrimitives.ReadUInt64LittleEndian(header) != MagicWord)
        {
            throw new InvalidDataException("it does not begin as a snapshot does");
        }

        if (BinaryPrimitives.ReadUInt32LittleEndian(header[CrcOffset..]) != Crc32C.Of(header[..CrcOffset]))
        {
            throw new InvalidDataException("its header does not match its CRC");
        }

        var version = BinaryPrimitives.ReadUInt32LittleEndian(header[8..]);
        if (version != CurrentVersion || BinaryPrimitives.ReadUInt32LittleEndian(header[12..]) != SegmentHeader.EndiannessWord)
        {
            throw new InvalidDataException($"format version {version} is not one this version reads");
        }

        return new SnapshotHeader
        {
            EngineId = header.Slice(16, RunIdentity.IdBytes).ToArray(),
            Sequence = BinaryPrimitives.ReadInt64LittleEndian(header[32..]),
            TimeNanos = BinaryPrimitives.ReadInt64LittleEndian(header[40..]),
            RecordCrc = BinaryPrimitives.ReadUInt32LittleEndian(header[48..]),
            Epoch = BinaryPrimitives.ReadUInt32LittleEndian(header[52..]),
            PolicyBytes = BinaryPrimitives.ReadInt64LittleEndian(header[56..]),
            ImageBytes = BinaryPrimitives.ReadInt64LittleEndian(header[64..]),
            StateHash = header.Slice(72, HashBytes).ToArray(),
            Layout = header.Slice(104, HashBytes).ToArray(),
            BinaryHash = header.Slice(136, HashBytes).ToArray(),
            ContentCrc = BinaryPrimitives.ReadUInt32LittleEndian(header[248..]),
        };
    }
}
