using System.Security.Cryptography;

namespace Chronos.Core.Journal.Proof;

/// <summary>
/// The two hashes of a Merkle tree as RFC 6962 section 2.1 has them: SHA-256 with a first byte that tells leaves from
/// nodes, so that no inner node can pass for a leaf. The hash of no leaves is that of no bytes.
/// </summary>
internal static class MerkleHash
{
    /// <summary>Bytes of a hash.</summary>
    public const int Bytes = SHA256.HashSizeInBytes;

    private const byte LeafPrefix = 0;
    private const byte NodePrefix = 1;
    private const int NodeBytes = 1 + (2 * Bytes);

    /// <summary>Room in front of a leaf for its prefix.</summary>
    public const int LeafPrefixBytes = 1;

    /// <summary>
    /// Hash of the leaf that stands in <paramref name="prefixed"/> behind one free byte, which is overwritten: a leaf and
    /// its prefix in one place are hashed in one call.
    /// </summary>
    public static void Leaf(Span<byte> prefixed, Span<byte> hash)
    {
        prefixed[0] = LeafPrefix;
        SHA256.HashData(prefixed, hash);
    }

    /// <summary>Hash of a leaf.</summary>
    public static byte[] Leaf(ReadOnlySpan<byte> leaf)
    {
        var prefixed = new byte[LeafPrefixBytes + leaf.Length];
        leaf.CopyTo(prefixed.AsSpan(LeafPrefixBytes));
        var hash = new byte[Bytes];
        Leaf(prefixed, hash);
        return hash;
    }

    /// <summary>Hash of two subtrees; <paramref name="hash"/> may be one of them.</summary>
    public static void Node(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, Span<byte> hash)
    {
        Span<byte> node = stackalloc byte[NodeBytes];
        node[0] = NodePrefix;
        left.CopyTo(node[1..]);
        right.CopyTo(node[(1 + Bytes)..]);
        SHA256.HashData(node, hash);
    }

    /// <summary>Hash of the tree without leaves.</summary>
    public static void Empty(Span<byte> hash) => SHA256.HashData([], hash);
}
