using System.Runtime.InteropServices;
using Chronos.Core.Journal;

namespace Chronos.Core.Tests.Journal.Proof;

/// <summary>
/// Somebody who may write every file and knows the format, but has no key: takes a journal apart, lets a test change
/// what it likes, and puts it together again with every number, CRC and chain as they have to be.
/// </summary>
internal sealed unsafe class Forger
{
    private readonly string _directory;

    public Forger(string directory)
    {
        _directory = directory;
        foreach (var path in JournalFiles.Segments(directory))
        {
            Segments.Add(Read(File.ReadAllBytes(path)));
        }
    }

    public List<ForgedSegment> Segments { get; } = [];

    /// <summary>Whether everything still has room in its segment.</summary>
    public bool Fits => Segments.TrueForAll(s => SegmentHeader.DataOffset + s.Items.Sum(item => (long)item.Length) <= s.Header.SegmentBytes);

    /// <summary>The segment and place of the record with a sequence.</summary>
    public (ForgedSegment Segment, int Index) Find(long sequence)
    {
        foreach (var segment in Segments)
        {
            var index = segment.Items.FindIndex(item => !IsFrame(item) && HeaderOf(item).Sequence == sequence);
            if (index >= 0)
            {
                return (segment, index);
            }
        }

        throw new InvalidOperationException($"no record {sequence}");
    }

    public static bool IsFrame(byte[] item) => HeaderOf(item).Type >= JournalRecord.ReservedTypes;

    public static ref JournalRecord HeaderOf(byte[] item) => ref MemoryMarshal.AsRef<JournalRecord>(item.AsSpan());

    /// <summary>Writes it all again in place of what was there.</summary>
    public void Save()
    {
        Array.ForEach(JournalFiles.Segments(_directory), File.Delete);
        long sequence = 1;
        long length = 0;
        uint crc = 0;
        for (var i = 0; i < Segments.Count; i++)
        {
            var segment = Segments[i];
            segment.Header = segment.Header with { Number = i + 1, FirstSequence = sequence, PreviousCrc = crc, PreviousLength = length };
            var bytes = Write(segment, ref sequence, ref crc, out length);
            File.WriteAllBytes(Path.Combine(_directory, JournalFiles.SegmentName(segment.Header.FirstSequence)), bytes);
        }
    }

    private static ForgedSegment Read(byte[] bytes)
    {
        var segment = new ForgedSegment { Header = SegmentHeader.TryParse(bytes)! };
        var offset = SegmentHeader.DataOffset;
        while (offset + sizeof(uint) <= bytes.Length && BitConverter.ToInt32(bytes, offset) is > 0 and var length)
        {
            segment.Items.Add(bytes[offset..(offset + length)]);
            offset += length;
        }

        return segment;
    }

    private static byte[] Write(ForgedSegment segment, ref long sequence, ref uint crc, out long length)
    {
        var bytes = new byte[segment.Header.SegmentBytes];
        segment.Header.ToBytes().CopyTo(bytes, 0);
        segment.Header.ToBytes().CopyTo(bytes, SegmentHeader.CopyBytes);
        var seed = JournalRecord.SeedOf(segment.Header.Salt);
        var offset = SegmentHeader.DataOffset;
        uint frameCrc = 0;
        for (var i = 0; i < segment.Items.Count;)
        {
            var count = segment.Items.Skip(i + 1).TakeWhile(item => !IsFrame(item)).Count();
            var records = segment.Items.GetRange(i + 1, count);
            frameCrc = Mend(segment.Items[i], records, seed, frameCrc, ref sequence, ref crc);
            foreach (var item in segment.Items.GetRange(i, count + 1))
            {
                item.CopyTo(bytes, offset);
                offset += item.Length;
            }

            i += count + 1;
        }

        length = offset;
        return bytes;
    }

    private static uint Mend(byte[] frameItem, List<byte[]> records, uint seed, uint frameCrc, ref long sequence, ref uint crc)
    {
        fixed (byte* first = frameItem)
        {
            var frame = (JournalFrame*)first;
            frame->Header.Sequence = sequence;
            frame->FirstSequence = sequence;
            frame->SyncedSequence = sequence - 1;
            frame->Header.PreviousCrc = crc;
            frame->PreviousFrameCrc = frameCrc;
            foreach (var item in records)
            {
                fixed (byte* start = item)
                {
                    var record = (JournalRecord*)start;
                    record->Sequence = sequence++;
                    record->PreviousCrc = crc;
                    crc = record->Crc = JournalRecord.Checksum(record, record->Length, seed);
                }
            }

            frame->RecordCount = (uint)records.Count;
            frame->ByteCount = (uint)records.Sum(item => item.Length);
            frame->LastRecordCrc = crc;
            JournalFrame.Complete(frame, seed);
            return frame->Header.Crc;
        }
    }
}
