namespace Chronos.Core.Journal.Proof;

/// <summary>
/// Shows that one record stands in a journal: the record, the path from it to the root of its tree, and the signed
/// checkpoint that holds the root. It is checked with the public key alone.
/// </summary>
public sealed class InclusionProof
{
    private readonly byte[] _record;
    private readonly Checkpoint _checkpoint;

    internal InclusionProof(byte[] record, long leafIndex, IReadOnlyList<byte[]> path, Checkpoint checkpoint)
    {
        _record = record;
        LeafIndex = leafIndex;
        Path = path;
        _checkpoint = checkpoint;
    }

    /// <summary>The record as it stands in the segment, header and padding included.</summary>
    public ReadOnlySpan<byte> Record => _record;

    /// <summary>Its place among the leaves of the checkpoint.</summary>
    public long LeafIndex { get; }

    /// <summary>Sequence of the record, as it says itself.</summary>
    public long Sequence => Header.Sequence;

    /// <summary>The engine whose journal it is, 16 bytes.</summary>
    public ReadOnlySpan<byte> EngineId => _checkpoint.EngineId;

    /// <summary>Number of the checkpoint.</summary>
    public long CheckpointNumber => _checkpoint.Number;

    /// <summary>Head of the checkpoint, 64 hex digits.</summary>
    public string CheckpointHead => Convert.ToHexStringLower(_checkpoint.Head());

    internal IReadOnlyList<byte[]> Path { get; }

    internal Checkpoint Checkpoint => _checkpoint;

    internal JournalRecord Header => System.Runtime.InteropServices.MemoryMarshal.Read<JournalRecord>(_record);

    internal ReadOnlySpan<byte> Payload => _record.AsSpan(JournalRecord.HeaderBytes);

    /// <summary>Why the record is not proven by this key; null when it is.</summary>
    public string? FindFault(CheckpointKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (!JournalRecord.IsPlausible((uint)_record.Length, _record.Length) || Header.Length != _record.Length)
        {
            return "the record has not the length it says";
        }

        if (Header.Type >= JournalRecord.ReservedTypes)
        {
            return "what is proven is a frame, not a record";
        }

        if (!_checkpoint.IsSignedBy(key))
        {
            return $"checkpoint {_checkpoint.Number} is not signed by the key {key.Fingerprint}";
        }

        if (!MerklePath.Leads(MerkleHash.Leaf(_record), LeafIndex, _checkpoint.Leaves, Path, _checkpoint.Root))
        {
            return $"the path does not lead from the record to the root of checkpoint {_checkpoint.Number}";
        }

        return Sequence >= _checkpoint.FirstSequence && Sequence <= _checkpoint.LastSequence
            ? null
            : $"sequence {Sequence} is not under checkpoint {_checkpoint.Number}";
    }
}
