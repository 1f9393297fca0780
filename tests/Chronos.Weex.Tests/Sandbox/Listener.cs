using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Chronos.Weex.Tests.Sandbox;

/// <summary>A socket to a sandbox.</summary>
internal sealed class Listener : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly ClientWebSocket _socket = new();
    private readonly byte[] _buffer = new byte[256 * 1024];

    private Listener()
    {
    }

    public ClientWebSocket Socket => _socket;

    public static async Task<Listener> OpenAsync(Trader trader, string path, bool greeted = true)
    {
        var listener = new Listener();
        listener._socket.Options.Proxy = null;
        if (path.EndsWith("private", StringComparison.Ordinal))
        {
            var time = trader.Now().ToString(CultureInfo.InvariantCulture);
            listener._socket.Options.SetRequestHeader("ACCESS-KEY", trader.Key);
            listener._socket.Options.SetRequestHeader("ACCESS-SIGN", SignatureTests.Sign(trader.Secret, time + "/v3/ws/private"));
            listener._socket.Options.SetRequestHeader("ACCESS-TIMESTAMP", time);
            listener._socket.Options.SetRequestHeader("ACCESS-PASSPHRASE", trader.Passphrase);
        }

        using var limit = new CancellationTokenSource(Patience);
        var address = new UriBuilder(trader.Sandbox.Address) { Scheme = "ws", Path = path }.Uri;
        await listener._socket.ConnectAsync(address, limit.Token);
        if (greeted)
        {
            Assert.Equal("connected", (await listener.NextAsync()).GetProperty("event").GetString());
        }

        return listener;
    }

    public async Task SendAsync(string text)
    {
        using var limit = new CancellationTokenSource(Patience);
        await _socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, limit.Token);
    }

    /// <summary>The next message; fails when none comes in time or the socket ends.</summary>
    public async Task<JsonElement> NextAsync()
    {
        using var limit = new CancellationTokenSource(Patience);
        var text = await ReadAsync(limit.Token);
        Assert.True(text is not null, $"the socket was closed: {_socket.CloseStatus} {_socket.CloseStatusDescription}");
        using var json = JsonDocument.Parse(text);
        return json.RootElement.Clone();
    }

    /// <summary>The next push of a kind, leaving others out.</summary>
    public async Task<JsonElement> NextAsync(string kind)
    {
        while (true)
        {
            var message = await NextAsync();
            if (message.TryGetProperty("e", out var e) && e.GetString() == kind)
            {
                return message;
            }
        }
    }

    /// <summary>Whether nothing comes for a while.</summary>
    public async Task<bool> IsSilentAsync(int millis)
    {
        using var limit = new CancellationTokenSource(millis);
        try
        {
            return await ReadAsync(limit.Token) is null;
        }
        catch (OperationCanceledException)
        {
            return true;
        }
    }

    /// <summary>Subscribes and takes the acknowledgement.</summary>
    public async Task SubscribeAsync(params string[] channels)
    {
        await SendAsync($$"""{"method":"SUBSCRIBE","params":[{{string.Join(',', channels.Select(c => $"\"{c}\""))}}],"id":1}""");
        var answer = await NextAsync();
        Assert.True(answer.GetProperty("result").GetBoolean(), answer.ToString());
        Assert.Equal(1, answer.GetProperty("id").GetInt32());
    }

    /// <summary>Reads until the socket ends; false when it ends without a close frame.</summary>
    public async Task<bool> ClosesAsync()
    {
        using var limit = new CancellationTokenSource(Patience);
        try
        {
            while (await ReadAsync(limit.Token) is not null)
            {
            }

            return true;
        }
        catch (WebSocketException)
        {
            return false;
        }
    }

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<string?> ReadAsync(CancellationToken stop)
    {
        var length = 0;
        while (true)
        {
            var part = await _socket.ReceiveAsync(_buffer.AsMemory(length), stop);
            if (part.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }

            length += part.Count;
            if (part.EndOfMessage)
            {
                return Encoding.UTF8.GetString(_buffer, 0, length);
            }
        }
    }
}
