namespace Chronos.Core.Journal.Proof;

/// <summary>
/// Makes the checkpoints of one journal: hashes what is synced, leaf by leaf, and signs and appends a checkpoint whenever
/// enough has come together, a segment is done, or nothing more is there. It goes on where the last checkpoint ended,
/// whoever made it; a segment without a record is left alone, because the next run replaces it. One thread.
/// </summary>
internal sealed class CheckpointMaker : IDisposable
{
    // A checkpoint is the place to which damage is located when whoever did it has mended every CRC.
    internal const int RecordsMax = 4096;
    internal const int BytesMax = 4 * 1024 * 1024;

    private readonly CheckpointSigner _signer;
    private readonly CheckpointFile _file;
    private readonly SealingReader _reader;
    private readonly byte[] _engineId;
    private readonly int _recordsMax;
    private readonly MerkleTree _tree = new();
    private long _start;
    private long _hashed;
    private long _firstSequence;

    /// <summary>A maker for the journal in a directory. Throws <see cref="JournalRefusedException"/> when its checkpoints are not this engine's.</summary>
    /// <param name="directory">Directory of the segments.</param>
    /// <param name="engineId">The engine's lasting id.</param>
    /// <param name="signer">Signs.</param>
    /// <param name="disk">Writes and syncs.</param>
    /// <param name="recordsMax">Records of a checkpoint; a sync batch is never cut in two.</param>
    public CheckpointMaker(
        string directory, ReadOnlyMemory<byte> engineId, CheckpointSigner signer, IDisk disk, int recordsMax = RecordsMax)
    {
        _signer = signer;
        _recordsMax = recordsMax;
        _engineId = engineId.ToArray();
        _reader = new SealingReader(directory);
        _file = CheckpointFile.Open(directory, disk);
        if (_file.Last is { } last && !last.EngineId.AsSpan().SequenceEqual(_engineId))
        {
            Dispose();
            throw new JournalRefusedException(
                RecoveryVerdict.Foreign, $"{CheckpointFile.PathIn(directory)} belongs to engine {Convert.ToHexStringLower(last.EngineId)}");
        }
    }

    /// <summary>Whether <see cref="Seal"/> ended in writing a checkpoint: what that covers is kept and tried again.</summary>
    public bool IsAppending { get; private set; }

    /// <summary>Last sequence under a checkpoint; 0 before the first.</summary>
    public long SealedSequence => _file.Last?.LastSequence ?? 0;

    /// <summary>
    /// Seals up to a sequence that is synced, and where the journal has been closed also the frames behind the last record.
    /// </summary>
    /// <param name="syncedSequence">The last sequence on disk behind a successful sync.</param>
    /// <param name="isClosed">Whether nobody writes to the last segment any more.</param>
    /// <param name="onSealed">Told the last sequence after each checkpoint.</param>
    public void Seal(long syncedSequence, bool isClosed, Action<long> onSealed)
    {
        IsAppending = false;
        if (_reader.Segment is null && !TryBegin())
        {
            return;
        }

        while (isClosed || _reader.Segment!.NextSequence <= syncedSequence)
        {
            var outcome = _reader.Next();
            if (outcome == ReadOutcome.Record)
            {
                Hash();
                CompleteIfLarge(onSealed);
                continue;
            }

            var hasNext = _reader.HasNext;
            if (!hasNext && !isClosed)
            {
                throw new JournalCorruptException(
                    _reader.Segment!.Path, _reader.Segment.Offset, _reader.Segment.NextSequence,
                    $"the records end here, but sequence {syncedSequence} had been synced");
            }

            if (HasRecords())
            {
                Hash();
                Complete(onSealed);
            }

            if (!hasNext)
            {
                return;
            }

            _reader.OpenNext();
            Begin(0);
        }

        Complete(onSealed);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _reader.Dispose();
        _file.Dispose();
    }

    private bool TryBegin()
    {
        if (_file.Last is { } last)
        {
            _reader.OpenAt(last);
            Begin(last.EndOffset);
            return true;
        }

        if (!_reader.TryOpenFirst())
        {
            return false;
        }

        Begin(0);
        return true;
    }

    private void Begin(long offset)
    {
        _start = offset;
        _hashed = offset;
        _firstSequence = _reader.Segment!.NextSequence;
        _tree.Clear();
    }

    private bool HasRecords() => _reader.Segment!.NextSequence > _reader.Segment.Header.FirstSequence;

    private void Hash()
    {
        var end = _reader.Segment!.Offset;
        while (_hashed < end)
        {
            var length = SegmentLeaves.LengthAt(_reader.Window, _hashed, end);
            if (length == 0)
            {
                throw new JournalCorruptException(_reader.Segment.Path, _hashed, _firstSequence, "changed while it was sealed");
            }

            _tree.Add(SegmentLeaves.At(_reader.Window, _hashed, length));
            _hashed += length;
        }
    }

    private void CompleteIfLarge(Action<long> onSealed)
    {
        var segment = _reader.Segment!;
        if (!segment.InBatch && (segment.NextSequence - _firstSequence >= _recordsMax || _hashed - _start >= BytesMax))
        {
            Complete(onSealed);
        }
    }

    private void Complete(Action<long> onSealed)
    {
        if (_tree.Count == 0)
        {
            return;
        }

        var segment = _reader.Segment!;
        var root = new byte[MerkleHash.Bytes];
        _tree.Root(root);
        var records = segment.NextSequence - _firstSequence;
        IsAppending = true;
        _file.Append(new Checkpoint
        {
            EngineId = _engineId,
            Number = (_file.Last?.Number ?? 0) + 1,
            Segment = segment.Header.FirstSequence,
            StartOffset = _start,
            EndOffset = _hashed,
            FirstSequence = _firstSequence,
            Records = records,
            Leaves = _tree.Count,
            TimeNanos = records == 0 ? 0 : segment.LastTimeNanos,
            Root = root,
            PreviousHead = _file.Last?.Head() ?? new byte[MerkleHash.Bytes],
            Key = [],
        }.SignedBy(_signer));
        IsAppending = false;
        onSealed(_file.Last!.LastSequence);
        Begin(_hashed);
    }
}
