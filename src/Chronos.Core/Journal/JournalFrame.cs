using System.Runtime.InteropServices;

namespace Chronos.Core.Journal;

/// <summary>
/// What the journal thread writes in front of each sync batch, at the end of a segment and at a clean stop. Frames
/// stand only on disk; they use up no sequence and take no part in the chain of record CRCs. A Batch frame's bytes are
/// the record bytes that follow it. Only one batch is ever under way, so a frame tells that all before it was synced.
/// <code>
///   0                40              48              56      60      64      68      72
///   +----------------+---------------+---------------+-------+-------+-------+-------+
///   | record header  | synced seq    | first seq     | bytes |records|lastcrc|prv frm|
///   +----------------+---------------+---------------+-------+-------+-------+-------+
/// </code>
/// In the header, sequence repeats "first seq" (the next record's) and "prv crc" is that of the last record before the
/// frame. "lastcrc" is the CRC of the last record up to the end of the batch, "prv frm" the CRC of the frame before
/// this one in the segment, 0 for the first.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = Bytes)]
internal unsafe struct JournalFrame
{
    /// <summary>Bytes of a frame without the records it stands for.</summary>
    public const int Bytes = 72;

    /// <summary>Most bytes written and synced at once, frame included.</summary>
    public const int BatchBytesMax = 1024 * 1024;

    /// <summary>The layout version this code writes.</summary>
    public const ushort CurrentSchema = 1;

    [FieldOffset(0)] public JournalRecord Header;
    [FieldOffset(40)] public long SyncedSequence;
    [FieldOffset(48)] public long FirstSequence;
    [FieldOffset(56)] public uint ByteCount;
    [FieldOffset(60)] public uint RecordCount;
    [FieldOffset(64)] public uint LastRecordCrc;
    [FieldOffset(68)] public uint PreviousFrameCrc;

    /// <summary>Fills in length and CRC, the last step before a frame is written.</summary>
    public static void Complete(JournalFrame* frame, uint saltSeed)
    {
        frame->Header.SchemaVersion = CurrentSchema;
        frame->Header.Length = Bytes;
        frame->Header.Crc = JournalRecord.Checksum(&frame->Header, Bytes, saltSeed);
    }
}
