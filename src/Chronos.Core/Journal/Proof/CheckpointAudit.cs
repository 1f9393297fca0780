using System.Globalization;

namespace Chronos.Core.Journal.Proof;

/// <summary>
/// Compares a journal with its checkpoints: every link of the chain, every signature, every sealed byte. It trusts no CRC,
/// no header and no frame, only hashes, so that it finds what somebody changed who mended all of those. One use, one thread.
/// </summary>
/// <param name="directory">Directory of the segments.</param>
/// <param name="keys">Keys that may have signed; none to ask only that each signature fits the key beside it.</param>
/// <param name="keptHead">A head noted elsewhere that must be in the chain; null for none.</param>
internal sealed class CheckpointAudit(string directory, IReadOnlyList<CheckpointKey> keys, byte[]? keptHead)
{
    private const int ProblemsMax = 20;

    private readonly string _path = CheckpointFile.PathIn(directory);
    private readonly List<string> _problems = [];
    private readonly List<string> _fingerprints = [];
    private readonly MerkleTree _tree = new();
    private readonly byte[] _root = new byte[MerkleHash.Bytes];
    private Checkpoint? _last;
    private CheckpointKey? _key;
    private string _segmentPath = "";
    private bool _foundHead;

    /// <summary>Reads everything. Read errors are thrown as they come.</summary>
    public CheckpointAuditReport Run()
    {
        if (File.Exists(_path))
        {
            CheckAll();
        }
        else if (keys.Count != 0)
        {
            _problems.Add($"{_path}: there is none, so nothing is sealed");
        }

        if (keptHead is not null && !_foundHead)
        {
            _problems.Add($"{_path}: no checkpoint has the head {Convert.ToHexStringLower(keptHead)}");
        }

        return new CheckpointAuditReport
        {
            Checkpoints = _last?.Number ?? 0,
            SealedSequence = _last?.LastSequence ?? 0,
            Head = _last is null ? null : Convert.ToHexStringLower(_last.Head()),
            Fingerprints = _fingerprints,
            IsAuthenticated = keys.Count != 0,
            Problems = _problems,
        };
    }

    private void CheckAll()
    {
        var engineId = EngineIdentity.TryRead(directory) ?? [];
        using var file = File.OpenHandle(_path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var window = new FileWindow();
        for (long place = 0; _problems.Count < ProblemsMax; place++)
        {
            var bytes = CheckpointFile.ReadAt(file, place);
            if (bytes.Length == 0)
            {
                break;
            }

            // Behind one that cannot be read, the chain is lost; before it, it is not.
            if (Checkpoint.TryParse(bytes) is not { } checkpoint)
            {
                Add(place, bytes.Length < Checkpoint.Bytes ? "is torn; the next start makes it again" : "is damaged");
                break;
            }

            CheckLink(place, checkpoint, engineId);
            CheckSignature(place, checkpoint);
            CheckBytes(window, checkpoint);
            _foundHead |= keptHead is not null && checkpoint.Head().AsSpan().SequenceEqual(keptHead);
            _last = checkpoint;
        }

        _key?.Dispose();
    }

    private void CheckLink(long place, Checkpoint checkpoint, byte[] engineId)
    {
        if (!checkpoint.EngineId.AsSpan().SequenceEqual(engineId))
        {
            Add(place, $"belongs to engine {Convert.ToHexStringLower(checkpoint.EngineId)}");
        }

        if (checkpoint.Number != place + 1)
        {
            Add(place, $"is number {checkpoint.Number}");
        }

        var previousHead = _last?.Head() ?? new byte[MerkleHash.Bytes];
        if (!checkpoint.PreviousHead.AsSpan().SequenceEqual(previousHead))
        {
            Add(place, "does not continue the one before it");
        }

        var isInPlace = _last is null
            ? checkpoint.StartOffset == 0 && checkpoint.FirstSequence == checkpoint.Segment
            : checkpoint.FirstSequence == _last.LastSequence + 1
                && (checkpoint.Segment == _last.Segment
                    ? checkpoint.StartOffset == _last.EndOffset
                    : checkpoint.StartOffset == 0 && checkpoint.Segment == checkpoint.FirstSequence);
        if (!isInPlace)
        {
            Add(place, $"begins at sequence {checkpoint.FirstSequence}, byte {checkpoint.StartOffset}, which is not where the one before it ended");
        }
    }

    private void CheckSignature(long place, Checkpoint checkpoint)
    {
        if (_key is null || !_key.Point.SequenceEqual(checkpoint.Key))
        {
            _key?.Dispose();
            _key = CheckpointKey.TryFromPoint(checkpoint.Key);
            if (_key is not null && !_fingerprints.Contains(_key.Fingerprint))
            {
                _fingerprints.Add(_key.Fingerprint);
            }
        }

        if (_key is null || !checkpoint.IsSignedBy(_key))
        {
            Add(place, "its signature is not that of the key it names");
        }
        else if (keys.Count != 0 && !keys.Any(k => k.Point.SequenceEqual(checkpoint.Key)))
        {
            Add(place, $"is signed by another key, {_key.Fingerprint}");
        }
    }

    private void CheckBytes(FileWindow window, Checkpoint checkpoint)
    {
        var path = Path.Combine(directory, JournalFiles.SegmentName(checkpoint.Segment));
        if (path != _segmentPath)
        {
            if (!File.Exists(path))
            {
                AddBytes(path, checkpoint, "the segment is missing");
                return;
            }

            window.Open(path);
            _segmentPath = path;
            CheckEndBefore(window, path, checkpoint);
        }

        _tree.Clear();
        var offset = checkpoint.StartOffset;
        while (offset < checkpoint.EndOffset)
        {
            var length = SegmentLeaves.LengthAt(window, offset, checkpoint.EndOffset);
            if (length == 0)
            {
                AddBytes(path, checkpoint, $"no record can stand at byte {offset}");
                return;
            }

            _tree.Add(SegmentLeaves.At(window, offset, length));
            offset += length;
        }

        _tree.Root(_root);
        if (!_root.AsSpan().SequenceEqual(checkpoint.Root) || _tree.Count != checkpoint.Leaves)
        {
            AddBytes(path, checkpoint, "they are not the bytes that were sealed");
        }
    }

    /// <summary>A segment tells, in sealed bytes, how far the one before was used: to there it must be sealed.</summary>
    private unsafe void CheckEndBefore(FileWindow window, string path, Checkpoint checkpoint)
    {
        var copy = window.At(0, SegmentHeader.CopyBytes);
        var header = copy == null ? null : SegmentHeader.TryParse(new ReadOnlySpan<byte>(copy, SegmentHeader.CopyBytes));
        if (_last is not null && header is not null && header.PreviousLength != _last.EndOffset)
        {
            AddBytes(path, checkpoint, $"the segment before is used up to byte {header.PreviousLength}, but sealed up to {_last.EndOffset}");
        }
    }

    private void Add(long place, string what) => _problems.Add(string.Create(
        CultureInfo.InvariantCulture, $"{_path} at byte {place * Checkpoint.Bytes}: checkpoint {place + 1} {what}"));

    private void AddBytes(string path, Checkpoint c, string what) => _problems.Add(string.Create(
        CultureInfo.InvariantCulture,
        $"{path} at bytes {c.StartOffset} to {c.EndOffset}, sequences {c.FirstSequence} to {c.LastSequence}, checkpoint {c.Number}: {what}"));
}
