using System.Runtime.InteropServices;

namespace Chronos.Core.Journal;

/// <summary>
/// The header every record and frame begins with, the same bytes in the ring and on disk, little endian, at a multiple
/// of 8. The payload follows, padded with zeros to a multiple of 8.
/// <code>
///   0       4       8              16              24  26  28      32      36      40
///   +-------+-------+---------------+---------------+---+---+-------+-------+-------+----------- - -
///   |length | crc   | sequence      | time nanos    |typ|ver| epoch |prv crc| zero  | payload, zeros
///   +-------+-------+---------------+---------------+---+---+-------+-------+-------+----------- - -
///           `- CRC-32C over bytes 8..length, seeded with salt, sequence and length
/// </code>
/// The length counts header, payload and padding and is stored last. It is part of the seed because the CRC covers
/// neither itself nor the length. "prv crc" is the CRC of the record with the sequence before this one.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = HeaderBytes)]
internal unsafe struct JournalRecord
{
    /// <summary>Bytes before the payload.</summary>
    public const int HeaderBytes = 40;

    /// <summary>Largest record, header included; smaller rings and segments lower it further.</summary>
    public const int RecordBytesMax = 256 * 1024;

    /// <summary>Types at and above this one belong to the journal itself; see <see cref="FrameType"/>.</summary>
    public const ushort ReservedTypes = 0xFF00;

    [FieldOffset(0)] public uint Length;
    [FieldOffset(4)] public uint Crc;
    [FieldOffset(8)] public long Sequence;
    [FieldOffset(16)] public long TimeNanos;
    [FieldOffset(24)] public ushort Type;
    [FieldOffset(26)] public ushort SchemaVersion;
    [FieldOffset(28)] public uint Epoch;
    [FieldOffset(32)] public uint PreviousCrc;
    [FieldOffset(36)] public uint Reserved;

    /// <summary>Bytes a record with this payload takes.</summary>
    public static int LengthOf(int payloadBytes) => (HeaderBytes + payloadBytes + 7) & ~7;

    /// <summary>The part of the CRC seed that is the same for a whole run.</summary>
    public static uint SeedOf(ulong salt) => Crc32C.Add(Crc32C.Start, salt);

    /// <summary>The CRC the record at <paramref name="record"/> should carry; it is read up to its length.</summary>
    public static uint Checksum(JournalRecord* record, uint length, uint saltSeed)
    {
        unchecked
        {
            var crc = Crc32C.Add(saltSeed, (ulong)record->Sequence);
            crc = Crc32C.Add(crc, length);
            return ~Crc32C.AddWords(crc, (byte*)record + 8, (nint)length - 8);
        }
    }

    /// <summary>Whether the length could be one of ours and lies within <paramref name="room"/>.</summary>
    public static bool IsPlausible(uint length, long room) =>
        length >= HeaderBytes && length <= RecordBytesMax && (length & 7) == 0 && length <= room;
}
