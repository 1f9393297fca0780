using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Chronos.Weex.Sandbox.Faults;
using Chronos.Weex.Sandbox.Rest;

namespace Chronos.Weex.Sandbox.Sockets;

/// <summary>One socket: what it asked for, what is on its way to it. State is used under the exchange's lock; one task sends.</summary>
internal sealed class SocketSession : IDisposable
{
    private const int OutboxMax = 20_000;
    private const int RefusalsMax = 6;
    private const int OperationWindowMillis = 3_600_000;

    private readonly Channel<byte[]> _outbox = System.Threading.Channels.Channel.CreateBounded<byte[]>(OutboxMax);
    private readonly CancellationTokenSource _end = new();
    private readonly Dictionary<Channel, DepthFeed?> _channels = [];
    private readonly Dictionary<Channel, (decimal Last, int Trades)> _told = [];
    private readonly SlidingWindow _operations;
    private readonly SocketHub _hub;
    private byte[]? _held;
    private int _refusals;
    private long _nextPing;
    private int _unanswered;

    public SocketSession(SocketHub hub, Product product, Account? account, bool isDeaf)
    {
        _hub = hub;
        _operations = new SlidingWindow(hub.Options.Limits.SocketOperationsPerHour, OperationWindowMillis);
        Product = product;
        Account = account;
        IsDeaf = isDeaf;
        OpenedAt = hub.Venue.Clock.Now;
        _nextPing = OpenedAt + hub.Options.PingSeconds * 1000L;
    }

    public Product Product { get; }

    /// <summary>Null of a public socket.</summary>
    public Account? Account { get; }

    public bool IsDeaf { get; }

    public long OpenedAt { get; }

    /// <summary>Status the socket is to be closed with; null ends it without a word.</summary>
    public (WebSocketCloseStatus Status, string Text)? Closing { get; private set; }

    public CancellationToken Ended => _end.Token;

    public IAsyncEnumerable<byte[]> Outbox(CancellationToken stop) => _outbox.Reader.ReadAllAsync(stop);

    public void Greet() => Send(w =>
    {
        w.WriteString("cid", Guid.NewGuid().ToString());
        w.WriteString("event", "connected");
        w.Text("time", _hub.Now);
    });

    /// <summary>Ends the socket, with a close frame or without.</summary>
    public void End((WebSocketCloseStatus, string)? closing)
    {
        Closing = closing;
        _outbox.Writer.TryComplete();
        if (closing is null)
        {
            // Not here: what waits for it would run under the exchange's lock.
            _ = _end.CancelAsync();
        }
    }

    /// <summary>Answers a message of the client.</summary>
    public void Receive(string text)
    {
        if (IsDeaf)
        {
            return;
        }

        JsonElement message;
        try
        {
            using var json = JsonDocument.Parse(text);
            message = json.RootElement.Clone();
        }
        catch (JsonException)
        {
            Refuse(null, "INVALID_ARGUMENT: unrecognized message : " + text);
            return;
        }

        var method = message.ValueKind == JsonValueKind.Object && message.TryGetProperty("method", out var m) ? m.ToString() : "";
        var id = message.ValueKind == JsonValueKind.Object && message.TryGetProperty("id", out var i) ? i : (JsonElement?)null;
        switch (method)
        {
            case "PING":
                Acknowledge(id);
                break;
            case "PONG":
                _unanswered = 0;
                break;
            case "SUBSCRIBE" or "UNSUBSCRIBE":
                Change(message, id, subscribes: method == "SUBSCRIBE");
                break;
            default:
                Refuse(id, "INVALID_ARGUMENT: unrecognized message : " + text);
                break;
        }
    }

    public bool Has(string kind) => _channels.Keys.Any(c => c.Kind == kind && c.Market is null);

    /// <summary>Pushes to whoever subscribed to a kind of a market.</summary>
    public void Push(string kind, Market market, Func<byte[]> frame)
    {
        if (_channels.Keys.Any(c => c.Kind == kind && c.Market == market))
        {
            Push(kind, market.Instrument.Symbol, frame());
        }
    }

    /// <summary>Sends a push, or what the armed faults make of it.</summary>
    public void Push(string kind, string symbol, byte[] frame)
    {
        var faults = _hub.Faults;
        if (faults.Take(FaultKind.DisconnectSocket, kind, symbol) is not null)
        {
            End(null);
        }
        else if (faults.Take(FaultKind.WithholdPush, kind, symbol) is not null
            || (kind == "depth" && faults.Take(FaultKind.DepthGap, kind, symbol) is not null))
        {
            return;
        }
        else if (_held is null && faults.Take(FaultKind.ReorderPush, kind, symbol) is not null)
        {
            _held = frame;
        }
        else
        {
            Send(frame);
            if (faults.Take(FaultKind.DuplicatePush, kind, symbol) is not null)
            {
                Send(frame);
            }

            if (_held is { } held)
            {
                _held = null;
                Send(held);
            }
        }
    }

    /// <summary>Sends what comes by the clock: book differences, tickers, bars.</summary>
    public void PushTimed(long now)
    {
        foreach (var (channel, feed) in _channels.ToArray())
        {
            var market = channel.Market;
            if (market is null)
            {
                continue;
            }

            if (feed?.Delta(now) is { } delta)
            {
                Push("depth", market.Instrument.Symbol, delta);
            }
            else if (channel.Kind == "ticker" && HasNews(channel, market))
            {
                Push("ticker", market.Instrument.Symbol, PublicFrames.Ticker(market, now));
            }
            else if (channel.Kind == "kline" && HasNews(channel, market))
            {
                Push("kline", market.Instrument.Symbol, PublicFrames.Kline(channel, now));
            }
        }
    }

    /// <summary>Pings, and ends what is too old or too silent.</summary>
    public void Watch(long now, long serverTime)
    {
        var switches = _hub.Options.Switches;
        if (switches.SocketAgeSecondsMax != 0 && now - OpenedAt >= switches.SocketAgeSecondsMax * 1000L)
        {
            End((WebSocketCloseStatus.NormalClosure, "connection expired"));
        }
        else if (now >= _nextPing && !IsDeaf)
        {
            _nextPing = now + _hub.Options.PingSeconds * 1000L;
            if (switches.UnansweredPingsMax != 0 && _unanswered >= switches.UnansweredPingsMax)
            {
                End((WebSocketCloseStatus.NormalClosure, "ping timeout"));
                return;
            }

            _unanswered++;
            Send(w =>
            {
                w.WriteString(Account is null ? "event" : "type", "ping");
                w.Text("time", serverTime);
            });
        }
    }

    public void Dispose() => _end.Dispose();

    private bool HasNews(Channel channel, Market market)
    {
        var bars = channel.Interval is { } interval ? market.Bars(interval, channel.IsMark) : market.LastBars[0];
        var state = bars.Bars.Count == 0
            ? default
            : (channel.IsMark ? market.Mark : market.Last, unchecked(bars.Bars[^1].Trades + (int)bars.Bars[^1].OpenTime));
        var isNew = !_told.TryGetValue(channel, out var told) || told != state;
        _told[channel] = state;
        return isNew;
    }

    private void Change(JsonElement message, JsonElement? id, bool subscribes)
    {
        if (!message.TryGetProperty("params", out var list) || list.ValueKind != JsonValueKind.Array || list.GetArrayLength() == 0)
        {
            Refuse(id, "INVALID_ARGUMENT: invalid params");
            return;
        }

        if (!_operations.TryTake(_hub.Venue.Clock.Now))
        {
            Answer(false, id, "RESOURCE_EXHAUSTED: too many operations");
            return;
        }

        var channels = new List<Channel>();
        foreach (var item in list.EnumerateArray())
        {
            var (channel, refusal) = Channel.Parse(item.ToString(), Product, Account is not null, _hub.Venue);
            if (channel is null)
            {
                Refuse(id, refusal!);
                return;
            }

            channels.Add(channel);
        }

        var limit = _hub.Options.Limits.ChannelsPerSocket;
        if (subscribes && limit != 0 && _channels.Keys.Union(channels).Count() > limit)
        {
            Answer(false, id, "RESOURCE_EXHAUSTED: too many channels");
            return;
        }

        Acknowledge(id);
        foreach (var channel in channels)
        {
            if (subscribes)
            {
                Subscribe(channel);
            }
            else
            {
                _channels.Remove(channel);
            }
        }
    }

    private void Subscribe(Channel channel)
    {
        var now = _hub.Now;
        var feed = channel.Kind == "depth" ? new DepthFeed(channel.Market!, channel.Levels) : null;
        _channels[channel] = feed;
        if (feed is not null)
        {
            Send(feed.Snapshot(now));
        }
        else if (channel.Kind == "trade")
        {
            Send(PublicFrames.TradeSnapshot(channel.Market!, now));
        }
        else if (channel.Kind == "kline")
        {
            Send(PublicFrames.KlineSnapshot(channel, now));
        }
        else if (channel.Kind == "bookTicker")
        {
            Send(PublicFrames.BookTicker(channel.Market!, now));
        }
        else if (channel.Market is null && _hub.Options.Switches.PrivateSnapshots)
        {
            _hub.SendSnapshot(this, channel.Kind);
        }
    }

    private void Acknowledge(JsonElement? id) => Answer(true, id, null);

    private void Refuse(JsonElement? id, string why)
    {
        Answer(false, id, why);
        if (++_refusals == RefusalsMax)
        {
            End((WebSocketCloseStatus.InvalidPayloadData, "Unrecognized message sent multiple times"));
        }
    }

    private void Answer(bool result, JsonElement? id, string? message) => Send(w =>
    {
        w.WriteBoolean("result", result);
        if (id is { } value)
        {
            w.WritePropertyName("id");
            value.WriteTo(w);
        }

        if (message is not null)
        {
            w.WriteString("msg", message);
        }
    });

    private void Send(Action<Utf8JsonWriter> write) => Send(RestAnswer.Bytes(w => w.Object(write)));

    private void Send(byte[] frame)
    {
        if (!IsDeaf && !_outbox.Writer.TryWrite(frame) && Closing is null)
        {
            // A reader this slow is not served; the venue drops such as well.
            End(null);
        }
    }
}
