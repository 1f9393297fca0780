using Chronos.Core.Journal;

namespace Chronos.Core.Tests.Simulation;

/// <summary>
/// What a changed bit would look like to a program that checks no CRC: a payload byte of a segment is changed and every CRC and
/// chain value behind it is made to fit. Only for showing that the oracles do not lean on those checks.
/// </summary>
internal static unsafe class ForgedRot
{
    /// <summary>Changes one record's payload in the bytes of a segment; false when it holds no record to change.</summary>
    public static bool TryForge(byte[] segment, Draw draw)
    {
        var header = SegmentHeader.TryParse(segment.AsSpan(0, SegmentHeader.CopyBytes));
        if (header is null)
        {
            return false;
        }

        var seed = JournalRecord.SeedOf(header.Salt);
        fixed (byte* start = segment)
        {
            var records = Records(start, segment.Length);
            if (records.Count == 0)
            {
                return false;
            }

            var victim = (JournalRecord*)(start + records[draw.Below(records.Count)]);
            ((byte*)victim)[JournalRecord.HeaderBytes + draw.Below((int)victim->Length - JournalRecord.HeaderBytes)] ^= 1;
            Mend(start, segment.Length, seed, header.PreviousCrc);
        }

        return true;
    }

    /// <summary>Places of the records with a payload, up to the first frame that is none.</summary>
    private static List<int> Records(byte* start, int length)
    {
        List<int> places = [];
        Walk(start, length, (place, isFrame) =>
        {
            if (!isFrame)
            {
                places.Add(place);
            }
        });
        return places;
    }

    private static void Mend(byte* start, int length, uint seed, uint previousCrc)
    {
        List<int> frames = [];
        List<int> all = [];
        Walk(start, length, (place, isFrame) =>
        {
            all.Add(place);
            if (isFrame)
            {
                frames.Add(place);
            }
        });

        // Records first: a frame carries the CRCs of the record before it and of the last of its own.
        var crc = previousCrc;
        JournalFrame* frame = null;
        foreach (var place in all)
        {
            var record = (JournalRecord*)(start + place);
            record->PreviousCrc = crc;
            if (record->Type >= JournalRecord.ReservedTypes)
            {
                frame = (JournalFrame*)record;
                frame->LastRecordCrc = crc;
                continue;
            }

            record->Crc = JournalRecord.Checksum(record, record->Length, seed);
            crc = record->Crc;
            frame->LastRecordCrc = crc;
        }

        uint previousFrame = 0;
        foreach (var place in frames)
        {
            var mended = (JournalFrame*)(start + place);
            mended->PreviousFrameCrc = previousFrame;
            JournalFrame.Complete(mended, seed);
            previousFrame = mended->Header.Crc;
        }
    }

    private static void Walk(byte* start, int length, Action<int, bool> visit)
    {
        for (var place = SegmentHeader.DataOffset; place + JournalFrame.Bytes <= length;)
        {
            var record = (JournalRecord*)(start + place);
            if (!JournalRecord.IsPlausible(record->Length, length - place))
            {
                return;
            }

            visit(place, record->Type >= JournalRecord.ReservedTypes);
            place += (int)record->Length;
        }
    }
}
