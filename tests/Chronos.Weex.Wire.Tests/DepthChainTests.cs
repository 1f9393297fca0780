using System.Buffers;
using Chronos.Core.Model;

namespace Chronos.Weex.Wire.Tests;

public class DepthChainTests
{
    private static readonly WeexDepthPush Snapshot = Read(Frames.Snapshot);
    private static readonly WeexDepthPush Change = Read(Frames.Change);

    [Fact]
    public void FollowsTheChain()
    {
        var book = new DepthChain();
        Assert.Equal(DepthStep.Waiting, book.Apply(Change));
        Assert.Equal(DepthStep.Applied, book.Apply(Snapshot));
        Assert.Equal(DepthStep.Applied, book.Apply(Change));
        Assert.Equal(["79979.8", "79978.1", "79978"], book.Bids.Keys.Select(p => p.ToString()));
        Assert.Equal(Quantity.Parse("2.8356"), book.Bids.GetValueAtIndex(0));
        Assert.Equal(["79979.9", "79980.1", "79980.2"], book.Asks.Keys.Select(p => p.ToString()));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public void AGapBreaksItUntilTheNextSnapshot(int gap)
    {
        var book = new DepthChain();
        book.Apply(Snapshot);
        Assert.Equal(DepthStep.Broken, book.Apply(Change with { FirstId = Change.FirstId + gap }));
        Assert.False(book.IsLive);
        Assert.Empty(book.Bids);
        Assert.Equal(DepthStep.Waiting, book.Apply(Change));
        Assert.Equal(DepthStep.Applied, book.Apply(Snapshot));
    }

    [Fact]
    public void ACrossedBookOrTooManyLevelsBreakIt()
    {
        var book = new DepthChain();
        book.Apply(Snapshot);
        Assert.Equal(DepthStep.Broken, book.Apply(Change with { Asks = [new(Price.Parse("79979.8"), Quantity.Parse("1"))] }));
        book.Apply(Snapshot);
        Assert.Equal(DepthStep.Broken, book.Apply(Change with { Asks = [new(Price.Parse("79990"), Quantity.Parse("1"))] }));
    }

    private static WeexDepthPush Read(string frame) =>
        (WeexDepthPush)WeexFrameReader.Read(new ReadOnlySequence<byte>(Text.Utf8(frame)), WeexProduct.Contract).Push!;
}
