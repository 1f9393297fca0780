using System.Threading.Channels;

namespace Chronos.Weex.Wire.Tests;

/// <summary>Keeps what a socket tells, in order, as text.</summary>
internal sealed class RecordingSink : IWeexSink
{
    private readonly Channel<string> _told = Channel.CreateUnbounded<string>();

    public void OnConnected(long connection) => _told.Writer.TryWrite($"connected {connection}");

    public void OnDisconnected(string why) => _told.Writer.TryWrite($"disconnected {why}");

    public void OnPush(WeexPush push) => _told.Writer.TryWrite($"push {push.EventMillis}");

    /// <summary>The next thing told; fails when none comes.</summary>
    public async Task<string> NextAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        return await _told.Reader.ReadAsync(patience.Token);
    }
}
