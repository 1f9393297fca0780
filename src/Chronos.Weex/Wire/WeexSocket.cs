using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Net.WebSockets;

namespace Chronos.Weex.Wire;

/// <summary>
/// Keeps one v3 socket open: signs and connects, subscribes, answers pings, hands on pushes, and after any end connects
/// again within budgets. Received bytes go through a pipe, so that reading never waits for parsing. Keeps nothing across
/// connections but the channels still wanted.
/// </summary>
internal sealed class WeexSocket : IDisposable
{
    // A frame ends with this in the pipe; JSON text never holds it.
    private const byte FrameEnd = 0;

    // 200 levels a side take about 10 kB, 300 bars about 60 kB.
    private const int FrameBytesMax = 4 * 1024 * 1024;
    private const int BufferBytes = 16 * 1024;
    private const long FiveMinutesMillis = 5 * 60_000;
    private const long HourMillis = 60 * 60_000;
    private const int DoublingsMax = 16;

    private readonly WeexSocketOptions _options;
    private readonly WeexCredentials? _credentials;
    private readonly Func<long> _clockMillis;
    private readonly IWeexSink _sink;
    private readonly List<string> _channels;
    private readonly List<string> _refused = [];
    private readonly WeightWindow _connections;
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly Lock _lock = new();
    private readonly Queue<string> _again = [];
    private ClientWebSocket? _open;
    private long _connection;
    private long _passedOver;

    /// <summary>Takes no ownership of the credentials.</summary>
    /// <param name="options">Validated here.</param>
    /// <param name="credentials">Needed for a private socket.</param>
    /// <param name="clockMillis">The venue's time as well as we know it.</param>
    /// <param name="sink">Told from the reading task.</param>
    public WeexSocket(WeexSocketOptions options, WeexCredentials? credentials, Func<long> clockMillis, IWeexSink sink)
    {
        options.Validate();
        if (options.IsPrivate)
        {
            ArgumentNullException.ThrowIfNull(credentials);
        }

        _options = options;
        _credentials = credentials;
        _clockMillis = clockMillis;
        _sink = sink;
        _channels = [.. options.Channels];
        _connections = new WeightWindow(FiveMinutesMillis, options.ConnectionsIn5Minutes);
    }

    /// <summary>Frames of no known kind, over all connections.</summary>
    public long PassedOver => Interlocked.Read(ref _passedOver);

    /// <summary>Channels the venue has refused and that are not asked for again, each with its words.</summary>
    public string[] Refused
    {
        get
        {
            lock (_lock)
            {
                return [.. _refused];
            }
        }
    }

    /// <summary>Asks for a channel again, which brings a fresh snapshot. Any thread; does nothing while not connected.</summary>
    public async Task ResubscribeAsync(string channel, CancellationToken cancellation = default)
    {
        ClientWebSocket? open;
        lock (_lock)
        {
            open = _open;
            if (open is null || !_channels.Contains(channel))
            {
                return;
            }

            _again.Enqueue(channel);
        }

        // The venue's answer wakes the reading task, which alone counts operations.
        try
        {
            await SendAsync(open, WeexSocketFrames.Ping, cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is WebSocketException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The connection has ended meanwhile; the next one subscribes to everything.
            return;
        }
    }

    /// <summary>Only after <see cref="RunAsync"/> has ended.</summary>
    public void Dispose() => _sending.Dispose();

    /// <summary>Runs until canceled. Does not throw for what the venue or the network does.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        for (var failures = 0; !cancellation.IsCancellationRequested;)
        {
            var started = Environment.TickCount64;
            await RunOnceAsync(cancellation).ConfigureAwait(false);

            // A connection that outlived a silence was a good one.
            failures = Environment.TickCount64 - started > _options.Silence.TotalMilliseconds ? 0 : failures + 1;
            await PauseAsync(failures, cancellation).ConfigureAwait(false);
        }
    }

    private async Task PauseAsync(int failures, CancellationToken cancellation)
    {
        var doublings = Math.Clamp(failures - 1, 0, DoublingsMax);
        var longest = Math.Min(_options.PauseMin.Ticks << doublings, _options.PauseMax.Ticks);
        var pause = TimeSpan.FromTicks(longest / 2 + Random.Shared.NextInt64(longest / 2 + 1));
        do
        {
            try
            {
                await Task.Delay(pause, cancellation).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
        while (_connections.Used(Environment.TickCount64) >= _connections.Budget);
    }

    private async Task RunOnceAsync(CancellationToken cancellation)
    {
        _connections.Take(Environment.TickCount64, 1);
        using var invoker = new HttpMessageInvoker(
            new SocketsHttpHandler { UseProxy = false, UseCookies = false, AllowAutoRedirect = false });
        using var socket = new ClientWebSocket();
        if (await ConnectAsync(socket, invoker, cancellation).ConfigureAwait(false) is { } fault)
        {
            _sink.OnDisconnected(fault);
            return;
        }

        SetOpen(socket);
        using var session = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var pipe = new Pipe();
        var receiving = ReceiveAsync(socket, pipe.Writer, session);
        string why;
        try
        {
            why = await ReadAsync(socket, pipe.Reader, session.Token).ConfigureAwait(false);
        }
        finally
        {
            SetOpen(null);
            await session.CancelAsync().ConfigureAwait(false);
            await pipe.Reader.CompleteAsync().ConfigureAwait(false);
        }

        var ended = await receiving.ConfigureAwait(false);
        _sink.OnDisconnected(why.Length > 0 ? why : ended);
    }

    private void SetOpen(ClientWebSocket? socket)
    {
        lock (_lock)
        {
            _open = socket;
            _again.Clear();
        }
    }

    // Null when connected, else why not.
    private async Task<string?> ConnectAsync(ClientWebSocket socket, HttpMessageInvoker invoker, CancellationToken cancellation)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(_options.ConnectTimeout);
        try
        {
            socket.Options.SetRequestHeader("User-Agent", _options.UserAgent);
            if (_options.IsPrivate)
            {
                Sign(socket);
            }

            await socket.ConnectAsync(_options.Address, invoker, deadline.Token).ConfigureAwait(false);
            return null;
        }
        catch (OperationCanceledException)
        {
            return "not connected in time";
        }
        catch (Exception e) when (e is WebSocketException or HttpRequestException or IOException or ObjectDisposedException)
        {
            return $"not connected: {e.Message}";
        }
    }

    private void Sign(ClientWebSocket socket)
    {
        var time = _clockMillis();
        var signature = WeexSignature.OfHandshake(_credentials!, time, _options.Address.AbsolutePath);
        socket.Options.SetRequestHeader("ACCESS-KEY", _credentials!.Key);
        socket.Options.SetRequestHeader("ACCESS-SIGN", signature);
        socket.Options.SetRequestHeader("ACCESS-TIMESTAMP", time.ToString(CultureInfo.InvariantCulture));
        socket.Options.SetRequestHeader("ACCESS-PASSPHRASE", _credentials.Passphrase);
    }

    // Moves bytes from the socket into the pipe; ends with why.
    private async Task<string> ReceiveAsync(ClientWebSocket socket, PipeWriter writer, CancellationTokenSource session)
    {
        var why = "the connection was closed";
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(session.Token);
        try
        {
            while (true)
            {
                silence.CancelAfter(_options.Silence);
                var received = await socket.ReceiveAsync(writer.GetMemory(BufferBytes), silence.Token).ConfigureAwait(false);
                if (received.MessageType == WebSocketMessageType.Close)
                {
                    why = $"closed by the venue: {(int?)socket.CloseStatus} {socket.CloseStatusDescription}";
                    break;
                }

                writer.Advance(received.Count);
                if (received.EndOfMessage)
                {
                    writer.GetSpan(1)[0] = FrameEnd;
                    writer.Advance(1);
                }

                if ((await writer.FlushAsync(silence.Token).ConfigureAwait(false)).IsCompleted)
                {
                    break;
                }
            }
        }
        catch (OperationCanceledException)
        {
            why = session.IsCancellationRequested ? "ended by us" : $"silent for {_options.Silence.TotalSeconds:0.###} s";
        }
        catch (Exception e) when (e is WebSocketException or IOException or ObjectDisposedException)
        {
            why = $"broken: {e.Message}";
        }

        await writer.CompleteAsync().ConfigureAwait(false);
        return why;
    }

    // Takes frames out of the pipe; ends with why, or with nothing when the receiver knows why.
    private async Task<string> ReadAsync(ClientWebSocket socket, PipeReader reader, CancellationToken cancellation)
    {
        var subscriptions = new WeexSubscriptions(_channels);
        var operations = new WeightWindow(HourMillis, _options.OperationsAnHour);
        var toAsk = new Queue<string[]>([[.. _channels]]);
        _sink.OnConnected(++_connection);
        try
        {
            while (true)
            {
                while (toAsk.TryDequeue(out var some))
                {
                    if (some.Length == 0)
                    {
                        continue;
                    }

                    if (operations.Used(Environment.TickCount64) >= operations.Budget)
                    {
                        return $"{operations.Budget} operations in an hour are used up";
                    }

                    operations.Take(Environment.TickCount64, 1);
                    await SendAsync(socket, subscriptions.Subscribe(some), cancellation).ConfigureAwait(false);
                }

                var read = await reader.ReadAsync(cancellation).ConfigureAwait(false);
                var buffer = read.Buffer;
                while (TryTakeFrame(ref buffer, out var frame))
                {
                    await TakeAsync(socket, frame, subscriptions, toAsk, cancellation).ConfigureAwait(false);
                }

                if (buffer.Length > FrameBytesMax)
                {
                    return $"a frame has more than {FrameBytesMax} bytes";
                }

                reader.AdvanceTo(buffer.Start, buffer.End);
                if (read.IsCompleted)
                {
                    return "";
                }
            }
        }
        catch (WeexFormatException e)
        {
            // What it said is lost, so the connection is worth no more than a broken one.
            return $"unreadable: {e.Message}";
        }
        catch (OperationCanceledException)
        {
            return "";
        }
        catch (Exception e) when (e is WebSocketException or IOException or ObjectDisposedException)
        {
            return $"broken: {e.Message}";
        }
    }

    private async ValueTask TakeAsync(
        ClientWebSocket socket, ReadOnlySequence<byte> bytes, WeexSubscriptions subscriptions, Queue<string[]> toAsk,
        CancellationToken cancellation)
    {
        var frame = WeexFrameReader.Read(bytes, _options.Product);
        switch (frame.Kind)
        {
            case WeexFrameKind.Push:
                _sink.OnPush(frame.Push!);
                break;
            case WeexFrameKind.Ping:
                await SendAsync(socket, WeexSocketFrames.Pong(subscriptions.NextId()), cancellation).ConfigureAwait(false);
                break;
            case WeexFrameKind.Reply:
                TakeReply(frame, subscriptions, toAsk);
                break;
            case WeexFrameKind.Greeting:
                break;
            default:
                Interlocked.Increment(ref _passedOver);
                break;
        }

        lock (_lock)
        {
            while (_again.TryDequeue(out var channel))
            {
                toAsk.Enqueue([channel]);
            }
        }
    }

    private void TakeReply(in WeexFrame frame, WeexSubscriptions subscriptions, Queue<string[]> toAsk)
    {
        lock (_lock)
        {
            var before = subscriptions.Refused.Count;
            foreach (var some in subscriptions.OnReply(frame))
            {
                toAsk.Enqueue(some);
            }

            _refused.AddRange(subscriptions.Refused.Skip(before));
        }
    }

    private static bool TryTakeFrame(ref ReadOnlySequence<byte> buffer, out ReadOnlySequence<byte> frame)
    {
        if (buffer.PositionOf(FrameEnd) is not { } end)
        {
            frame = default;
            return false;
        }

        frame = buffer.Slice(0, end);
        buffer = buffer.Slice(buffer.GetPosition(1, end));
        return true;
    }

    // A socket takes one message at a time.
    private async Task SendAsync(ClientWebSocket socket, ReadOnlyMemory<byte> message, CancellationToken cancellation)
    {
        await _sending.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            await socket.SendAsync(message, WebSocketMessageType.Text, true, cancellation).ConfigureAwait(false);
        }
        finally
        {
            _sending.Release();
        }
    }
}
