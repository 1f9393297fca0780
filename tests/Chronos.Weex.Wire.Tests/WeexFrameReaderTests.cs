using System.Buffers;
using System.Diagnostics;
using Chronos.Core.Model;
using Xunit.Abstractions;

namespace Chronos.Weex.Wire.Tests;

public class WeexFrameReaderTests(ITestOutputHelper output)
{
    [Fact]
    public void ReadsControlFrames()
    {
        Assert.Equal(WeexFrameKind.Greeting, Read(Frames.Greeting).Kind);
        Assert.Equal(WeexFrameKind.Ping, Read(Frames.PublicPing).Kind);
        Assert.Equal(WeexFrameKind.Ping, Read(Frames.PrivatePing).Kind);
        Assert.Equal(new WeexFrame(WeexFrameKind.Reply, null, "1", true, ""), Read("""{"result":true,"id":1}"""));
        Assert.Equal(
            new WeexFrame(WeexFrameKind.Reply, null, "99", false, "INVALID_ARGUMENT: invalid event : bogus"),
            Read("""{"result":false,"id":"99","msg":"INVALID_ARGUMENT: invalid event : bogus"}"""));
        Assert.Equal(WeexFrameKind.Other, Read("""{"later":"kind"}""").Kind);
        Assert.Equal(WeexFrameKind.Other, Read("""{"e":"laterKind","E":1,"d":[]}""").Kind);
    }

    [Fact]
    public void ReadsMarketPushes()
    {
        Assert.Equal(
            new WeexTickerPush(1788692246206, "BTCUSDT", Price.Parse("79982.2"), Price.Parse("79984.1"), Price.Parse("80019.68685")),
            Push<WeexTickerPush>(Frames.Ticker));

        var depth = Push<WeexDepthPush>(Frames.Change);
        Assert.Equal((16786244375, 16786244424, 3, false), (depth.FirstId, depth.LastId, depth.Levels, depth.IsSnapshot));
        Assert.Equal(new WeexLevel(Price.Parse("79977.9"), Quantity.Zero), depth.Bids[2]);
        Assert.Equal(new WeexLevel(Price.Parse("79979.9"), Quantity.Parse("2.5579")), Assert.Single(depth.Asks));

        var trades = Push<WeexTradesPush>(Frames.Trades);
        Assert.Equal(new WeexTrade(1788692246299, "uuid-2", Price.Parse("2041.51"), Quantity.Parse("1"), true), trades.Trades[1]);

        var best = Push<WeexBookTickerPush>(Frames.BookTicker, WeexProduct.Spot);
        Assert.Equal((new WeexLevel(Price.Parse("2050.67"), Quantity.Parse("0.89116")), 77L), (best.Bid, best.UpdateId));

        var klines = Push<WeexKlinesPush>(Frames.Klines);
        Assert.True(klines.IsSnapshot);
        Assert.Equal(
            new WeexKline(1775590200000, 1775590260000, "1m", Price.Parse("1"), Price.Parse("3"), Price.Parse("0.5"), Price.Parse("2"), Quantity.Parse("10")),
            Assert.Single(klines.Klines));
    }

    [Fact]
    public void ReadsAccountPushes()
    {
        var orders = Push<WeexAccountPush<WeexOrder>>(Frames.Orders);
        Assert.Equal((46654, "OrderUpdate", 1773295738939), (orders.Version, orders.Cause, orders.EventMillis));
        var order = Assert.Single(orders.Items);
        Assert.Equal((617414920861909658, "cx-1", WeexOrderStatus.Pending), (order.OrderId, order.ClientOrderId, order.Status));
        Assert.Equal((Quantity.Parse("0.1"), Quantity.Zero, WeexPositionSide.Long), (order.Quantity, order.Executed, order.PositionSide));

        var spot = Assert.Single(Push<WeexAccountPush<WeexOrder>>(Frames.SpotOrders, WeexProduct.Spot).Items);
        Assert.Equal((WeexOrderStatus.Filled, Quantity.Parse("0.000952"), WeexPositionSide.None), (spot.Status, spot.Executed, spot.PositionSide));

        var fill = Assert.Single(Push<WeexAccountPush<WeexFill>>(Frames.Fills).Items);
        Assert.Equal((Price.Parse("103812.7"), Quantity.Parse("6.228762"), false), (fill.Price!.Value, fill.Fee, fill.IsMaker!.Value));

        var balance = Assert.Single(Push<WeexAccountPush<WeexBalance>>(Frames.Account).Items);
        Assert.Equal(Quantity.Parse("6625267.708162"), balance.Total);
        Assert.Null(balance.Available);
        Assert.Equal(Quantity.Parse("950"), Assert.Single(Push<WeexAccountPush<WeexBalance>>(Frames.SpotAccount, WeexProduct.Spot).Items).Available);

        var position = Assert.Single(Push<WeexAccountPush<WeexPosition>>(Frames.Positions).Items);
        Assert.Equal((Quantity.Parse("0.01"), 3656434385L), (position.Size, position.UpdatedMatchSequenceId!.Value));
    }

    /// <summary>A frame may lie in the pipe in any two pieces.</summary>
    [Fact]
    public void ReadsFramesSplitAtEveryByte()
    {
        foreach (var text in Frames.All)
        {
            var whole = Text.Utf8(text);
            var expected = Describe(WeexFrameReader.Read(new ReadOnlySequence<byte>(whole), WeexProduct.Contract));
            for (var at = 1; at < whole.Length; at++)
            {
                var pieces = Pieces(whole.AsMemory(0, at), whole.AsMemory(at));
                Assert.Equal(expected, Describe(WeexFrameReader.Read(pieces, WeexProduct.Contract)));
            }
        }
    }

    [Fact]
    public void RefusesFramesCutAnywhere()
    {
        foreach (var text in Frames.All)
        {
            var whole = Text.Utf8(text.Trim());
            for (var length = 1; length < whole.Length; length++)
            {
                var cut = whole[..length];
                Assert.Throws<WeexFormatException>(() => WeexFrameReader.Read(new ReadOnlySequence<byte>(cut), WeexProduct.Contract));
            }
        }
    }

    [Theory]
    [InlineData("""{"e":"fill","E":1,"d":[]}""", "v")]
    [InlineData("""{"e":"orders","E":1,"v":2}""", "d")]
    [InlineData("""{"e":"ticker","E":1,"s":"B","d":[{}]}""", "c")]
    [InlineData("""{"e":"trade","E":1,"s":"B","d":[{"T":1}]}""", "t")]
    public void NamesWhatIsMissing(string frame, string field) =>
        Assert.Equal(field, Assert.Throws<WeexFormatException>(() => Read(frame)).Field);

    [Theory]
    [InlineData("""{"e":"depth","E":1,"s":"B","U":1,"u":2,"l":3,"b":[["1","1"],["1"]],"a":[]}""", "b[1]")]
    [InlineData("""{"e":"fill","E":1,"v":2,"d":[{}]}""", "d[0]")]
    [InlineData("""{"e":"fill","d":[],"v":2}""", "fill")]
    public void NamesWhereItIsMissing(string frame, string place) =>
        Assert.Equal(place, Assert.Throws<WeexFormatException>(() => Read(frame)).Place);

    [Fact]
    public void TellsHowFastItReads()
    {
        var frames = new[] { Frames.Change, Frames.Orders, Frames.Fills, Frames.Ticker }.Select(f => new ReadOnlySequence<byte>(Text.Utf8(f))).ToArray();
        for (var i = 0; i < 20_000; i++)
        {
            WeexFrameReader.Read(frames[i % 4], WeexProduct.Contract);
        }

        const int Count = 40_000;
        var before = GC.GetAllocatedBytesForCurrentThread();
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < Count; i++)
        {
            WeexFrameReader.Read(frames[i % 4], WeexProduct.Contract);
        }

        var elapsed = Stopwatch.GetElapsedTime(start);
        output.WriteLine(
            $"{Count / elapsed.TotalSeconds:N0} pushes a second, {(GC.GetAllocatedBytesForCurrentThread() - before) / Count} bytes each");
    }

    private static string Describe(in WeexFrame frame) => frame.Push switch
    {
        WeexDepthPush p => $"{p.FirstId} {p.LastId} {string.Join(' ', p.Bids)} {string.Join(' ', p.Asks)}",
        WeexTradesPush p => $"{p.Symbol} {string.Join(' ', p.Trades)}",
        WeexKlinesPush p => $"{p.Symbol} {string.Join(' ', p.Klines)}",
        WeexAccountPush<WeexOrder> p => $"{p.Version} {string.Join(' ', p.Items)}",
        WeexAccountPush<WeexFill> p => $"{p.Version} {string.Join(' ', p.Items)}",
        WeexAccountPush<WeexBalance> p => $"{p.Version} {string.Join(' ', p.Items)}",
        WeexAccountPush<WeexPosition> p => $"{p.Version} {string.Join(' ', p.Items)}",
        _ => frame.ToString(),
    };

    private static WeexFrame Read(string frame) =>
        WeexFrameReader.Read(new ReadOnlySequence<byte>(Text.Utf8(frame)), WeexProduct.Contract);

    private static T Push<T>(string frame, WeexProduct product = WeexProduct.Contract)
        where T : WeexPush =>
        Assert.IsType<T>(WeexFrameReader.Read(new ReadOnlySequence<byte>(Text.Utf8(frame)), product).Push);

    private static ReadOnlySequence<byte> Pieces(ReadOnlyMemory<byte> first, ReadOnlyMemory<byte> second)
    {
        var start = new Piece(first, 0);
        var end = start.Then(second);
        return new ReadOnlySequence<byte>(start, 0, end, second.Length);
    }

    private sealed class Piece : ReadOnlySequenceSegment<byte>
    {
        public Piece(ReadOnlyMemory<byte> memory, long index)
        {
            Memory = memory;
            RunningIndex = index;
        }

        public Piece Then(ReadOnlyMemory<byte> memory)
        {
            var next = new Piece(memory, RunningIndex + Memory.Length);
            Next = next;
            return next;
        }
    }
}
