using System.Numerics;

namespace Chronos.Core.Journal.Proof;

/// <summary>
/// A Merkle tree that leaves are added to one after the other: it keeps the roots of its full subtrees, one for each bit
/// of the number of leaves, and nothing else. One thread; nothing is allocated after it was made.
/// </summary>
internal sealed class MerkleTree
{
    private const int LevelsMax = 63;

    private readonly byte[] _roots = new byte[LevelsMax * MerkleHash.Bytes];

    /// <summary>Leaves added.</summary>
    public long Count { get; private set; }

    /// <summary>Adds a leaf.</summary>
    public void Add(ReadOnlySpan<byte> leaf)
    {
        Span<byte> hash = stackalloc byte[MerkleHash.Bytes];
        MerkleHash.Leaf(leaf, hash);

        AddSubtree(hash, level: 0);
    }

    /// <summary>
    /// Adds as many leaves as a full subtree of so many levels has, of which this is the root; what was added before must be a
    /// multiple of as many.
    /// </summary>
    public void AddSubtree(ReadOnlySpan<byte> root, int level)
    {
        var leaves = 1L << level;
        if ((Count & (leaves - 1)) != 0)
        {
            throw new InvalidOperationException($"A subtree of {leaves} leaves cannot stand behind {Count}.");
        }

        Span<byte> hash = stackalloc byte[MerkleHash.Bytes];
        root.CopyTo(hash);

        // As in adding one to a binary number: each full subtree of a level met on the way is joined, left of the new one.
        for (; ((Count >> level) & 1) != 0; level++)
        {
            MerkleHash.Node(RootAt(level), hash, hash);
        }

        hash.CopyTo(RootAt(level));
        Count += leaves;
    }

    /// <summary>The root over all leaves added so far.</summary>
    public void Root(Span<byte> root)
    {
        if (Count == 0)
        {
            MerkleHash.Empty(root);
            return;
        }

        var level = BitOperations.TrailingZeroCount(Count);
        RootAt(level).CopyTo(root);
        for (level++; Count >> level != 0; level++)
        {
            if (((Count >> level) & 1) != 0)
            {
                MerkleHash.Node(RootAt(level), root, root);
            }
        }
    }

    /// <summary>Takes all leaves away.</summary>
    public void Clear() => Count = 0;

    private Span<byte> RootAt(int level) => _roots.AsSpan(level * MerkleHash.Bytes, MerkleHash.Bytes);
}
