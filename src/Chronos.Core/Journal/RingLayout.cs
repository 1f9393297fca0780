using System.Runtime.InteropServices;

namespace Chronos.Core.Journal;

/// <summary>
/// The first page of a ring file; the records follow at byte 4096. The first line is written once and has a CRC, each
/// position has a line of its own.
/// <code>
///   0            8        12       16           32         48      56     60     64         72
///   +------------+--------+--------+------------+----------+-------+------+------+----------+----------+
///   | magic      | version| endian | engine id  | boot id  | salt  |epoch | zero | capacity | first seq|
///   +------------+--------+--------+------------+----------+-------+------+------+----------+----------+
///   80 zeros to 124, 124 crc of bytes 0..124
///   128 written position, 136 written sequence      (engine thread, at end of batch)
///   256 copied position                             (journal thread, after copying out)
///   384 synced position,  392 synced sequence       (journal thread, after the data sync; frees the space)
/// </code>
/// Positions count bytes since the start of the run; the place in the data is the position modulo the capacity.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = Bytes)]
internal unsafe struct RingLayout
{
    /// <summary>Bytes before the records.</summary>
    public const int Bytes = 4096;

    /// <summary>Bytes of the first line its CRC covers.</summary>
    public const int CrcOffset = 124;

    /// <summary>"CXJRING1" read as a little-endian word.</summary>
    public const ulong MagicWord = 0x31474E49524A5843;

    /// <summary>The version this code writes.</summary>
    public const uint CurrentVersion = 1;

    /// <summary>Set in a length word: skip to the start of the data, no record here.</summary>
    public const uint PadFlag = 0x8000_0000;

    [FieldOffset(0)] public ulong Magic;
    [FieldOffset(8)] public uint Version;
    [FieldOffset(12)] public uint Endianness;
    [FieldOffset(16)] public fixed byte EngineId[16];
    [FieldOffset(32)] public fixed byte BootId[16];
    [FieldOffset(48)] public ulong Salt;
    [FieldOffset(56)] public uint Epoch;
    [FieldOffset(64)] public long Capacity;
    [FieldOffset(72)] public long FirstSequence;
    [FieldOffset(CrcOffset)] public uint Crc;
    [FieldOffset(128)] public long WrittenPosition;
    [FieldOffset(136)] public long WrittenSequence;
    [FieldOffset(256)] public long CopiedPosition;
    [FieldOffset(384)] public long SyncedPosition;
    [FieldOffset(392)] public long SyncedSequence;
}
