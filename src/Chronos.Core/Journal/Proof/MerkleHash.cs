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

    /// <summary>First byte of what is hashed for a leaf.</summary>
    public const byte LeafPrefix = 0;

    /// <summary>The same for a node.</summary>
    public const byte NodePrefix = 1;

    /// <summary>Hash of a leaf.</summary>
    public static void Leaf(ReadOnlySpan<byte> leaf, Span<byte> hash) => Sha256.Of(LeafPrefix, leaf, [], hash);

    /// <summary>Hash of a leaf, in bytes of its own.</summary>
    public static byte[] Leaf(ReadOnlySpan<byte> leaf)
    {
        var hash = new byte[Bytes];
        Leaf(leaf, hash);
        return hash;
    }

    /// <summary>Hash of two subtrees; <paramref name="hash"/> may be one of them.</summary>
    public static void Node(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, Span<byte> hash) =>
        Sha256.Of(NodePrefix, left, right, hash);

    /// <summary>Hash of the tree without leaves.</summary>
    public static void Empty(Span<byte> hash) => SHA256.HashData([], hash);
}
