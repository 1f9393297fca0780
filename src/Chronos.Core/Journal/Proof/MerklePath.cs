namespace Chronos.Core.Journal.Proof;

/// <summary>
/// The hashes that lead from one leaf to the root of its tree, nearest sibling first, as RFC 6962 section 2.1.1 has them.
/// </summary>
internal static class MerklePath
{
    /// <summary>The path of a leaf, from the hashes of all leaves.</summary>
    public static List<byte[]> Of(IReadOnlyList<byte[]> leaves, long index)
    {
        var path = new List<byte[]>();
        var level = leaves;
        for (var place = (int)index; level.Count > 1; place >>= 1)
        {
            // A last node without a sibling goes up as it is.
            if ((place ^ 1) < level.Count)
            {
                path.Add(level[place ^ 1]);
            }

            level = Above(level);
        }

        return path;
    }

    /// <summary>Whether the path leads from the leaf at this place of this many to the root.</summary>
    public static bool Leads(
        ReadOnlySpan<byte> leafHash, long index, long count, IReadOnlyList<byte[]> path, ReadOnlySpan<byte> root)
    {
        if (index < 0 || index >= count)
        {
            return false;
        }

        Span<byte> hash = stackalloc byte[MerkleHash.Bytes];
        leafHash.CopyTo(hash);
        var used = 0;
        var last = count - 1;
        for (var place = index; last > 0; place >>= 1, last >>= 1)
        {
            if (place == last && (place & 1) == 0)
            {
                continue;
            }

            if (used == path.Count || path[used].Length != MerkleHash.Bytes)
            {
                return false;
            }

            var sibling = path[used++];
            if ((place & 1) == 0)
            {
                MerkleHash.Node(hash, sibling, hash);
            }
            else
            {
                MerkleHash.Node(sibling, hash, hash);
            }
        }

        return used == path.Count && hash.SequenceEqual(root);
    }

    private static List<byte[]> Above(IReadOnlyList<byte[]> level)
    {
        var above = new List<byte[]>((level.Count + 1) / 2);
        for (var i = 0; i < level.Count; i += 2)
        {
            var node = level[i];
            if (i + 1 < level.Count)
            {
                node = new byte[MerkleHash.Bytes];
                MerkleHash.Node(level[i], level[i + 1], node);
            }

            above.Add(node);
        }

        return above;
    }
}
