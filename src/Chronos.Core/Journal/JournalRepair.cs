using System.Globalization;
using Chronos.Core.Clocks;

namespace Chronos.Core.Journal;

/// <summary>
/// Carries out what an inspection found certain. Every step may be repeated: a step already done finds nothing to do,
/// one that was cut short is done again with the same bytes. The old segment only loses what was never synced; what the
/// ring still holds goes to new segments, in case the old one's device was at fault.
/// </summary>
internal sealed unsafe class JournalRepair(JournalTail tail, IDisk disk)
{
    /// <summary>All repairs, in the order in which each may rely on the ones before.</summary>
    public void Run()
    {
        foreach (var header in tail.HeaderRepairs)
        {
            RewriteHeader(header);
        }

        Settle();

        if (tail.SetRingAside)
        {
            SetRingAside();
        }

        if (tail.RingAhead.Count > 0)
        {
            AppendRing(tail.Ring!);
        }
    }

    private void RewriteHeader(HeaderRepair repair)
    {
        using var file = OpenForRepair(repair.Path);
        disk.Write(file.SafeFileHandle, repair.GoodCopy, repair.Offset);
        disk.SyncData(file.SafeFileHandle);
    }

    /// <summary>
    /// Cuts a torn batch and makes sure of what was written last, a lone frame too, and of the zeros behind it: what was read
    /// may so far stand in the page cache only, and after a failed sync the kernel would not write it again by itself. Writing
    /// the same bytes makes it do so. Also for a journal closed in good order: the sync of its last frame may have failed.
    /// </summary>
    public void Settle()
    {
        if (tail.LastPath is null)
        {
            return;
        }

        using var file = OpenForRepair(tail.LastPath!);
        if (tail.Torn is not null)
        {
            CutTornBatch(file, tail.Torn);
        }

        var start = tail.UnvouchedOffset > 0 ? Math.Min(tail.UnvouchedOffset, tail.FrameOffset) : tail.FrameOffset;
        if (start > 0 && start < tail.LastOffset)
        {
            disk.Write(file.SafeFileHandle, Read(file, start, tail.LastOffset), start);
        }

        // As far as one unsynced batch can have reached.
        var zeros = Math.Min(JournalFrame.BatchBytesMax, tail.LastHeader!.SegmentBytes - tail.LastOffset);
        disk.Write(file.SafeFileHandle, new byte[zeros], tail.LastOffset);
        disk.SyncAll(file.SafeFileHandle);
        disk.SyncDirectory(tail.Directory);
    }

    private void CutTornBatch(FileStream file, TornTail torn)
    {
        var end = Math.Max(torn.NonZeroEnd, torn.BadOffset);
        KeepBroken(file, torn.FrameOffset, end);
        disk.Write(file.SafeFileHandle, new byte[end - torn.BadOffset], torn.BadOffset);
        if (torn.KeptRecords == 0)
        {
            disk.Write(file.SafeFileHandle, new byte[torn.BadOffset - torn.FrameOffset], torn.FrameOffset);
            return;
        }

        // The frame announced more records than are left; it is made to fit, so that readers need no exception.
        var bytes = Read(file, torn.FrameOffset, torn.FrameOffset + JournalFrame.Bytes);
        fixed (byte* first = bytes)
        {
            var frame = (JournalFrame*)first;
            frame->ByteCount = (uint)(torn.BadOffset - torn.FrameOffset - JournalFrame.Bytes);
            frame->RecordCount = torn.KeptRecords;
            frame->LastRecordCrc = torn.LastRecordCrc;
            JournalFrame.Complete(frame, JournalRecord.SeedOf(tail.LastHeader!.Salt));
        }

        disk.SyncData(file.SafeFileHandle);
        disk.Write(file.SafeFileHandle, bytes, torn.FrameOffset);
    }

    private void KeepBroken(FileStream file, long start, long end)
    {
        var path = string.Create(
            CultureInfo.InvariantCulture,
            $"{tail.LastPath}.{tail.LastHeader!.Salt:x16}-{start}{JournalFiles.BrokenExtension}");
        if (File.Exists(path))
        {
            return;
        }

        var temporary = path + JournalFiles.TemporaryExtension;
        using (var copy = JournalFiles.Open(temporary, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            disk.Write(copy.SafeFileHandle, Read(file, start, end), 0);
            disk.SyncAll(copy.SafeFileHandle);
        }

        disk.Move(temporary, path);
        disk.SyncDirectory(tail.Directory);
    }

    private void SetRingAside()
    {
        var kept = tail.RingPath + ".kept";
        for (var number = 2; File.Exists(kept); number++)
        {
            kept = string.Create(CultureInfo.InvariantCulture, $"{tail.RingPath}.kept-{number}");
        }

        File.Move(tail.RingPath, kept);
    }

    /// <summary>
    /// Fills whole segments under a temporary name and renames each when it is complete, so that a repair cut short
    /// leaves a prefix of the segments an undisturbed one leaves. Times come from the last record, not from a clock.
    /// </summary>
    private void AppendRing(RingSnapshot ring)
    {
        var lastTime = ring.Record(tail.RingAhead[^1])->TimeNanos;
        var clock = new ManualClock(lastTime);
        var counters = new SyncCounters();
        var header = tail.Continue(tail.LastHeader!) with { CreatedNanos = lastTime };
        using var batch = new BatchBuffer(header.Salt, tail.LastSequence, tail.LastRecordCrc);
        var writer = SegmentWriter.Begin(NewFile(header), header, disk, clock, counters);
        try
        {
            for (var next = 0; next < tail.RingAhead.Count;)
            {
                batch.Clear();
                while (next < tail.RingAhead.Count && batch.TryAdd(ring.Record(tail.RingAhead[next]), writer.BatchRoom))
                {
                    next++;
                }

                if (batch.RecordCount > 0)
                {
                    writer.Write(batch);
                    continue;
                }

                writer.WriteMark(FrameType.End);
                writer.Publish(tail.Directory);
                header = writer.NextHeader(lastTime);
                writer.Dispose();
                writer = SegmentWriter.Begin(NewFile(header), header, disk, clock, counters);
            }

            writer.WriteMark(FrameType.End);
            writer.Publish(tail.Directory);
        }
        finally
        {
            writer.Dispose();
        }
    }

    private SpareSegment NewFile(SegmentHeader header) =>
        SpareSegment.Create(
            Path.Combine(tail.Directory, JournalFiles.RepairSpareName), header.SegmentBytes, disk);

    private static FileStream OpenForRepair(string path) =>
        JournalFiles.Open(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read);

    private byte[] Read(FileStream file, long start, long end)
    {
        var bytes = new byte[end - start];
        for (var count = 0; count < bytes.Length;)
        {
            var read = disk.Read(file.SafeFileHandle, bytes.AsSpan(count), start + count);
            if (read == 0)
            {
                throw new IOException($"{file.Name} ended at byte {start + count} while it was being repaired");
            }

            count += read;
        }

        return bytes;
    }
}
