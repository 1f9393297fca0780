using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;

namespace Chronos.Weex.Wire.Tests;

/// <summary>A WebSocket listener on this machine that plays a script on every connection.</summary>
internal sealed class LoopbackSocket : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _closing = new();
    private readonly Func<int, WebSocket, Stream, Task> _script;
    private readonly List<Task> _serving = [];
    private readonly Task _accepting;

    public LoopbackSocket(Func<int, WebSocket, Stream, Task> script)
    {
        _script = script;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>The heads of all handshakes.</summary>
    public ConcurrentQueue<string> Handshakes { get; } = new();

    public Uri Address => new($"ws://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/v3/ws/private");

    public CancellationToken Closing => _closing.Token;

    public static Task SendAsync(WebSocket socket, string text) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, default);

    /// <summary>One message; empty when the other side has gone.</summary>
    public async Task<string> ReceiveAsync(WebSocket socket)
    {
        var buffer = new byte[8192];
        var received = await socket.ReceiveAsync(buffer, Closing);
        return Encoding.UTF8.GetString(buffer, 0, received.Count);
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_serving);
        _closing.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            for (var number = 1; ; number++)
            {
                _serving.Add(ServeAsync(number, await _listener.AcceptTcpClientAsync(_closing.Token)));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or InvalidOperationException)
        {
            Assert.True(_closing.IsCancellationRequested, e.Message);
        }
    }

    private async Task ServeAsync(int number, TcpClient client)
    {
        using (client)
        {
            var stream = client.GetStream();
            try
            {
                var head = new StringBuilder();
                var buffer = new byte[1];
                while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
                {
                    if (await stream.ReadAsync(buffer, _closing.Token) == 0)
                    {
                        return;
                    }

                    head.Append((char)buffer[0]);
                }

                Handshakes.Enqueue(head.ToString());
                var key = head.ToString().Split("\r\n").Single(l => l.StartsWith("Sec-WebSocket-Key: ", StringComparison.OrdinalIgnoreCase))[19..];
#pragma warning disable CA5350 // RFC 6455 asks for this very hash.
                var accept = Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
#pragma warning restore CA5350
                await stream.WriteAsync(Encoding.ASCII.GetBytes(
                    $"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {accept}\r\n\r\n"));
                using var socket = WebSocket.CreateFromStream(stream, new WebSocketCreationOptions { IsServer = true });
                await _script(number, socket, stream);
            }
            catch (Exception e) when (e is OperationCanceledException or IOException or WebSocketException)
            {
                // The other side, or the test, has gone.
                return;
            }
        }
    }
}
