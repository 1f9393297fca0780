namespace Chronos.Core.Journal.Proof;

/// <summary>
/// Adds leaves to a tree many at a time, hashed side by side where the processor can: so many make a full subtree, which the tree
/// takes whole. The tree has all of them after <see cref="Flush"/>. One thread.
/// </summary>
internal sealed class LeafBatch
{
    private const int Levels = 8;
    private const int LeavesMax = 1 << Levels;

    private readonly MerkleTree _tree;
    private readonly Sha256Lanes? _lanes = Sha256Lanes.TryCreate();
    private readonly byte[] _hashes = new byte[LeavesMax * MerkleHash.Bytes];
    private readonly int[] _places = new int[Sha256Lanes.Count];
    private int _count;

    /// <summary>A batch for a tree to which nobody else adds.</summary>
    public LeafBatch(MerkleTree tree) => _tree = tree;

    /// <summary>Adds a leaf, which may be overwritten afterwards.</summary>
    public void Add(ReadOnlySpan<byte> leaf)
    {
        if (_lanes is null)
        {
            _tree.Add(leaf);
            return;
        }

        if (1 + leaf.Length > Sha256Lanes.MessageBytesMax)
        {
            MerkleHash.Leaf(leaf, HashAt(_count));
        }
        else
        {
            _places[_lanes.Used] = _count;
            _lanes.Add(MerkleHash.LeafPrefix, leaf, []);
            RunIfFull(_lanes);
        }

        if (++_count == LeavesMax)
        {
            AddSubtree(_lanes);
        }
    }

    /// <summary>Puts into the tree what has not come to a full subtree.</summary>
    public void Flush()
    {
        if (_lanes is not null)
        {
            Run(_lanes);
        }

        for (var i = 0; i < _count; i++)
        {
            _tree.AddSubtree(HashAt(i), level: 0);
        }

        _count = 0;
    }

    /// <summary>Takes all leaves away, from the tree as well.</summary>
    public void Clear()
    {
        _lanes?.Clear();
        _count = 0;
        _tree.Clear();
    }

    private void AddSubtree(Sha256Lanes lanes)
    {
        Run(lanes);
        for (var nodes = LeavesMax / 2; nodes > 0; nodes /= 2)
        {
            // A node takes a place at or before its children's, and those were copied into their lanes.
            for (var i = 0; i < nodes; i++)
            {
                _places[lanes.Used] = i;
                lanes.Add(MerkleHash.NodePrefix, HashAt(2 * i), HashAt((2 * i) + 1));
                RunIfFull(lanes);
            }

            Run(lanes);
        }

        _tree.AddSubtree(HashAt(0), Levels);
        _count = 0;
    }

    private void RunIfFull(Sha256Lanes lanes)
    {
        if (lanes.Used == Sha256Lanes.Count)
        {
            Run(lanes);
        }
    }

    private void Run(Sha256Lanes lanes)
    {
        var used = lanes.Used;
        if (used == 0)
        {
            return;
        }

        lanes.Run();
        for (var i = 0; i < used; i++)
        {
            lanes.CopyHash(i, HashAt(_places[i]));
        }
    }

    private Span<byte> HashAt(int place) => _hashes.AsSpan(place * MerkleHash.Bytes, MerkleHash.Bytes);
}
