using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;

namespace Chronos.Weex.Wire.Tests;

public sealed class WeexSocketTests : IDisposable
{
    private readonly WeexCredentials _credentials = new("key-of-mine", "test-secret-0123456789abcdef"u8, "pass-of-mine");
    private readonly RecordingSink _sink = new();
    private readonly ConcurrentQueue<string> _received = new();

    public void Dispose() => _credentials.Dispose();

    [Fact]
    public async Task SignsSubscribesAnswersPingsAndHandsOnPushes()
    {
        LoopbackSocket? venue = null;
        venue = new LoopbackSocket(async (_, socket, _) =>
        {
            await LoopbackSocket.SendAsync(socket, Frames.Greeting);
            _received.Enqueue(await venue!.ReceiveAsync(socket));
            await LoopbackSocket.SendAsync(socket, """{"result":true,"id":1}""");
            await LoopbackSocket.SendAsync(socket, Frames.PrivatePing);
            _received.Enqueue(await venue.ReceiveAsync(socket));
            await LoopbackSocket.SendAsync(socket, Frames.Orders);
            await LoopbackSocket.SendAsync(socket, """{"later":1}""");
            await LoopbackSocket.SendAsync(socket, Frames.Fills);
            await venue.ReceiveAsync(socket);
        });
        await using var _ = venue;
        await RunAsync(venue, async socket =>
        {
            Assert.Equal("connected 1", await _sink.NextAsync());
            Assert.Equal("push 1773295738939", await _sink.NextAsync());
            Assert.Equal("push 1773295739154", await _sink.NextAsync());
            Assert.Equal(1, socket.PassedOver);
        });
        Assert.Equal(["""{"method":"SUBSCRIBE","params":["orders","fill"],"id":1}""", """{"method":"PONG","id":2}"""], _received);
        var head = venue.Handshakes.First();
        Assert.Contains("ACCESS-SIGN: 3z/2WgiFTUzWNAnsIHveofJxQb9e0k3B1GuQvzWbLQA=\r\n", head, StringComparison.Ordinal);
        Assert.Contains("ACCESS-PASSPHRASE: pass-of-mine\r\n", head, StringComparison.Ordinal);
        Assert.DoesNotContain("test-secret", head, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadsAMessageCutIntoSingleBytes()
    {
        LoopbackSocket? venue = null;
        venue = new LoopbackSocket(async (_, socket, _) =>
        {
            var frame = Encoding.UTF8.GetBytes(Frames.Snapshot);
            for (var i = 0; i < frame.Length; i++)
            {
                await socket.SendAsync(frame.AsMemory(i, 1), WebSocketMessageType.Text, i == frame.Length - 1, default);
            }

            await venue!.ReceiveAsync(socket);
            await venue.ReceiveAsync(socket);
        });
        await using var _ = venue;
        await RunAsync(venue, async _ =>
        {
            Assert.Equal("connected 1", await _sink.NextAsync());
            Assert.Equal("push 1788692246206", await _sink.NextAsync());
        });
    }

    [Fact]
    public async Task ConnectsAgainAfterEveryKindOfEnd()
    {
        LoopbackSocket? venue = null;
        venue = new LoopbackSocket(async (number, socket, stream) =>
        {
            await venue!.ReceiveAsync(socket);
            switch (number)
            {
                case 1:
                    stream.Close();
                    break;
                case 2:
                    await socket.CloseOutputAsync((WebSocketCloseStatus)1007, "Unrecognized message sent multiple times", default);
                    break;
                case 3:
                    await LoopbackSocket.SendAsync(socket, "{\"e\":\"fill\"}");
                    await venue.ReceiveAsync(socket);
                    break;
                default:
                    await venue.ReceiveAsync(socket);
                    break;
            }
        });
        await using var _ = venue;
        await RunAsync(
            venue,
            async _ =>
            {
                Assert.Equal("connected 1", await _sink.NextAsync());
                Assert.StartsWith("disconnected ", await _sink.NextAsync(), StringComparison.Ordinal);
                Assert.Equal("connected 2", await _sink.NextAsync());
                Assert.Contains("1007", await _sink.NextAsync(), StringComparison.Ordinal);
                Assert.Equal("connected 3", await _sink.NextAsync());
                Assert.Contains("unreadable: fill.E", await _sink.NextAsync(), StringComparison.Ordinal);
                Assert.Equal("connected 4", await _sink.NextAsync());
                Assert.Contains("silent for 1.5 s", await _sink.NextAsync(), StringComparison.Ordinal);
            },
            TimeSpan.FromMilliseconds(1500));
    }

    [Fact]
    public async Task DropsARefusedChannelAndKeepsTheRest()
    {
        LoopbackSocket? venue = null;
        venue = new LoopbackSocket(async (_, socket, _) =>
        {
            _received.Enqueue(await venue!.ReceiveAsync(socket));
            await LoopbackSocket.SendAsync(socket, """{"result":false,"id":1,"msg":"INVALID_ARGUMENT: invalid event : orders"}""");
            _received.Enqueue(await venue.ReceiveAsync(socket));
            await LoopbackSocket.SendAsync(socket, """{"result":true,"id":2}""");
            await LoopbackSocket.SendAsync(socket, Frames.Fills);
            await venue.ReceiveAsync(socket);
        });
        await using var _ = venue;
        await RunAsync(venue, async socket =>
        {
            Assert.Equal("connected 1", await _sink.NextAsync());
            Assert.StartsWith("push", await _sink.NextAsync(), StringComparison.Ordinal);
            Assert.Contains("invalid event", Assert.Single(socket.Refused), StringComparison.Ordinal);
        });
        Assert.Equal(["""{"method":"SUBSCRIBE","params":["orders","fill"],"id":1}""", """{"method":"SUBSCRIBE","params":["fill"],"id":2}"""], _received);
    }

    [Fact]
    public async Task AsksForAChannelAgain()
    {
        LoopbackSocket? venue = null;
        venue = new LoopbackSocket(async (_, socket, _) =>
        {
            await venue!.ReceiveAsync(socket);
            await LoopbackSocket.SendAsync(socket, Frames.Fills);
            while (await venue.ReceiveAsync(socket) is { Length: > 0 } text)
            {
                _received.Enqueue(text);
                await LoopbackSocket.SendAsync(socket, text.Contains("PING", StringComparison.Ordinal) ? """{"result":true,"id":0}""" : Frames.Orders);
            }
        });
        await using var _ = venue;
        await RunAsync(venue, async socket =>
        {
            await _sink.NextAsync();
            await _sink.NextAsync();
            await socket.ResubscribeAsync("fill");
            await socket.ResubscribeAsync("never-asked-for");
            Assert.Equal("push 1773295738939", await _sink.NextAsync());
        });
        Assert.Contains("""{"method":"SUBSCRIBE","params":["fill"],"id":2}""", _received);
        Assert.DoesNotContain(_received, r => r.Contains("never", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AStormOfEndsStaysWithinTheBudget()
    {
        await using var venue = new LoopbackSocket((_, _, stream) =>
        {
            stream.Close();
            return Task.CompletedTask;
        });
        await RunAsync(
            venue, async _ => await Task.Delay(1000), connections: 5, pauseMax: TimeSpan.FromMilliseconds(20));
        Assert.InRange(venue.Handshakes.Count, 2, 5);
    }

    [Fact]
    public void RefusesAnAddressThatWouldLeak() => Assert.Throws<ArgumentException>(() => new WeexSocketOptions
    {
        Address = new Uri("ws://ws-contract.weex.com/v3/ws/private"),
        Product = WeexProduct.Contract,
        Channels = ["orders"],
    }.Validate());

    [Fact]
    public void ARefusedBatchThatNamesNoChannelIsAskedOneByOne()
    {
        var channels = new List<string> { "a", "b" };
        var subscriptions = new WeexSubscriptions(channels);
        subscriptions.Subscribe(channels);
        var again = subscriptions.OnReply(new WeexFrame(WeexFrameKind.Reply, null, "1", false, "odd"));
        Assert.Equal([["a"], ["b"]], again);
        Assert.Equal(2, channels.Count);
        subscriptions.Subscribe(again[0]);
        Assert.Empty(subscriptions.OnReply(new WeexFrame(WeexFrameKind.Reply, null, "2", false, "odd")));
        Assert.Equal(["b"], channels);
        Assert.Empty(subscriptions.OnReply(new WeexFrame(WeexFrameKind.Reply, null, "77", false, "not ours")));
    }

    private async Task RunAsync(
        LoopbackSocket venue, Func<WeexSocket, Task> test, TimeSpan? silence = null, int connections = 300, TimeSpan? pauseMax = null)
    {
        using var stop = new CancellationTokenSource();
        var options = new WeexSocketOptions
        {
            Address = venue.Address,
            Product = WeexProduct.Contract,
            IsPrivate = true,
            Channels = ["orders", "fill"],
            Silence = silence ?? TimeSpan.FromSeconds(60),
            PauseMin = TimeSpan.FromMilliseconds(10),
            PauseMax = pauseMax ?? TimeSpan.FromMilliseconds(100),
            ConnectionsIn5Minutes = connections,
        };
        using var socket = new WeexSocket(options, _credentials, () => 1775580300000, _sink);
        var running = socket.RunAsync(stop.Token);
        try
        {
            await test(socket);
        }
        finally
        {
            await stop.CancelAsync();
            await running;
        }
    }
}
