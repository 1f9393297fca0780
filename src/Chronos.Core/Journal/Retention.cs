namespace Chronos.Core.Journal;

/// <summary>
/// Deletes the oldest segments that may go. What is removed is noted durably first, so that their absence is never taken
/// for damage, whatever cuts the deletion short. One thread; the last segment always stays.
/// </summary>
internal sealed class Retention(string directory, byte[] engineId, RetentionOptions options, IDisk disk)
{
    /// <summary>Last sequence removed so far.</summary>
    public long RemovedSequence { get; private set; } = RetentionNote.TryRead(directory)?.Sequence ?? 0;

    /// <summary>
    /// Whether a segment has grown so old, or the segments so large, that something should go; cheaper than
    /// <see cref="Remove"/>, because it asks for no proof.
    /// </summary>
    public bool IsDue(long nowNanos) => LastToRemove(nowNanos, long.MaxValue) is not null;

    /// <summary>
    /// Deletes segments that are old or in excess, as far as they end at or before every mark. Answers how many.
    /// </summary>
    /// <param name="nowNanos">The engine's clock.</param>
    /// <param name="sealedSequence">Last sequence under a signed tree head.</param>
    /// <param name="snapshotSequence">Sequence of the second newest snapshot that was found good.</param>
    public int Remove(long nowNanos, long sealedSequence, long snapshotSequence)
    {
        var archived = options.Archive?.ArchivedSequence ?? long.MaxValue;
        var safe = Math.Min(Math.Min(sealedSequence, snapshotSequence), archived);
        if (LastToRemove(nowNanos, safe) is { } note)
        {
            note.Write(directory, disk);
            RemovedSequence = note.Sequence;
        }

        return DeleteNoted();
    }

    /// <summary>Also what a deletion cut short has left behind.</summary>
    private int DeleteNoted()
    {
        var deleted = 0;
        foreach (var path in JournalFiles.Segments(directory))
        {
            if (string.CompareOrdinal(Path.GetFileName(path), JournalFiles.SegmentName(RemovedSequence)) > 0)
            {
                break;
            }

            disk.Delete(path);
            deleted++;
        }

        if (deleted > 0)
        {
            disk.SyncDirectory(directory);
        }

        return deleted;
    }

    private RetentionNote? LastToRemove(long nowNanos, long safeSequence)
    {
        var segments = JournalFiles.SegmentsAfter(directory, RemovedSequence);
        var bytes = segments.Sum(path => new FileInfo(path).Length);
        RetentionNote? last = null;
        for (var i = 0; i + 1 < segments.Length; i++)
        {
            // How a segment ended stands in the header of the next one, which was made at that time.
            if (ReadHeader(segments[i]) is not { } header
                || ReadHeader(segments[i + 1]) is not { } next
                || next.FirstSequence - 1 > safeSequence
                || !IsUnwanted(nowNanos - next.CreatedNanos, bytes))
            {
                break;
            }

            bytes -= header.SegmentBytes;
            last = new RetentionNote
            {
                EngineId = engineId,
                Number = header.Number,
                Sequence = next.FirstSequence - 1,
                RecordCrc = next.PreviousCrc,
                Epoch = header.Epoch,
                UsedBytes = next.PreviousLength,
                TimeNanos = nowNanos,
            };
        }

        return last;
    }

    private bool IsUnwanted(long ageNanos, long bytes) => ageNanos > options.AgeNanosMax || bytes > options.BytesMax;

    private static SegmentHeader? ReadHeader(string path)
    {
        var bytes = new byte[SegmentHeader.DataOffset];
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return RandomAccess.Read(file, bytes, 0) == bytes.Length
            ? SegmentHeader.TryParse(bytes.AsSpan(0, SegmentHeader.CopyBytes))
                ?? SegmentHeader.TryParse(bytes.AsSpan(SegmentHeader.CopyBytes))
            : null;
    }
}
