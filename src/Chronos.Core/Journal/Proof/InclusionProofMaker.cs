namespace Chronos.Core.Journal.Proof;

/// <summary>Makes proofs for the records of a journal that nobody writes.</summary>
internal static class InclusionProofMaker
{
    /// <summary>
    /// The proof for the record at a sequence. Throws <see cref="InvalidDataException"/> when no checkpoint covers it, and
    /// <see cref="JournalCorruptException"/> when the journal is not what was sealed.
    /// </summary>
    public static InclusionProof Make(string directory, long sequence)
    {
        var checkpoint = Find(directory, sequence);
        var path = Path.Combine(directory, JournalFiles.SegmentName(checkpoint.Segment));
        using var window = new FileWindow(new DiskSync());
        window.Open(path);
        var leaves = new List<byte[]>();
        byte[]? record = null;
        var index = 0;
        for (var offset = checkpoint.StartOffset; offset < checkpoint.EndOffset;)
        {
            var length = SegmentLeaves.LengthAt(window, offset, checkpoint.EndOffset);
            if (length == 0)
            {
                throw NotSealed(path, offset, checkpoint);
            }

            if (SegmentLeaves.SequenceOf(window, offset, length) == sequence)
            {
                index = leaves.Count;
                record = SegmentLeaves.At(window, offset, length).ToArray();
            }

            leaves.Add(MerkleHash.Leaf(SegmentLeaves.At(window, offset, length)));
            offset += length;
        }

        if (record is null)
        {
            throw NotSealed(path, checkpoint.StartOffset, checkpoint);
        }

        var proof = new InclusionProof(record, index, MerklePath.Of(leaves, index), checkpoint);
        using var key = CheckpointKey.TryFromPoint(checkpoint.Key);
        return key is not null && proof.FindFault(key) is null ? proof : throw NotSealed(path, checkpoint.StartOffset, checkpoint);
    }

    private static Checkpoint Find(string directory, long sequence)
    {
        var path = CheckpointFile.PathIn(directory);
        if (!File.Exists(path))
        {
            throw new InvalidDataException($"{path}: there is none, so nothing is sealed");
        }

        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        long covered = 0;
        for (long place = 0; CheckpointFile.ReadAt(file, place) is { Length: > 0 } bytes; place++)
        {
            var checkpoint = Checkpoint.TryParse(bytes)
                ?? throw new InvalidDataException($"{path} at byte {place * Checkpoint.Bytes}: checkpoint {place + 1} is damaged");
            if (sequence >= checkpoint.FirstSequence && sequence <= checkpoint.LastSequence)
            {
                return checkpoint;
            }

            covered = checkpoint.LastSequence;
        }

        throw new InvalidDataException($"{path}: sequence {sequence} is under no checkpoint; the last one goes up to {covered}");
    }

    private static JournalCorruptException NotSealed(string path, long offset, Checkpoint checkpoint) => new(
        path, offset, checkpoint.FirstSequence, $"is not what checkpoint {checkpoint.Number} sealed; journal verify tells more");
}
