using System.Security.Cryptography;
using Chronos.Core.Journal.Proof;

namespace Chronos.Core.Tests.Journal.Proof;

/// <summary>Tree and paths against known roots and against the definition written out.</summary>
public class MerkleTreeTests
{
    // Leaves and roots of the reference tree that implementations of RFC 6962 test themselves with.
    private static readonly string[] KnownLeaves =
        ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];

    private static readonly string[] KnownRoots =
    [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];

    [Fact]
    public void RootsAreTheKnownOnes()
    {
        var tree = new MerkleTree();
        Assert.Equal(KnownRoots[0], RootOf(tree));
        for (var i = 0; i < KnownLeaves.Length; i++)
        {
            tree.Add(Convert.FromHexString(KnownLeaves[i]));
            Assert.Equal(KnownRoots[i + 1], RootOf(tree));
        }

        tree.Clear();
        Assert.Equal(KnownRoots[0], RootOf(tree));
    }

    [Fact]
    public void RootsAndPathsAreThoseOfTheDefinition()
    {
        var leaves = new List<byte[]>();
        var tree = new MerkleTree();
        for (var count = 1; count <= 40; count++)
        {
            leaves.Add(LeafNumber(count));
            tree.Add(leaves[^1]);
            var root = DefinedRoot(leaves);
            Assert.Equal(Convert.ToHexStringLower(root), RootOf(tree));

            var hashes = leaves.ConvertAll(leaf => MerkleHash.Leaf(leaf));
            for (var index = 0; index < count; index++)
            {
                var path = MerklePath.Of(hashes, index);
                Assert.Equal(DefinedPath(leaves, index), path);
                Assert.True(MerklePath.Leads(hashes[index], index, count, path, root));
            }
        }
    }

    [Fact]
    public void LeavesOfEverySizeAreHashed()
    {
        var tree = new MerkleTree();
        var leaves = new List<byte[]>();
        foreach (var size in new[] { 40, 72, 4096, 65_535, 65_536, 262_144, 1 })
        {
            leaves.Add(new byte[size]);
            Random.Shared.NextBytes(leaves[^1]);
            tree.Add(leaves[^1]);
        }

        Assert.Equal(Convert.ToHexStringLower(DefinedRoot(leaves)), RootOf(tree));
    }

    [Fact]
    public void NothingElseLeadsToTheRoot()
    {
        const int count = 13;
        var leaves = Enumerable.Range(0, count).Select(LeafNumber).ToList();
        var hashes = leaves.ConvertAll(leaf => MerkleHash.Leaf(leaf));
        var root = DefinedRoot(leaves);
        for (var index = 0; index < count; index++)
        {
            var path = MerklePath.Of(hashes, index);
            for (var other = -1; other <= count; other++)
            {
                Assert.Equal(other == index, MerklePath.Leads(hashes[index], other, count, path, root));
            }

            Assert.False(MerklePath.Leads(hashes[index], index, count, [.. path, path[0]], root));
            Assert.False(MerklePath.Leads(hashes[index], index, count, path[..^1], root));
            Assert.False(MerklePath.Leads(hashes[(index + 1) % count], index, count, path, root));
            for (var step = 0; step < path.Count; step++)
            {
                var bent = path.ConvertAll(hash => (byte[])hash.Clone());
                bent[step][index % 32] ^= 1;
                Assert.False(MerklePath.Leads(hashes[index], index, count, bent, root));
            }
        }
    }

    /// <summary>An inner node given out as a leaf has another prefix, so the same bytes lead elsewhere.</summary>
    [Fact]
    public void NodeCannotPassForALeaf()
    {
        var leaves = Enumerable.Range(0, 4).Select(LeafNumber).ToList();
        byte[] node = [.. MerkleHash.Leaf(leaves[0]), .. MerkleHash.Leaf(leaves[1])];
        var right = DefinedRoot(leaves[2..]);

        Assert.False(MerklePath.Leads(MerkleHash.Leaf(node), 0, 2, [right], DefinedRoot(leaves)));
    }

    private static byte[] LeafNumber(int number) => SHA256.HashData(BitConverter.GetBytes(number))[..(number % 33)];

    private static string RootOf(MerkleTree tree)
    {
        var root = new byte[32];
        tree.Root(root);
        return Convert.ToHexStringLower(root);
    }

    /// <summary>RFC 6962 section 2.1, word by word.</summary>
    private static byte[] DefinedRoot(List<byte[]> leaves)
    {
        if (leaves.Count == 0)
        {
            return SHA256.HashData([]);
        }

        if (leaves.Count == 1)
        {
            return SHA256.HashData([0, .. leaves[0]]);
        }

        var split = Split(leaves.Count);
        return SHA256.HashData([1, .. DefinedRoot(leaves[..split]), .. DefinedRoot(leaves[split..])]);
    }

    /// <summary>RFC 6962 section 2.1.1, word by word.</summary>
    private static List<byte[]> DefinedPath(List<byte[]> leaves, int index)
    {
        if (leaves.Count == 1)
        {
            return [];
        }

        var split = Split(leaves.Count);
        return index < split
            ? [.. DefinedPath(leaves[..split], index), DefinedRoot(leaves[split..])]
            : [.. DefinedPath(leaves[split..], index - split), DefinedRoot(leaves[..split])];
    }

    /// <summary>The largest power of two below the count.</summary>
    private static int Split(int count)
    {
        var split = 1;
        while (split * 2 < count)
        {
            split *= 2;
        }

        return split;
    }
}
