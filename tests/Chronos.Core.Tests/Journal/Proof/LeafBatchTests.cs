using Chronos.Core.Journal.Proof;

namespace Chronos.Core.Tests.Journal.Proof;

/// <summary>A tree filled in batches is the tree filled leaf by leaf.</summary>
public class LeafBatchTests
{
    private static readonly int[] Lengths = [40, 264, 128, 72, 4096, 0, 757, 758, 759, 900];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(600)]
    [InlineData(4200)]
    public void RootsAreThoseOfLeafByLeaf(int count)
    {
        var (one, other) = (new MerkleTree(), new MerkleTree());
        var batch = new LeafBatch(other);
        for (var i = 0; i < count; i++)
        {
            one.Add(Leaf(i));
            batch.Add(Leaf(i));
        }

        batch.Flush();
        Assert.Equal(count, other.Count);
        Assert.Equal(RootOf(one), RootOf(other));
    }

    [Fact]
    public void WhatWasAddedBeforeAClearIsGone()
    {
        var (one, other) = (new MerkleTree(), new MerkleTree());
        var batch = new LeafBatch(other);
        for (var i = 0; i < 300; i++)
        {
            batch.Add(Leaf(i));
        }

        batch.Clear();
        one.Add(Leaf(1));
        batch.Add(Leaf(1));
        batch.Flush();
        Assert.Equal(RootOf(one), RootOf(other));
    }

    [Fact]
    public void ASubtreeStandsOnlyWhereItFits()
    {
        var tree = new MerkleTree();
        tree.Add(Leaf(0));
        Assert.Throws<InvalidOperationException>(() => tree.AddSubtree(new byte[MerkleHash.Bytes], level: 1));
    }

    private static byte[] Leaf(int number)
    {
        var leaf = new byte[Lengths[number % Lengths.Length]];
        Array.Fill(leaf, (byte)(number % 251));
        return leaf;
    }

    private static string RootOf(MerkleTree tree)
    {
        var root = new byte[MerkleHash.Bytes];
        tree.Root(root);
        return Convert.ToHexStringLower(root);
    }
}
