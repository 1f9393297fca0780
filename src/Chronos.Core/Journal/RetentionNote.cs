using System.Buffers.Binary;

namespace Chronos.Core.Journal;

/// <summary>
/// What retention has removed from the beginning of a journal, written and synced before the first of those files is
/// deleted: the last of them, and what the segment behind it must continue. Segments up to there count as gone, whether
/// their files are or not. 128 bytes.
/// <code>
///   0            8        12      16          32       40         48          52      56               64
///   +------------+--------+-------+-----------+--------+----------+-----------+-------+----------------+------------+
///   | magic      | version| endian| engine id | number | sequence | record crc| epoch | used bytes     | time nanos |
///   +------------+--------+-------+-----------+--------+----------+-----------+-------+----------------+------------+
///   72 zeros to 124, 124 crc of bytes 0..124
/// </code>
/// </summary>
public sealed record RetentionNote
{
    internal const int Bytes = 128;

    private const uint CurrentVersion = 1;
    private const int CrcOffset = Bytes - sizeof(uint);

    // "CXJRETN1" read as a little-endian word.
    private const ulong MagicWord = 0x314E5445524A5843;

    /// <summary>Which engine's journal. 16 bytes.</summary>
    public required ReadOnlyMemory<byte> EngineId { get; init; }

    /// <summary>Number of the last segment removed.</summary>
    public required long Number { get; init; }

    /// <summary>Last sequence removed.</summary>
    public required long Sequence { get; init; }

    /// <summary>CRC of that record, the chain value.</summary>
    public required uint RecordCrc { get; init; }

    /// <summary>The epoch of the last segment removed.</summary>
    public required uint Epoch { get; init; }

    /// <summary>Used bytes of the last segment removed.</summary>
    public required long UsedBytes { get; init; }

    /// <summary>When it was decided, by the engine's clock; information only.</summary>
    public required long TimeNanos { get; init; }

    /// <summary>
    /// The note of a journal, or null when nothing has been removed from it. Throws <see cref="JournalRefusedException"/>
    /// when it is damaged.
    /// </summary>
    public static RetentionNote? TryRead(string directory)
    {
        var path = Path.Combine(directory, JournalFiles.RetentionName);
        if (!File.Exists(path))
        {
            return null;
        }

        var bytes = File.ReadAllBytes(path).AsSpan();
        if (bytes.Length != Bytes
            || BinaryPrimitives.ReadUInt64LittleEndian(bytes) != MagicWord
            || BinaryPrimitives.ReadUInt32LittleEndian(bytes[12..]) != SegmentHeader.EndiannessWord
            || BinaryPrimitives.ReadUInt32LittleEndian(bytes[CrcOffset..]) != Crc32C.Of(bytes[..CrcOffset]))
        {
            throw new JournalRefusedException(RecoveryVerdict.Corrupt, $"{path}: the note of what was removed is damaged");
        }

        var version = BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]);
        return version == CurrentVersion
            ? Parse(bytes)
            : throw new JournalRefusedException(RecoveryVerdict.Future, $"{path}: format version {version}");
    }

    /// <summary>Puts the note in the place of the one before, whole and synced.</summary>
    internal void Write(string directory, IDisk disk)
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        bytes.Clear();
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, MagicWord);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[8..], CurrentVersion);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[12..], SegmentHeader.EndiannessWord);
        EngineId.Span.CopyTo(bytes[16..]);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[32..], Number);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[40..], Sequence);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[48..], RecordCrc);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[52..], Epoch);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[56..], UsedBytes);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[64..], TimeNanos);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[CrcOffset..], Crc32C.Of(bytes[..CrcOffset]));
        JournalFiles.WriteWhole(Path.Combine(directory, JournalFiles.RetentionName), bytes, disk);
    }

    private static RetentionNote Parse(ReadOnlySpan<byte> bytes) => new()
    {
        EngineId = bytes.Slice(16, RunIdentity.IdBytes).ToArray(),
        Number = BinaryPrimitives.ReadInt64LittleEndian(bytes[32..]),
        Sequence = BinaryPrimitives.ReadInt64LittleEndian(bytes[40..]),
        RecordCrc = BinaryPrimitives.ReadUInt32LittleEndian(bytes[48..]),
        Epoch = BinaryPrimitives.ReadUInt32LittleEndian(bytes[52..]),
        UsedBytes = BinaryPrimitives.ReadInt64LittleEndian(bytes[56..]),
        TimeNanos = BinaryPrimitives.ReadInt64LittleEndian(bytes[64..]),
    };
}
