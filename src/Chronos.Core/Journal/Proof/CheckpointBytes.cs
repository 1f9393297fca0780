using System.Globalization;

namespace Chronos.Core.Journal.Proof;

/// <summary>Compares sealed bytes with their checkpoints, one checkpoint after the other. One thread.</summary>
internal sealed class CheckpointBytes : IDisposable
{
    private readonly string _directory;
    private readonly FileWindow _window = new(new DiskSync());
    private readonly MerkleTree _tree = new();
    private readonly LeafBatch _leaves;
    private readonly byte[] _root = new byte[MerkleHash.Bytes];
    private string _openPath = "";

    /// <summary>For the segments in a directory.</summary>
    public CheckpointBytes(string directory)
    {
        _directory = directory;
        _leaves = new LeafBatch(_tree);
    }

    /// <summary>What is wrong with the bytes under a checkpoint and where; null when nothing is.</summary>
    /// <param name="checkpoint">Which.</param>
    /// <param name="previous">The checkpoint before it; null for the first.</param>
    public string? FindFault(Checkpoint checkpoint, Checkpoint? previous)
    {
        var path = Path.Combine(_directory, JournalFiles.SegmentName(checkpoint.Segment));
        if (path != _openPath)
        {
            if (!File.Exists(path))
            {
                return At(path, checkpoint, "the segment is missing");
            }

            _openPath = "";
            _window.Open(path);
            _openPath = path;
        }

        if (checkpoint.StartOffset == 0 && previous is not null && EndBefore() is { } end && end != previous.EndOffset)
        {
            return At(path, checkpoint, $"the segment before is used up to byte {end}, but sealed up to {previous.EndOffset}");
        }

        return CompareRoot(path, checkpoint);
    }

    /// <inheritdoc />
    public void Dispose() => _window.Dispose();

    private string? CompareRoot(string path, Checkpoint checkpoint)
    {
        _leaves.Clear();
        for (var offset = checkpoint.StartOffset; offset < checkpoint.EndOffset;)
        {
            var length = SegmentLeaves.LengthAt(_window, offset, checkpoint.EndOffset);
            if (length == 0)
            {
                return At(path, checkpoint, $"no record can stand at byte {offset}");
            }

            _leaves.Add(SegmentLeaves.At(_window, offset, length));
            offset += length;
        }

        _leaves.Flush();
        _tree.Root(_root);
        return _tree.Count == checkpoint.Leaves && _root.AsSpan().SequenceEqual(checkpoint.Root)
            ? null
            : At(path, checkpoint, "they are not the bytes that were sealed");
    }

    /// <summary>A segment tells, in sealed bytes, how far the one before was used: to there it must be sealed.</summary>
    private unsafe long? EndBefore()
    {
        var copy = _window.At(0, SegmentHeader.CopyBytes);
        return copy == null ? null : SegmentHeader.TryParse(new ReadOnlySpan<byte>(copy, SegmentHeader.CopyBytes))?.PreviousLength;
    }

    private static string At(string path, Checkpoint c, string what) => string.Create(
        CultureInfo.InvariantCulture,
        $"{path} at bytes {c.StartOffset} to {c.EndOffset}, sequences {c.FirstSequence} to {c.LastSequence}, checkpoint {c.Number}: {what}");
}
