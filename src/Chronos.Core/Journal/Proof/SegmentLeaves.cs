namespace Chronos.Core.Journal.Proof;

/// <summary>
/// How the bytes of a segment are cut into the leaves of Merkle trees: each header copy, each frame and each record is one,
/// so that every used byte is in exactly one leaf. The first word of a leaf is its length, and that of a header is none,
/// so that no leaf passes for one of another kind.
/// </summary>
internal static unsafe class SegmentLeaves
{
    /// <summary>Bytes of the leaf that begins at an offset; 0 where none can begin that ends at or before <paramref name="end"/>.</summary>
    public static int LengthAt(FileWindow window, long offset, long end)
    {
        if (offset < SegmentHeader.DataOffset)
        {
            var isCopy = offset % SegmentHeader.CopyBytes == 0 && offset + SegmentHeader.CopyBytes <= end;
            return isCopy && window.At(offset, SegmentHeader.CopyBytes) != null ? SegmentHeader.CopyBytes : 0;
        }

        var record = (JournalRecord*)window.At(offset, JournalRecord.HeaderBytes);
        if (record == null || !JournalRecord.IsPlausible(record->Length, end - offset))
        {
            return 0;
        }

        var length = (int)record->Length;
        return window.At(offset, length) == null ? 0 : length;
    }

    /// <summary>Sequence of the leaf if it is a record, else 0.</summary>
    public static long SequenceOf(FileWindow window, long offset, int length)
    {
        var record = (JournalRecord*)window.At(offset, length);
        return offset >= SegmentHeader.DataOffset && record->Type < JournalRecord.ReservedTypes ? record->Sequence : 0;
    }

    /// <summary>The leaf itself, until the next read.</summary>
    public static ReadOnlySpan<byte> At(FileWindow window, long offset, int length) => new(window.At(offset, length), length);
}
