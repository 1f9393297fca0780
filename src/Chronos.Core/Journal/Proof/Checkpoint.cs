using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Chronos.Core.Journal.Proof;

/// <summary>
/// A signed statement about a run of bytes of one segment: the root of the Merkle tree over them, and the head of the
/// checkpoint before, so that the last one speaks for all. 292 bytes, little endian but for key and signature, which are
/// big endian as everywhere else.
/// <code>
///   0        8      12     16           32         40              48       56       64           72        80
///   +--------+------+------+------------+----------+---------------+--------+--------+------------+---------+-------+
///   | magic  | vers | size | engine id  | number   | segment's     | start  | end    | first seq  | records | leaves|
///   |        |      |      |            | from 1   | first seq     | byte   | byte   |            |         |       |
///   +--------+------+------+------------+----------+---------------+--------+--------+------------+---------+-------+
///   88           96          128             160              224             288   292
///   +------------+-----------+---------------+----------------+---------------+-----+
///   | time nanos | root      | previous head | public key x y | signature r s | crc |
///   +------------+-----------+---------------+----------------+---------------+-----+
/// </code>
/// The head is the SHA-256 of bytes 0 to 224, and what is signed. The CRC-32C is over bytes 0 to 288.
/// </summary>
internal sealed record Checkpoint
{
    /// <summary>Bytes of a checkpoint.</summary>
    public const int Bytes = 292;

    /// <summary>The layout version this code writes, and the only one it reads.</summary>
    public const uint CurrentVersion = 1;

    // "CXJCHKP1" read as a little-endian word.
    private const ulong MagicWord = 0x31504B48434A5843;
    private const int KeyOffset = 160;
    private const int SignatureOffset = 224;
    private const int CrcOffset = 288;

    // Bounds far beyond any journal, so that sums of what stands here never overflow.
    private const long SequenceMax = 1L << 60;
    private const long RecordsMax = 1L << 40;

    /// <summary>Whose journal. 16 bytes.</summary>
    public required byte[] EngineId { get; init; }

    /// <summary>1 for the first, one more for each next.</summary>
    public required long Number { get; init; }

    /// <summary>First sequence of the segment, which is its name.</summary>
    public required long Segment { get; init; }

    /// <summary>First byte covered: 0, or where the checkpoint before ended.</summary>
    public required long StartOffset { get; init; }

    /// <summary>Byte after the last one covered.</summary>
    public required long EndOffset { get; init; }

    /// <summary>Sequence of the first record covered, or of the next to come where none is.</summary>
    public required long FirstSequence { get; init; }

    /// <summary>Records covered; 0 where only the closing frames of a segment are.</summary>
    public required long Records { get; init; }

    /// <summary>Leaves: records, frames and header copies.</summary>
    public required long Leaves { get; init; }

    /// <summary>Time of the last record covered, 0 where none is; information only.</summary>
    public required long TimeNanos { get; init; }

    /// <summary>Root of the tree over all leaves, in the order of the file.</summary>
    public required byte[] Root { get; init; }

    /// <summary>Head of the checkpoint before; zeros for the first.</summary>
    public required byte[] PreviousHead { get; init; }

    /// <summary>The signer's public point.</summary>
    public required byte[] Key { get; init; }

    /// <summary>Signature over the head.</summary>
    public byte[] Signature { get; private init; } = new byte[CheckpointSignature.Bytes];

    /// <summary>Last sequence covered by this one or those before it.</summary>
    public long LastSequence => FirstSequence + Records - 1;

    /// <summary>What is signed and what the next one carries.</summary>
    public byte[] Head() => SHA256.HashData(ToBytes().AsSpan(0, SignatureOffset));

    /// <summary>The same with the signer's key and signature.</summary>
    public Checkpoint SignedBy(CheckpointSigner signer)
    {
        var keyed = this with { Key = signer.Point.ToArray() };
        var signature = new byte[CheckpointSignature.Bytes];
        signer.Sign(keyed.Head(), signature);
        return keyed with { Signature = signature };
    }

    /// <summary>Whether the signature is that of the key that stands in it, and of the one given.</summary>
    public bool IsSignedBy(CheckpointKey key) => key.Point.SequenceEqual(Key) && key.HasSigned(Head(), Signature);

    /// <summary>As bytes, CRC included.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[Bytes];
        var span = bytes.AsSpan();
        BinaryPrimitives.WriteUInt64LittleEndian(span, MagicWord);
        BinaryPrimitives.WriteUInt32LittleEndian(span[8..], CurrentVersion);
        BinaryPrimitives.WriteUInt32LittleEndian(span[12..], Bytes);
        EngineId.CopyTo(span[16..]);
        BinaryPrimitives.WriteInt64LittleEndian(span[32..], Number);
        BinaryPrimitives.WriteInt64LittleEndian(span[40..], Segment);
        BinaryPrimitives.WriteInt64LittleEndian(span[48..], StartOffset);
        BinaryPrimitives.WriteInt64LittleEndian(span[56..], EndOffset);
        BinaryPrimitives.WriteInt64LittleEndian(span[64..], FirstSequence);
        BinaryPrimitives.WriteInt64LittleEndian(span[72..], Records);
        BinaryPrimitives.WriteInt64LittleEndian(span[80..], Leaves);
        BinaryPrimitives.WriteInt64LittleEndian(span[88..], TimeNanos);
        Root.CopyTo(span[96..]);
        PreviousHead.CopyTo(span[128..]);
        Key.CopyTo(span[KeyOffset..]);
        Signature.CopyTo(span[SignatureOffset..]);
        BinaryPrimitives.WriteUInt32LittleEndian(span[CrcOffset..], Crc32C.Of(span[..CrcOffset]));
        return bytes;
    }

    /// <summary>
    /// Reads one; null unless size, magic, version and CRC are right and every number is possible. Whether what it says is
    /// true is judged elsewhere.
    /// </summary>
    public static Checkpoint? TryParse(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Bytes
            || BinaryPrimitives.ReadUInt64LittleEndian(bytes) != MagicWord
            || BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]) != CurrentVersion
            || BinaryPrimitives.ReadUInt32LittleEndian(bytes[12..]) != Bytes
            || BinaryPrimitives.ReadUInt32LittleEndian(bytes[CrcOffset..]) != Crc32C.Of(bytes[..CrcOffset]))
        {
            return null;
        }

        var checkpoint = new Checkpoint
        {
            EngineId = bytes.Slice(16, RunIdentity.IdBytes).ToArray(),
            Number = BinaryPrimitives.ReadInt64LittleEndian(bytes[32..]),
            Segment = BinaryPrimitives.ReadInt64LittleEndian(bytes[40..]),
            StartOffset = BinaryPrimitives.ReadInt64LittleEndian(bytes[48..]),
            EndOffset = BinaryPrimitives.ReadInt64LittleEndian(bytes[56..]),
            FirstSequence = BinaryPrimitives.ReadInt64LittleEndian(bytes[64..]),
            Records = BinaryPrimitives.ReadInt64LittleEndian(bytes[72..]),
            Leaves = BinaryPrimitives.ReadInt64LittleEndian(bytes[80..]),
            TimeNanos = BinaryPrimitives.ReadInt64LittleEndian(bytes[88..]),
            Root = bytes.Slice(96, MerkleHash.Bytes).ToArray(),
            PreviousHead = bytes.Slice(128, MerkleHash.Bytes).ToArray(),
            Key = bytes.Slice(KeyOffset, CheckpointKey.Bytes).ToArray(),
            Signature = bytes.Slice(SignatureOffset, CheckpointSignature.Bytes).ToArray(),
        };
        return checkpoint.IsPossible() ? checkpoint : null;
    }

    private bool IsPossible() =>
        Number is >= 1 and <= SequenceMax
        && Segment is >= 1 and <= SequenceMax
        && StartOffset >= 0 && StartOffset < EndOffset && EndOffset <= JournalOptions.SegmentBytesMax
        && FirstSequence >= Segment && FirstSequence <= SequenceMax
        && Records is >= 0 and <= RecordsMax
        && Leaves is >= 1 and <= RecordsMax;
}
